/** Cells to small integers: two cells get one integer exactly when a mode holds them equal. */
import type { Cell } from '../../model/cell.ts'
import type { Rows } from '../../model/execution.ts'

/** A table of integers, column by column. */
export interface Grid {
  readonly columns: readonly Int32Array[]
  readonly rowCount: number
}

/** A table of cells whose columns' types are known. */
export type Table = Pick<Rows, 'columns' | 'rows'>

/** What a cell is equal by: cells with the same key (SameValueZero) are equal. Reals that need a tolerance come back as they are. */
export type KeyOf = (cell: Cell, type: string) => unknown

/** Interns tables together, so that equal ids mean equal cells across them; the key alone decides. */
export function internByKey(tables: readonly Table[], keyOf: KeyOf): readonly Grid[] {
  const ids = new Map<unknown, number>()
  const idOf = (key: unknown) => {
    const known = ids.get(key)
    if (known !== undefined) return known
    ids.set(key, ids.size)
    return ids.size - 1
  }
  return tables.map((table) => gridOf(table, (cell, type) => idOf(keyOf(cell, type))))
}

/** Fills a grid with what `idOf` says of each cell. */
export function gridOf(table: Table, idOf: (cell: Cell, type: string) => number): Grid {
  const rowCount = table.rows.length
  const columns = table.columns.map(({ type }, place) => {
    const column = new Int32Array(rowCount)
    for (let row = 0; row < rowCount; row++) column[row] = idOf(table.rows[row]![place]!, type)
    return column
  })
  return { columns, rowCount }
}
