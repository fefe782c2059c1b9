/** What the values of one column look like, computed by SQLite; of a huge table from its first rows. */
import type { ValueProfile } from '../../model/catalog.ts'
import { type Cell, cellToJson, type JsonCell, type Row } from '../../model/cell.ts'
import { quoteName } from './names.ts'

/** A table with more rows is known by this many of them. */
const HUGE_ROWS = 200_000
const COMMON = 10
const MAX_TEXT = 200

interface Place {
  readonly table: string
  readonly column: string
  readonly rowCount: number
}

export async function profileOf(
  rowsOf: (sql: string) => Promise<readonly Row[]>,
  { table, column, rowCount }: Place,
): Promise<ValueProfile> {
  const sampled = rowCount > HUGE_ROWS
  const values = `(SELECT ${quoteName(table)}.${quoteName(column)} AS v FROM ${quoteName(table)}${sampled ? ` LIMIT ${HUGE_ROWS}` : ''})`
  const [[figures], common] = await Promise.all([
    rowsOf(`SELECT count(*), count(v), count(DISTINCT v), min(v), max(v) FROM ${values}`),
    rowsOf(
      `SELECT v, count(*) AS n FROM ${values} WHERE v IS NOT NULL GROUP BY v ORDER BY n DESC, v LIMIT ${COMMON}`,
    ),
  ])
  const [rows, present, distinct, min, max] = figures!
  return {
    rows: Number(rows),
    nulls: Number(rows) - Number(present),
    distinct: Number(distinct),
    ...(present === 0n ? {} : { min: shown(min!), max: shown(max!) }),
    common: common.map(([value, count]) => ({ value: shown(value!), count: Number(count) })),
    sampled,
  }
}

function shown(cell: Cell): JsonCell {
  if (typeof cell === 'string' && cell.length > MAX_TEXT) return `${cell.slice(0, MAX_TEXT)}…`
  return cellToJson(cell instanceof Uint8Array ? cell.subarray(0, MAX_TEXT) : cell)
}
