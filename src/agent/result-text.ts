/** What a model is told of an execution, as far as the egress policy allows. */
import { cellText, columnText, messageText } from '../llm/egress.ts'
import { fenced } from '../llm/fence.ts'
import type { Execution, Failure, Rows } from '../model/execution.ts'
import type { Egress } from '../model/source.ts'

export interface ResultOptions {
  readonly egress: Egress
  /** Words that tell the model nothing new. */
  readonly known: ReadonlySet<string>
}

const SHOWN_ROWS = 20

/** Rows under their column names, or the failure; no times, so that the same database says the same. */
export function resultText(execution: Execution, options: ResultOptions): string {
  return execution.kind === 'rows' ? rowsText(execution, options) : failureText(execution, options)
}

function rowsText({ columns, rows, rowCount, truncated }: Rows, { egress, known }: ResultOptions): string {
  const names = columns.map((column) => columnText(column.name, known, egress)).join(' | ')
  const count = `${truncated ? 'more than ' : ''}${rowCount} ${rowCount === 1 ? 'row' : 'rows'}`
  if (rowCount === 0) return `The result is empty. Its columns:\n${fenced('result', names)}`
  if (egress === 'schema')
    return `${count}; the values are withheld. The columns:\n${fenced('result', names)}`
  const lines = rows.slice(0, SHOWN_ROWS).map((row) => row.map((cell) => cellText(cell, egress)).join(' | '))
  const left = rows.length > SHOWN_ROWS ? `, the first ${SHOWN_ROWS} of them` : ''
  const masked = egress === 'masked' ? '; values are shown by their shape' : ''
  return `${count}${left}${masked}:\n${fenced('result', [names, ...lines].join('\n'))}`
}

function failureText({ kind, message }: Failure, { egress, known }: ResultOptions): string {
  const said = messageText(message, known, egress)
  switch (kind) {
    case 'timeout':
      return 'The query took too long and was stopped.'
    case 'memory':
      return 'The query needed too much memory and was stopped.'
    case 'refused':
      return `The query was not run: ${said}`
    case 'error':
      return `The query failed: ${said}`
  }
}
