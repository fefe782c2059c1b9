/** Disputes shown whole: the question, both queries with their results, what separates them, and what was decided. */
import type { ExecutionJson } from '../../model/execution.ts'
import { type Html, html } from '../html.ts'
import { empty, recordedMark, type Section } from '../section.ts'
import type { DisputeSide, ShownDispute, Study } from '../study.ts'
import { table } from '../table.ts'
import { count, counted } from '../words.ts'

/** Rows of a result that are shown. */
const SHOWN = 8

export function disputesSection({ disputes }: Study): Section {
  const title = 'Disputes, shown whole'
  if (disputes.length === 0) {
    return { id: 'disputes', title, body: empty('No dispute was settled yet.', 'concord review list') }
  }
  return {
    id: 'disputes',
    title,
    body: html`${recordedMark(disputes.some((one) => one.recorded))}${disputes.map(dispute)}`,
  }
}

function dispute(one: ShownDispute): Html {
  const { item, question, evidence, database, round, counterExample, guidelines } = one
  return html`<article class="dispute" aria-labelledby="${item}"><h3 id="${item}">${question}</h3>
<p class="where">${database} · round ${round} · <code>${one.class}</code> · <code>${item}</code></p>
${evidence === undefined ? undefined : html`<p>Evidence: ${evidence}</p>`}
<div class="sides">${side('A', one.a)}${side('B', one.b)}</div>
${counterExample === undefined ? undefined : separating(counterExample)}${decided(one)}
${guidelines.length === 0 ? undefined : html`<p><strong>The guideline that came of it:</strong> ${guidelines.join(' · ')}</p>`}</article>`
}

function side(name: string, { kind, sql, result }: DisputeSide): Html {
  return html`<section aria-label="Side ${name}"><h4>${name}, by the ${kind}</h4>
${sql === undefined ? html`<p>No query.</p>` : html`<pre tabindex="0"><code>${sql}</code></pre>`}${result === undefined ? undefined : resultOf(name, result)}</section>`
}

function resultOf(name: string, result: ExecutionJson): Html {
  if (result.kind !== 'rows') return html`<p class="warning">${result.kind}: ${result.message}</p>`
  const { columns, rows, rowCount, truncated } = result
  const more = rowCount > SHOWN ? `, the first ${SHOWN}` : ''
  if (columns.length === 0 || rows.length === 0) return html`<p>No rows.</p>`
  return table({
    caption: `${name} returns ${truncated ? 'more than ' : ''}${counted(rowCount, 'row')}${more}`,
    columns: columns.map(({ name: head, type }) => ({
      head: cut(head, 40),
      number: type === 'integer' || type === 'real',
    })),
    rows: rows.slice(0, SHOWN).map((row) => row.map(cell)),
  })
}

function cell(value: unknown): Html | string {
  if (value === null) return html`<span class="null">NULL</span>`
  if (typeof value === 'object') return 'bytes'
  return cut(String(value), 120)
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

function separating({ instance, a, b }: NonNullable<ShownDispute['counterExample']>): Html {
  const list = (name: string, rows: readonly (readonly unknown[])[]) => {
    const shown = rows.slice(0, 4).map((row) => `(${row.map((value) => String(value ?? 'NULL')).join(', ')})`)
    return html`<li>${name}: ${rows.length === 0 ? 'no rows' : shown.join(' ')}${rows.length > 4 ? ` and ${count(rows.length - 4)} more` : ''}</li>`
  }
  return html`<p><strong>Counter-example:</strong> on ${instance === undefined ? 'another instance of the database' : html`the instance <code>${instance}</code>`} they differ:</p><ul>${list('A', a)}${list('B', b)}</ul>`
}

const ACCEPTED: Readonly<Record<string, string>> = {
  a: 'A is right',
  b: 'B is right',
  both: 'Both are right',
  neither: 'Neither is right',
  ambiguous: 'The question is ambiguous',
}

function decided({ decision: { accept, sql, cause, note, by } }: ShownDispute): Html {
  const why = cause === undefined || cause === 'none' ? '' : ` The cause was the ${cause}.`
  return html`<div class="decision"><p><strong>Decided by ${by}:</strong> ${ACCEPTED[accept] ?? accept}.${why}${note === undefined ? '' : ` “${note}”`}</p>${sql === undefined ? undefined : html`<pre tabindex="0"><code>${sql}</code></pre>`}</div>`
}
