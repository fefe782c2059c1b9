/** The drivers of both stores without the store between: plain inserts, with the store's own settings. */
import { DatabaseSync } from '@photostructure/sqlite'
import pg from 'pg'
import type { StoreLocation } from '../../src/store/store.ts'

/** As many as the store puts into one statement. */
export const ROWS_AT_ONCE = 500

export type Row = Readonly<Record<string, string | number | null>>

/** A connection without the store between. */
export interface Raw {
  /** Each row in a transaction of its own. */
  one(table: string, rows: readonly Row[]): Promise<void>
  /** All rows in one transaction, `ROWS_AT_ONCE` a statement; their number is a multiple of it. */
  many(table: string, rows: readonly Row[]): Promise<void>
  close(): Promise<void>
}

/** With the settings of the store, so that both wait for the disk alike. */
export async function openRawSqlite({ file }: Extract<StoreLocation, { engine: 'sqlite' }>): Promise<Raw> {
  const driver = new DatabaseSync(file)
  driver.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
  return {
    async one(table, rows) {
      const statement = driver.prepare(insertOf(table, rows.slice(0, 1), () => '?'))
      for (const row of rows) statement.run(...Object.values(row))
    },
    async many(table, rows) {
      driver.exec('BEGIN IMMEDIATE')
      const statement = driver.prepare(insertOf(table, rows.slice(0, ROWS_AT_ONCE), () => '?'))
      for (const some of piecesOf(rows)) statement.run(...some.flatMap((row) => Object.values(row)))
      driver.exec('COMMIT')
    },
    close: async () => driver.close(),
  }
}

export async function openRawPostgres({ url }: Extract<StoreLocation, { engine: 'postgres' }>): Promise<Raw> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    async one(table, rows) {
      const text = insertOf(table, rows.slice(0, 1), (n) => `$${n}`)
      for (const row of rows) await client.query({ name: `one-${table}`, text, values: Object.values(row) })
    },
    async many(table, rows) {
      await client.query('BEGIN')
      const text = insertOf(table, rows.slice(0, ROWS_AT_ONCE), (n) => `$${n}`)
      for (const some of piecesOf(rows)) {
        await client.query({ name: `many-${table}`, text, values: some.flatMap((row) => Object.values(row)) })
      }
      await client.query('COMMIT')
    },
    close: () => client.end(),
  }
}

function piecesOf(rows: readonly Row[]): Row[][] {
  return Array.from({ length: rows.length / ROWS_AT_ONCE }, (_, i) =>
    rows.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE),
  )
}

function insertOf(table: string, rows: readonly Row[], parameter: (n: number) => string): string {
  const columns = Object.keys(rows[0]!)
  const row = (i: number) => `(${columns.map((_, c) => parameter(i * columns.length + c + 1)).join(', ')})`
  const names = columns.map((name) => `"${name}"`).join(', ')
  return `INSERT INTO ${table} (${names}) VALUES ${rows.map((_, i) => row(i)).join(', ')} ON CONFLICT DO NOTHING`
}
