/** What the metrics need to know of one query. */
import type { Catalog } from '../model/catalog.ts'
import { engine } from '../model/source.ts'
import { columnsUsed } from '../sql/columns-used.ts'
import { parseSql } from '../sql/parse.ts'
import { type PatternLevel, patternOf } from '../sql/pattern.ts'

export type QueryReading =
  | {
      readonly kind: 'read'
      readonly pattern: string
      /** `db NUL table` of each table in it. */
      readonly tables: readonly string[]
      /** `db NUL table NUL column` of each column in it. */
      readonly columns: readonly string[]
      readonly star: boolean
      /** `db: name` of each name that the catalog lacks. */
      readonly unresolved: readonly string[]
    }
  | { readonly kind: 'unparsed' }

export interface ReadingOptions {
  readonly db: string
  readonly catalog: Catalog
  readonly level: PatternLevel
}

/** Reads one query; text that is not exactly one statement is `unparsed`. */
export function readQuery(sql: string, { db, catalog, level }: ReadingOptions): QueryReading {
  const known = engine.safeParse(catalog.engine)
  const parsed = parseSql(sql, known.success ? known.data : 'sqlite')
  const statement = parsed.kind === 'parsed' && parsed.statements.length === 1 && parsed.statements[0]
  if (!statement) return { kind: 'unparsed' }
  const used = columnsUsed(statement, catalog)
  return {
    kind: 'read',
    pattern: patternOf(statement, { level, catalog }),
    tables: used.tables.map((table) => `${db}\u0000${table}`),
    columns: used.columns.map(({ table, column }) => `${db}\u0000${table}\u0000${column}`),
    star: used.stars.length > 0,
    unresolved: used.unresolved.map((name) => `${db}: ${name}`),
  }
}
