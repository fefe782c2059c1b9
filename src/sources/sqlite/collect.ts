/** Takes the rows of a running statement up to its limits, and tells the type of each column by what was seen. */
import type { Cell, Row } from '../../model/cell.ts'
import type { Failure, Limits, ResultColumn, Rows } from '../../model/execution.ts'
import type { Prepared } from './connection.ts'

/** What a cell and a row take besides their content, roughly. */
const CELL_BYTES = 16
const ROW_BYTES = 32

/** An execution whose time is not known yet. */
export type Outcome = Omit<Rows, 'elapsedMs'> | Omit<Failure, 'elapsedMs'>

/**
 * The rows of a query. The driver ends a text at its first NUL character (see `nul-texts.ts`); bytes are whole.
 *
 * @throws what SQLite says while it runs
 */
export function collect({ statement, columnNames }: Prepared, limits: Limits): Outcome {
  const types: (ResultColumn['type'] | undefined)[] = columnNames.map(() => undefined)
  const rows: Row[] = []
  const maxBytes = limits.memoryMb * 2 ** 20
  let bytes = 0
  let truncated = false
  for (const row of statement.iterate() as Iterable<Cell[]>) {
    if (rows.length >= limits.maxRows) {
      truncated = true
      break
    }
    bytes += ROW_BYTES + look(row, types)
    if (bytes > maxBytes) {
      return { kind: 'memory', message: `Its result is larger than its limit of ${limits.memoryMb} MB` }
    }
    rows.push(row)
  }
  const columns = columnNames.map((name, i) => ({ name, type: types[i] ?? 'null' }))
  return { kind: 'rows', columns, rows, rowCount: rows.length, truncated }
}

/** Notes the types of a row's cells; returns the bytes that it takes, roughly. */
function look(row: readonly Cell[], types: (ResultColumn['type'] | undefined)[]): number {
  let bytes = 0
  for (let i = 0; i < row.length; i++) {
    const cell = row[i]!
    bytes += CELL_BYTES
    if (cell === null) continue
    const type = typeOf(cell)
    if (type === 'text') bytes += 2 * (cell as string).length
    if (type === 'blob') bytes += (cell as Uint8Array).byteLength
    if (types[i] !== type) types[i] = types[i] === undefined ? type : 'any'
  }
  return bytes
}

function typeOf(cell: Exclude<Cell, null>): string {
  if (typeof cell === 'string') return 'text'
  if (typeof cell === 'bigint') return 'integer'
  return typeof cell === 'number' ? 'real' : 'blob'
}
