/** What a column holds: numbers or text, keys or names, as its declaration, its name and its values say. */
import type { Column, Table } from '../../../model/catalog.ts'

export type Holds = 'integer' | 'real' | 'text' | 'other'

/** What the declared type says, by SQLite's rules of affinity where the type is not a well-known one. */
export function holds(column: Column): Holds {
  const type = column.type.toUpperCase()
  if (/INT|SERIAL/.test(type)) return 'integer'
  if (/CHAR|CLOB|TEXT|STRING|ENUM/.test(type)) return 'text'
  if (/REAL|FLOA|DOUB|NUMERIC|DECIMAL|NUMBER/.test(type)) return 'real'
  return 'other'
}

/** True if the column identifies rows: part of a key or named as one (`id`, `student_id`, `MakeId`). */
export function isKey(table: Table, column: Column): boolean {
  if (/(^|_)(id|key)$|[a-z](Id|ID)$/.test(column.name) || /^id$/i.test(column.name)) return true
  const same = (name: string) => name.toLowerCase() === column.name.toLowerCase()
  const isReference = table.foreignKeys.some(({ columns }) => columns.some(same))
  const numeric = holds(column) === 'integer'
  return numeric && (isReference || table.primaryKey.some(same))
}

/** True if a text column's known values are all numbers, so that text order is not their order. */
export function holdsNumbersAsText(table: Table, column: Column): boolean {
  if (holds(column) !== 'text') return false
  const at = table.columns.indexOf(column)
  const sampled = table.sampleRows.map((row) => row[at])
  const common = column.profile?.common.map(({ value }) => value) ?? []
  const known = [...sampled, ...common].filter((value) => value !== null && value !== undefined)
  const lengths = new Set(known.map((value) => String(value).split('.')[0]!.length))
  return known.length > 0 && lengths.size > 1 && known.every(isNumeric)
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value))
}
