/** The tables and columns that a query reads, after aliases, CTEs, subqueries and correlated scopes are resolved. */
import type { Catalog } from '../model/catalog.ts'
import { resolveNames } from './names.ts'
import type { Fields, SqlNode } from './parse.ts'
import { isRecord } from './walk.ts'

export interface ColumnsUsed {
  /** Tables named in any FROM, as the catalog spells them, sorted. `COUNT(*)` and `*` add tables only. */
  readonly tables: readonly string[]
  /** Columns named in any clause, as the catalog spells them, sorted by table and column. */
  readonly columns: readonly { readonly table: string; readonly column: string }[]
  /** Tables whose columns a `*` gives; they count among `tables`, their columns do not count. */
  readonly stars: readonly string[]
  /** Names, as written, that are no table or column of the catalog. */
  readonly unresolved: readonly string[]
}

/**
 * What a query reads of the database.
 *
 * Columns that USING or NATURAL compare count on both sides; SQLite's double-quoted strings that are no column are
 * texts and count nowhere; views count as tables.
 *
 * @param statement one statement of `parseSql`
 */
export function columnsUsed(statement: SqlNode, catalog: Catalog): ColumnsUsed {
  const { references, tables, unknownTables, stars, joined } = resolveNames(statement, catalog)
  const columns = new Map(joined.map((column) => [keyOf(column), column]))
  const unresolved = new Set(unknownTables)
  for (const [fields, meaning] of references) {
    if (meaning.kind === 'column') {
      const { table, column } = meaning
      columns.set(keyOf(meaning), { table, column })
    } else if (meaning.kind === 'unresolved') unresolved.add(written(fields))
  }
  const named = [...tables.values()].flatMap((table) => (table ? [table.name] : []))
  return {
    tables: [...new Set(named)].sort(),
    columns: [...columns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, column]) => column),
    stars: [...new Set(stars)].sort(),
    unresolved: [...unresolved].sort(),
  }
}

function keyOf({ table, column }: { readonly table: string; readonly column: string }): string {
  return `${table}\u0000${column}`
}

/** `T1.age`, as the query has it. */
function written(fields: Fields): string {
  const parts = [fields.table, fields.name].filter(isRecord)
  return parts.map((part) => String(part.name)).join('.')
}
