/** SQL text to a tree of plain objects, by the polyglot parser (WASM); text that it cannot read is a value. */
import { Dialect, parse } from '@polyglot-sql/sdk'
import type { EngineName } from '../model/source.ts'
import { hasDoubledQuotes, withoutStandIns, withStandIns } from './doubled-quotes.ts'
import { remember } from './remember.ts'
import { withSetOperationsOutside } from './set-operations.ts'

/**
 * A node of the parser's tree: one key, the kind, over its fields: `{ column: { name: { name: "a", quoted: false }, … } }`.
 * Fields hold nodes, lists of nodes, and plain records that are no nodes themselves (`where_clause: { this: node }`).
 * A `span` is in code points, half-open; slice with `Array.from(sql).slice(start, end)`.
 */
export type SqlNode = Readonly<Record<string, unknown>>
export type Fields = Readonly<Record<string, unknown>>

export type Parsed =
  | { readonly kind: 'parsed'; readonly statements: readonly SqlNode[] }
  | { readonly kind: 'unparsed'; readonly message: string }

const DIALECTS: Readonly<Record<EngineName, Dialect>> = {
  sqlite: Dialect.SQLite,
  duckdb: Dialect.DuckDB,
  postgres: Dialect.PostgreSQL,
  mysql: Dialect.MySQL,
}

/**
 * Parses SQL. The parser is not a validator: `SELEC a` parses, as a column with an alias.
 * In SQLite `"text"` comes back as a quoted column even where the engine reads it as a string.
 * Parentheses nest at most 30 deep; a text of more than 100,000 characters is not parsed. The answer is shared between callers: do not change it.
 *
 * @returns the statements in order, none for an empty text; or the parser's message
 * @source https://github.com/tobilg/polyglot, @polyglot-sql/sdk 0.12
 */
export function parseSql(sql: string, dialect: EngineName = 'sqlite'): Parsed {
  return parsers[dialect](sql)
}

const parsers: Readonly<Record<EngineName, (sql: string) => Parsed>> = {
  sqlite: remember(500, (sql) => parseAfresh(sql, 'sqlite')),
  duckdb: remember(500, (sql) => parseAfresh(sql, 'duckdb')),
  postgres: remember(500, (sql) => parseAfresh(sql, 'postgres')),
  mysql: remember(500, (sql) => parseAfresh(sql, 'mysql')),
}

/** Longer texts take the parser seconds, and no person writes them. */
const LONGEST_PARSED = 100_000

function parseAfresh(sql: string, dialect: EngineName): Parsed {
  if (sql.length > LONGEST_PARSED) {
    return { kind: 'unparsed', message: `The text is longer than ${LONGEST_PARSED} characters` }
  }
  const standsIn = dialect !== 'mysql' && hasDoubledQuotes(sql)
  const result = parse(standsIn ? withStandIns(sql) : sql, DIALECTS[dialect])
  if (!result.success) return { kind: 'unparsed', message: result.error }
  const tree = result.ast as unknown as SqlNode[]
  const statements = standsIn ? withoutStandIns(tree) : tree
  if (!/\b(?:union|intersect|except)\b/i.test(sql)) return { kind: 'parsed', statements }
  return { kind: 'parsed', statements: withSetOperationsOutside(statements) }
}
