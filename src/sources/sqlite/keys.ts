/** Unique and foreign keys of a table, as SQLite's pragmas tell them. */
import type { ForeignKey } from '../../model/catalog.ts'
import type { Row } from '../../model/cell.ts'
import { quoteText } from './names.ts'

type RowsOf = (sql: string) => Promise<readonly Row[]>

/** Without the primary key, partial indexes and those over expressions. */
export async function uniqueKeysOf(rowsOf: RowsOf, table: string): Promise<string[][]> {
  const rows = await rowsOf(
    `SELECT l.seq, i.name FROM pragma_index_list(${quoteText(table)}) AS l, pragma_index_info(l.name) AS i
      WHERE l."unique" = 1 AND l.partial = 0 AND l.origin <> 'pk' ORDER BY l.seq DESC, i.seqno`,
  )
  const keys = byFirst(rows)
  return keys
    .filter((key) => key.every(([, name]) => name !== null))
    .map((key) => key.map(([, name]) => name as string))
}

/** Those of several columns kept together; where the parent's columns are not named they are its primary key. */
export async function foreignKeysOf(rowsOf: RowsOf, table: string): Promise<ForeignKey[]> {
  const rows = await rowsOf(
    `SELECT f.id, f."table", f."from", coalesce(f."to", p.name)
      FROM pragma_foreign_key_list(${quoteText(table)}) AS f
      LEFT JOIN pragma_table_info(f."table") AS p ON f."to" IS NULL AND p.pk = f.seq + 1
      ORDER BY f.id DESC, f.seq`,
  )
  return byFirst(rows).map((key) => ({
    columns: key.map(([, , from]) => from as string),
    table: key[0]![1] as string,
    referencedColumns: key.flatMap(([, , , to]) => (to === null ? [] : [to as string])),
  }))
}

/** Rows with one same first cell together, in their order. */
function byFirst(rows: readonly Row[]): Row[][] {
  const groups = new Map<unknown, Row[]>()
  for (const row of rows) groups.set(row[0], [...(groups.get(row[0]) ?? []), row])
  return [...groups.values()]
}
