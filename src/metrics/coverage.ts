/** How much of the databases the queries touch: tables, and columns named in any clause. */
import type { Catalog } from '../model/catalog.ts'
import type { StageMeasure } from '../model/measure.ts'
import type { MeasureContext, MeasuredItem, Metric } from './metric.ts'
import type { QueryReading } from './reading.ts'

/** Tables in any FROM; `COUNT(*)` and `*` count the table. */
export const tables: Metric<StageMeasure['tables']> = {
  name: 'tables',
  summary: 'Tables that a query reads, of those there are',
  measure: (items, context) =>
    covered(
      queriesOf(items).flatMap((query) => query.tables),
      context,
      (catalog) => catalog.tables.length,
    ),
}

/** Columns by (database, table, column); `*` is counted apart, and names that the catalog lacks are listed. */
export const columns: Metric<StageMeasure['columns']> = {
  name: 'columns',
  summary: 'Columns that a query names, of those there are',
  measure: (items, context) => {
    const queries = queriesOf(items)
    const used = queries.flatMap((query) => query.columns)
    return {
      ...covered(used, context, (catalog) =>
        catalog.tables.reduce((sum, table) => sum + table.columns.length, 0),
      ),
      starQueries: queries.filter((query) => query.star).length,
      unresolved: [...new Set(queries.flatMap((query) => query.unresolved))].sort(),
    }
  },
}

/** The queries among the items that could be read. */
export function queriesOf(items: readonly MeasuredItem[]): Extract<QueryReading, { kind: 'read' }>[] {
  return items.flatMap(({ query }) => (query?.kind === 'read' ? [query] : []))
}

function covered(
  keys: readonly string[],
  { catalogs }: MeasureContext,
  sizeOf: (catalog: Catalog) => number,
): StageMeasure['tables'] {
  const used = new Map<string, number>()
  for (const key of new Set(keys)) {
    const db = key.slice(0, key.indexOf('\u0000'))
    used.set(db, (used.get(db) ?? 0) + 1)
  }
  const byDatabase = [...catalogs]
    .map(([db, catalog]) => ({ db, used: used.get(db) ?? 0, total: sizeOf(catalog) }))
    .map((row) => ({ ...row, share: shareOf(row.used, row.total) }))
    .sort((a, b) => (a.db < b.db ? -1 : 1))
  const all = { used: sum(byDatabase.map((row) => row.used)), total: sum(byDatabase.map((row) => row.total)) }
  const macroShare = shareOf(sum(byDatabase.map((row) => row.share)), byDatabase.length)
  return { ...all, share: shareOf(all.used, all.total), macroShare, byDatabase }
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
