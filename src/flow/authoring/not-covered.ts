/** The tables and columns of a database that no query so far names. */
import { readQuery } from '../../metrics/reading.ts'
import type { Catalog } from '../../model/catalog.ts'

export interface NotCovered {
  readonly tables: readonly string[]
  readonly columns: readonly { readonly table: string; readonly column: string }[]
}

/** In the catalog's order; queries that cannot be read cover nothing. */
export function notCovered(catalog: Catalog, queries: Iterable<string>): NotCovered {
  const tables = new Set<string>()
  const columns = new Set<string>()
  for (const sql of queries) {
    const read = readQuery(sql, { db: '', catalog, level: 'L0' })
    if (read.kind === 'unparsed') continue
    for (const name of read.tables) tables.add(name.slice(1))
    for (const name of read.columns) columns.add(name.slice(1))
  }
  const all = catalog.tables.flatMap((table) =>
    table.columns.map((column) => ({ table: table.name, column: column.name })),
  )
  return {
    tables: catalog.tables.map((table) => table.name).filter((name) => !tables.has(name)),
    columns: all.filter(({ table, column }) => !columns.has(`${table}\u0000${column}`)),
  }
}
