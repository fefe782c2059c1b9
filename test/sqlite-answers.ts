/** Runs queries of the tests' own on a small SQLite database in memory, as `Execution`s. */
import { DatabaseSync } from '@photostructure/sqlite'
import type { Cell } from '../src/model/cell.ts'
import type { Execution } from '../src/model/execution.ts'
import { isBlank, meaningful } from '../src/sql/text/lex.ts'

export type Run = (sql: string) => Execution

/** A database with these tables; what would write, and what is not one statement, is refused. */
export function sqliteWith(ddl: string): Run {
  const database = new DatabaseSync(':memory:', { enableDoubleQuotedStringLiterals: true })
  database.exec(ddl)
  return (sql) => {
    if (!isOneQuery(sql)) return { kind: 'refused', message: 'Not one read-only query', elapsedMs: 0 }
    try {
      return answer(database, sql)
    } catch (thrown) {
      return { kind: 'error', message: String(thrown), elapsedMs: 0 }
    }
  }
}

function isOneQuery(sql: string): boolean {
  if (isBlank(sql) || !/^\s*(select|with|values)\b/i.test(sql)) return false
  const pieces = meaningful(sql)
  return pieces.every((piece, i) => piece.text !== ';' || i === pieces.length - 1)
}

function answer(database: InstanceType<typeof DatabaseSync>, sql: string): Execution {
  const statement = database.prepare(sql)
  statement.setReadBigInts(true)
  statement.setReturnArrays(true)
  const rows = statement.all() as unknown as Cell[][]
  const columns = statement
    .columns()
    .map(({ name }: { name: string | null }) => ({ name: name ?? '', type: 'any' }))
  return { kind: 'rows', columns, rows, rowCount: rows.length, truncated: false, elapsedMs: 0 }
}
