/** The reviewer's queue and one dispute in words, for a terminal of 80 columns. */
import type { Cell } from '../../model/cell.ts'
import type { ExecutionJson } from '../../model/execution.ts'
import type {
  ReviewDecideReport,
  ReviewItem,
  ReviewListReport,
  ReviewRoute,
  ReviewShowReport,
  ReviewSide,
} from '../../model/review.ts'
import { tableText, visible } from '../table.ts'
import { RECORDED } from './recorded.ts'
import { indented, shortened, wrapped } from './wrap.ts'

const ROUTES: Readonly<Record<ReviewRoute, string>> = {
  review: 'a person chooses',
  back: 'one query fails: back to whoever wrote it (--accept neither --again), or take the other',
  flagged: 'no query runs, or somebody would not answer',
  audit: 'the answers agree: a sample is looked at all the same',
}

/** Items of one class that are listed one by one. */
const LISTED = 12

export function queueText({ items, recorded }: ReviewListReport): string {
  if (items.length === 0) return 'Nothing waits for a reviewer. Next: concord status'
  const classes = [...new Set(items.map((item) => item.class))]
  const groups = classes.map((name) =>
    groupText(
      name,
      items.filter((item) => item.class === name),
    ),
  )
  const next = `Next: concord review show ${items[0]!.item}`
  return [...groups, next, ...(recorded ? [RECORDED] : [])].join('\n\n')
}

function groupText(name: string, items: readonly ReviewItem[]): string {
  const lines = items.slice(0, LISTED).map(({ item, db_id, question, selfReviewed }) => {
    const own = selfReviewed ? ' (your own)' : ''
    return `  ${item}  ${shortened(`${db_id}: ${visible(question)}${own}`, 57)}`
  })
  const more = items.length > LISTED ? [`  … and ${items.length - LISTED} more: --class ${name}`] : []
  return [wrapped(`${name} (${items.length}): ${ROUTES[items[0]!.route]}`), ...lines, ...more].join('\n')
}

export function disputeText(report: ReviewShowReport, colour: boolean): string {
  const { item, db_id, round, evidence, selfReviewed, difference, counterExample } = report
  const parts = [
    [
      wrapped(`Q: ${visibleText(report.question)}`),
      ...(evidence ? [wrapped(`Evidence: ${visibleText(evidence)}`)] : []),
      `${item} · database ${db_id} · round ${round} · ${report.class}${selfReviewed ? ' · your own' : ''}`,
    ].join('\n'),
    ...(counterExample ? [exampleText(counterExample)] : []),
    sideText('A', report.a, colour),
    sideText('B', report.b, colour),
    wrapped(difference.words.map(visibleText).join(' ')),
    ...aloneText('A', report.a, difference.onlyA),
    ...aloneText('B', report.b, difference.onlyB),
    ...flagsText(report),
    ...guidelinesText(report),
    `Next: concord review decide ${item} --accept SIDE\n      (a, b, both, neither or ambiguous; --cause says what went wrong)`,
    ...(report.recorded ? [RECORDED] : []),
  ]
  return parts.join('\n\n')
}

function sideText(name: string, { sql, result, noAnswer }: ReviewSide, colour: boolean): string {
  if (sql === null) {
    if (!noAnswer) return `${name}  gave no answer`
    const steps = noAnswer.steps.flatMap(({ tool, asked, answered }) => [
      `  ${shortened(`${tool} ${visible(asked)}`, 76)}`,
      `    ${shortened(visible(answered), 74)}`,
    ])
    const why = `${noAnswer.reason}${noAnswer.note ? `: ${noAnswer.note}` : ''}`
    return [wrapped(`${name}  gave no answer (${visibleText(why)}); its last steps:`), ...steps].join('\n')
  }
  const query = indented(wrapped(visibleText(sql), 76), 4).trimStart()
  return `${name}  ${query}\n${indented(resultText(result!, colour), 3)}`
}

