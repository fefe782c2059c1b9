/** The ledger: what was asked of which model, and what it cost. */
import { html } from '../html.ts'
import { recordedMark, type Section } from '../section.ts'
import type { Study } from '../study.ts'
import { table } from '../table.ts'
import { count } from '../words.ts'

export function costSection({ costs }: Study): Section {
  const title = 'Cost'
  if (costs.length === 0) return { id: 'cost', title, body: html`<p>No model was asked.</p>` }
  const body = html`${recordedMark(costs.some((row) => row.recorded > 0))}${table({
    caption: 'Calls of models, by what they were for',
    columns: [
      { head: 'Verb' },
      { head: 'Model' },
      ...['Calls', 'recorded', 'Tokens read', 'written', 'USD'].map((head) => ({ head, number: true })),
    ],
    rows: costs.map((row) => [
      ...[row.verb, row.model],
      ...[row.calls, row.recorded, row.inputTokens, row.outputTokens].map(count),
      row.unpriced > 0
        ? `${row.usd.toFixed(4)} and ${count(row.unpriced)} calls without a price`
        : row.usd.toFixed(4),
    ]),
  })}`
  return { id: 'cost', title, body }
}
