/** One value of a result, kept exactly as the engine gave it, and its form in JSON. */

/**
 * A value of a result row. Integers are `bigint` and reals are `number`, so `1` and `1.0` stay apart;
 * bytes are `Uint8Array`; decimals, dates and other typed values are `string`, told apart by the column's type.
 */
export type Cell = null | bigint | number | string | boolean | Uint8Array

export type Row = readonly Cell[]

/** A cell as JSON can carry it: see `cellToJson`. */
export type JsonCell = null | number | string | boolean | { readonly base64: string }

/**
 * A cell for JSON: integers as numbers up to 2^53 and as strings beyond, NaN and infinities as strings,
 * bytes as `{ base64 }`.
 */
export function cellToJson(cell: Cell): JsonCell {
  if (typeof cell === 'bigint') {
    const near = Number(cell)
    return Number.isSafeInteger(near) ? near : cell.toString()
  }
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : String(cell)
  if (cell instanceof Uint8Array) return { base64: Buffer.from(cell).toString('base64') }
  return cell
}

/** A row for JSON. */
export function rowToJson(row: Row): JsonCell[] {
  return row.map(cellToJson)
}