/** Rows of a result that are printed; JSON has more. */
const PRINTED = 8

function resultText(result: ExecutionJson, colour: boolean): string {
  if (result.kind !== 'rows') return wrapped(`${result.kind}: ${visibleText(result.message)}`, 76)
  const rows = result.rows.slice(0, PRINTED).map((row) => row.map(cellOf))
  const table = tableText({ columns: result.columns, rows }, { colour })
  const lines = table.split('\n').map((line) => (colour ? line : shortened(line, 76)))
  const rest = result.rowCount - rows.length
  return [...lines, ...(rest > 0 ? [`… and ${rest} rows more`] : [])].join('\n')
}

/** A JSON cell as the table prints it: a whole number is an integer again. */
function cellOf(cell: unknown): Cell {
  if (typeof cell === 'number' && Number.isInteger(cell)) return BigInt(cell)
  if (cell !== null && typeof cell === 'object')
    return Buffer.from(String((cell as { base64?: string }).base64 ?? ''), 'base64')
  return cell as Cell
}

function exampleText({ instance, tables, a, b }: NonNullable<ReviewShowReport['counterExample']>): string {
  const where = instance === undefined ? 'On another instance' : `On the instance "${visible(instance)}"`
  const held = Object.entries(tables).map(([name, rows]) => `${name}: ${rows.length} rows`)
  const rows = (all: readonly unknown[][]) =>
    all.length === 0 ? 'no row' : all.slice(0, 3).map(rowText).join(' ') + (all.length > 3 ? ' …' : '')
  return [
    `${where} the two differ${held.length > 0 ? ` (${held.join(', ')})` : ''}:`,
    `   A  ${shortened(rows(a), 74)}`,
    `   B  ${shortened(rows(b), 74)}`,
  ].join('\n')
}

function aloneText(name: string, { result }: ReviewSide, rows: readonly unknown[][]): string[] {
  if (rows.length === 0 || result?.kind !== 'rows') return []
  const shown = rows.slice(0, 5).map((row) => `   ${shortened(rowText(row), 76)}`)
  return [[`Only in ${name}:`, ...shown].join('\n')]
}

function rowText(row: readonly unknown[]): string {
  return `(${row.map((cell) => (typeof cell === 'string' ? visible(cell) : JSON.stringify(cell))).join(', ')})`
}

function flagsText({ flags }: ReviewShowReport): string[] {
  if (flags.length === 0) return []
  return flags.map(({ reason, note }) => wrapped(`Flagged ${reason}${note ? `: ${visibleText(note)}` : ''}`))
}

function guidelinesText({ guidelines: { version, rules } }: ReviewShowReport): string[] {
  if (rules.length === 0) return []
  const lines = rules.map(({ text }) => indented(wrapped(`- ${visibleText(text)}`, 76), 2))
  return [[`Guidelines v${version}:`, ...lines].join('\n')]
}

export function decidedText(report: ReviewDecideReport): string {
  const { item, effect, accept, cause, selfReviewed, questionText } = report
  const what = {
    settled: 'settled: it has gold SQL',
    dropped: 'out',
    again: 'answered anew by both sides in the next round',
    undone: 'open again',
  }[effect]
  const lines = [`${item} is ${what} (${accept})`]
  if (questionText !== undefined) lines.push(wrapped(`Its words are now: ${visibleText(questionText)}`))
  if (effect === 'dropped' && accept === 'ambiguous')
    lines.push(`--question TEXT gives better words instead: concord review undo ${item}`)
  if (selfReviewed) lines.push('You answered this one yourself: it is marked self-reviewed')
  lines.push(
    cause === 'guideline'
      ? `Next: concord guideline add --text TEXT --case ${item}`
      : 'Next: concord review list',
  )
  return lines.join('\n')
}

/** Text of any length with its control characters written out, line by line. */
function visibleText(text: string): string {
  return text
    .split(/\s+/)
    .map((word) => visible(word))
    .join(' ')
}
