/** Makes the result of a query by hand, for tests of what is said about results. */
import type { Cell } from '../src/model/cell.ts'
import type { Rows } from '../src/model/execution.ts'

/** A result with these rows; columns are called `c0`, `c1`, … and have the given types, or `any`. */
export function answerOf(rows: readonly (readonly Cell[])[], types: readonly string[] = []): Rows {
  const width = Math.max(types.length, rows[0]?.length ?? 1)
  const columns = Array.from({ length: width }, (_, at) => ({ name: `c${at}`, type: types[at] ?? 'any' }))
  return { kind: 'rows', columns, rows, rowCount: rows.length, truncated: false, elapsedMs: 0 }
}
