/** A question as an annotator reads it on a terminal. */
import type { AnnotateNext, AnnotateSubmit, AnnotationItem } from '../../model/annotation.ts'
import type { Table } from '../../model/catalog.ts'
import { visible } from '../table.ts'
import { indented, wrapped } from './wrap.ts'

export function nextText(next: AnnotateNext): string {
  if (next.item === null) {
    return next.waiting > 0
      ? `Nothing left for you: ${next.waiting} wait for another person\nNext: concord compare, once they have answered`
      : 'Nothing left to annotate\nNext: concord compare'
  }
  return itemText(next)
}

function itemText(item: AnnotationItem): string {
  const { question, evidence, db_id, source, tables, guidelines } = item
  const lines = [`${item.item} over ${db_id}`, '', ...folded(question)]
  if (evidence) lines.push('', ...folded(`Evidence: ${evidence}`))
  lines.push('', 'Tables:', ...tables.flatMap(tableLines))
  if (guidelines.rules.length > 0) lines.push('', `Guidelines, version ${guidelines.version}:`)
  for (const [i, { text, good, bad }] of guidelines.rules.entries()) {
    lines.push(...folded(`${i + 1}. ${text}`, 2))
    for (const sql of good) lines.push(...folded(`good: ${sql}`, 5))
    for (const sql of bad) lines.push(...folded(`bad:  ${sql}`, 5))
  }
  lines.push('', `Kept for you until ${item.until.slice(11, 16)} UTC`)
  lines.push(`Try:  concord query ${source} --sql "…"`)
  lines.push(`Next: concord annotate submit ${item.item} --sql "…"  (or skip, flag)`)
  return lines.join('\n')
}

function tableLines({ name, columns, foreignKeys, rowCount, description }: Table): string[] {
  const said = description ? ` — ${description}` : ''
  const named = columns.map((column) => `${column.name} ${column.type.toLowerCase()}`.trim()).join(', ')
  const keys = foreignKeys.map(
    (key) => `${key.columns.join(', ')} → ${key.table} (${key.referencedColumns.join(', ')})`,
  )
  return [
    ...folded(`${visible(name)} (${rowCount.toLocaleString('en-US')} rows)${said}`, 2),
    ...folded(named, 4),
    ...keys.flatMap((key) => folded(key, 4)),
  ]
}

export function submittedText({ item, rows, findings }: AnnotateSubmit): string {
  const gave = rows === null ? 'although it does not run' : rows === 1 ? 'one row' : `${rows} rows`
  const lines = [`Stored your answer to ${item}: ${gave}`]
  if (rows === 0) lines.push('! It returns nothing. If that is not right: concord annotate undo')
  for (const { severity, message, hint } of findings.filter((one) => one.severity !== 'info')) {
    lines.push(...folded(`! ${severity === 'block' ? 'Likely wrong' : 'Look again'}: ${message}. ${hint}`))
  }
  lines.push('Next: concord annotate next')
  return lines.join('\n')
}

/** Lines of a text that people or databases wrote, with nothing in it that could command the terminal. */
function folded(text: string, by = 0): string[] {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
  return indented(wrapped(plain, 80 - by), by).split('\n')
}
