/** The method as it was walked: every verb with how many there are of what it writes. */
import { html } from '../html.ts'
import type { Section } from '../section.ts'
import type { Study } from '../study.ts'
import { count } from '../words.ts'

const DOERS = { machine: 'a machine', person: 'people', either: 'people or a machine' } as const

export function flowSection({ flow }: Study): Section {
  const steps = flow.map(({ verb, summary, by, writes, count: n }) => {
    const figure =
      n === null
        ? html`<span class="count none">–</span>`
        : html`<span class="count">${count(n)}</span><span class="noun">${nouns(writes, n)}</span>`
    return html`<li><span class="verb">${verb}</span><span class="summary">${summary}<small> by ${DOERS[by]}</small></span><span class="made">${figure}</span></li>`
  })
  return { id: 'flow', title: 'The way of a question', body: html`<ol class="flow">${steps}</ol>` }
}

function nouns(noun: string, n: number): string {
  return n === 1 || noun.endsWith('s') ? noun : `${noun}s`
}
