/** The method as it was walked: every verb with how much came of it. */
import { html } from '../html.ts'
import type { Section } from '../section.ts'
import type { Study } from '../study.ts'
import { count } from '../words.ts'

const DOERS = { machine: 'machine', person: 'people', either: 'either' } as const

export function flowSection({ flow }: Study): Section {
  const steps = flow.map(({ verb, summary, by, made }) => {
    const figure =
      made === null
        ? html`<span class="noun">–</span>`
        : html`<span class="count${made.n === 0 ? ' nil' : ''}">${count(made.n)}</span> <span class="noun">${made.noun}${made.n === 1 ? '' : 's'}</span>`
    return html`<li><span class="verb">${verb}</span><span class="summary">${summary}</span><span class="doer">${DOERS[by]}</span><span class="made">${figure}</span></li>`
  })
  return { id: 'flow', title: 'The way of a question', body: html`<ol class="flow">${steps}</ol>` }
}
