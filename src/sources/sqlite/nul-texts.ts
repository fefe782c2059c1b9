/** Texts with a NUL character, at which the driver ends them: read whole by running the query once more with its texts as bytes. */
import type { Cell, Row } from '../../model/cell.ts'
import type { Outcome } from './collect.ts'
import type { Connection } from './connection.ts'

/** What can put a NUL into a text; a NUL that a table already holds is not noticed (docs/decisions/004). */
const MAKES_NUL = /\bchar\s*\(|\bx'(?:[0-9a-f]{2})*?00|\\u0000|\bzeroblob\s*\(|\bunhex\s*\(/i

/**
 * The outcome with its texts whole. Other queries than those that can make a NUL pay nothing for it.
 *
 * @param sql one statement
 * @throws what SQLite says while it runs
 */
export function withWholeTexts(connection: Connection, sql: string, outcome: Outcome): Outcome {
  if (outcome.kind !== 'rows' || !MAKES_NUL.test(sql)) return outcome
  const { columns, rows } = outcome
  if (!columns.some(({ type }) => type === 'text' || type === 'any') || rows.length === 0) return outcome
  const whole: Row[] = []
  for (const texts of asBytes(connection, sql, outcome)) {
    const row = rows[whole.length]!
    const encoding = encodingOf(texts[columns.length])
    whole.push(row.map((cell, i) => wholeCell(cell, texts[i], encoding)))
  }
  const same = whole.length === rows.length && whole.every((row, at) => row.every(agrees(rows[at]!)))
  if (same) return { ...outcome, rows: whole }
  return { kind: 'error', message: 'It returns another text with a NUL character each time it runs' }
}

/** For each row the bytes of its texts, NULL for cells of other types, and at its end the bytes of "a". */
function asBytes(
  { database }: Connection,
  sql: string,
  { columns, rows }: Extract<Outcome, { kind: 'rows' }>,
): Iterable<Cell[]> {
  const names = columns.map((_, i) => `c${i}`)
  const cells = names.map((name) => `CASE typeof(${name}) WHEN 'text' THEN CAST(${name} AS BLOB) END`)
  const statement = database.prepare(
    `WITH concord_cells(${names.join()}) AS (\n${sql}\n) SELECT ${cells.join()}, CAST('a' AS BLOB) FROM concord_cells LIMIT ${rows.length}`,
  )
  return statement.iterate() as Iterable<Cell[]>
}

function wholeCell(cell: Cell, bytes: Cell | undefined, encoding: string): Cell {
  if (typeof cell !== 'string' || !(bytes instanceof Uint8Array)) return cell
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
}

/** Whether a cell, up to its first NUL, is what the driver has read. */
function agrees(row: Row): (cell: Cell, i: number) => boolean {
  return (cell, i) => typeof cell !== 'string' || cell.split('\0', 1)[0] === row[i]
}

/** How the database writes its texts, told by how it writes "a". */
function encodingOf(a: Cell | undefined): string {
  const [first, second] = a as Uint8Array
  if (second === undefined) return 'utf-8'
  return first === 0 ? 'utf-16be' : 'utf-16le'
}
