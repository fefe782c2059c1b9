/** A small real database for tests of what models are told: SQLite in memory, with whatever a test plants in it. */
import { DatabaseSync } from '@photostructure/sqlite'
import type { AgentDatabase } from '../../src/agent/study.ts'
import type { Catalog } from '../../src/model/catalog.ts'
import type { Cell } from '../../src/model/cell.ts'
import type { Execution } from '../../src/model/execution.ts'
import type { Egress } from '../../src/model/source.ts'

export interface Library extends AgentDatabase {
  /** Every query that was run. */
  readonly ran: readonly string[]
}

/** Books and their authors; `planted` is the name of an author and a description of a book. */
export function library(egress: Egress = 'rows', planted = 'Ursula'): Library {
  const db = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false })
  db.exec(`
    CREATE TABLE author (author_id INTEGER PRIMARY KEY, name TEXT, born INTEGER);
    CREATE TABLE book (book_id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES author, title TEXT, price REAL);
    INSERT INTO book VALUES (1, 1, 'Earthsea', 9.5), (2, 1, 'Rocannon', 7), (3, 2, 'Solaris', 8.25);`)
  const insert = db.prepare('INSERT INTO author VALUES (?, ?, ?)')
  insert.run(1, planted, 1929)
  insert.run(2, 'Stanislaw', 1921)
  const ran: string[] = []

  async function run(sql: string): Promise<Execution> {
    ran.push(sql)
    if (sql.includes('sleep')) return { kind: 'timeout', message: 'Stopped after 5000 ms', elapsedMs: 5000 }
    try {
      const statement = db.prepare(sql)
      const columns = statement.columns().map(({ name }) => ({ name: String(name), type: 'any' }))
      const rows = statement.all().map((row) => Object.values(row as Record<string, Cell>))
      return {
        kind: 'rows',
        columns,
        rows,
        rowCount: rows.length,
        truncated: false,
        elapsedMs: ran.length * 7,
      }
    } catch (thrown) {
      return { kind: 'error', message: (thrown as Error).message, elapsedMs: ran.length * 7 }
    }
  }
  return { catalog: catalogOf(planted), egress, run, ran }
}

function catalogOf(planted: string): Catalog {
  const column = (name: string, type: string, primaryKey = 0) => ({
    name,
    type,
    nullable: !primaryKey,
    primaryKey,
  })
  const table = { kind: 'table' as const, uniqueKeys: [] }
  return {
    engine: 'sqlite',
    fingerprint: { hash: 'f', of: 'content' },
    tables: [
      {
        ...table,
        name: 'author',
        columns: [column('author_id', 'INTEGER', 1), column('name', 'TEXT'), column('born', 'INTEGER')],
        primaryKey: ['author_id'],
        foreignKeys: [],
        rowCount: 2,
        sampleRows: [
          [1, planted, 1929],
          [2, 'Stanislaw', 1921],
        ],
      },
      {
        ...table,
        name: 'book',
        columns: [
          column('book_id', 'INTEGER', 1),
          column('author_id', 'INTEGER'),
          { ...column('title', 'TEXT'), description: `Such as ${planted}` },
          column('price', 'REAL'),
        ],
        primaryKey: ['book_id'],
        foreignKeys: [{ columns: ['author_id'], table: 'author', referencedColumns: ['author_id'] }],
        rowCount: 3,
        sampleRows: [
          [1, 1, 'Earthsea', 9.5],
          [2, 1, 'Rocannon', 7],
          [3, 2, 'Solaris', 8.25],
        ],
      },
    ],
  }
}
