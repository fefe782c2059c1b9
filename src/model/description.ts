/** What a person said of a table or column of a source; the last version holds. Only ever added. */
import { z } from 'zod'
import type { Catalog } from './catalog.ts'

export const description = z.object({
  source: z.string(),
  table: z.string(),
  /** '' for the table itself. */
  column: z.string(),
  /** 1, 2, 3 … for each table or column. */
  version: z.number().int().min(1),
  text: z.string(),
  by: z.string(),
  at: z.string(),
})
export type Description = z.infer<typeof description>

/**
 * A catalog with what people said of its tables and columns; the last version of each holds.
 *
 * @param said of this source, in any order; what names no table or column of the catalog is passed over
 */
export function describedCatalog(of: Catalog, said: readonly Description[]): Catalog {
  const last = new Map<string, Description>()
  for (const one of said) {
    const key = JSON.stringify([one.table, one.column])
    const held = last.get(key)
    if (!held || held.version < one.version) last.set(key, one)
  }
  const text = (table: string, column: string, own: string | undefined) => {
    const found = last.get(JSON.stringify([table, column]))?.text ?? own
    return found === undefined ? {} : { description: found }
  }
  const tables = of.tables.map((table) => ({
    ...table,
    ...text(table.name, '', table.description),
    columns: table.columns.map((column) => ({
      ...column,
      ...text(table.name, column.name, column.description),
    })),
  }))
  return { ...of, tables }
}
