/** What of a pair can leak: its words, its queries and their patterns, over one database. */
import type { Catalog } from '../../model/catalog.ts'
import { engine } from '../../model/source.ts'
import { canonicalAst } from '../../sql/canonical-ast.ts'
import { parseSql } from '../../sql/parse.ts'
import { patternOf } from '../../sql/pattern.ts'
import { plainWords } from './near-texts.ts'

/** A pair with what it is compared by. */
export interface LeakItem {
  readonly id: string
  /** What the database is called on its side. */
  readonly dbName: string
  /** What identifies the database: its fingerprint, or its name where none is known. */
  readonly db: string
  /** The question's plain words. */
  readonly words: string
  /** The queries with what cannot change their meaning left out. */
  readonly queries: readonly string[]
  /** The queries with their literals masked. */
  readonly patterns: readonly string[]
}

export interface LeakSpec {
  readonly id: string
  readonly dbName: string
  readonly question: string
  readonly sqls: readonly string[]
  /** Absent where the database is not at hand. */
  readonly catalog?: Catalog | undefined
}

const NO_CATALOG: Catalog = { engine: 'sqlite', tables: [], fingerprint: { hash: '', of: 'content' } }

export function leakItem({ id, dbName, question, sqls, catalog }: LeakSpec): LeakItem {
  const known = engine.safeParse(catalog?.engine)
  const dialect = known.success ? known.data : 'sqlite'
  const patterns = sqls.flatMap((sql) => {
    const parsed = parseSql(sql, dialect)
    const statement = parsed.kind === 'parsed' && parsed.statements.length === 1 && parsed.statements[0]
    return statement ? [patternOf(statement, { level: 'L3', catalog: catalog ?? NO_CATALOG })] : []
  })
  return {
    id,
    dbName,
    db: catalog?.fingerprint.hash ?? `name:${dbName.toLowerCase()}`,
    words: plainWords(question),
    queries: sqls.map((sql) => canonicalAst(sql, dialect) ?? sql.trim()),
    patterns,
  }
}
