/** The store on this machine: one SQLite file in WAL mode, through Kysely's own dialect. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { type Dialect, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { sqliteError } from './errors.ts'

/** How long a write waits for another process's. */
const BUSY_TIMEOUT_MS = 5_000

/** One open file: what Kysely writes through, and the driver itself for migrations. */
export interface SqliteFile {
  readonly dialect: Dialect
  readonly driver: DatabaseSyncInstance
}

/**
 * Opens or makes the file.
 *
 * @throws {UserError} if it cannot be made or written, or is no SQLite database
 */
export function openSqliteFile(file: string): SqliteFile {
  return named(file, () => {
    mkdirSync(dirname(file), { recursive: true })
    const driver = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
    driver.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
    driver.exec('PRAGMA recursive_triggers = ON') // or INSERT OR REPLACE would delete unseen by the triggers
    return { driver, dialect: new SqliteDialect({ database: forKysely(driver, file) }) }
  })
}

/** Statements that are kept prepared. */
const PREPARED = 200

/** The driver under the names that Kysely calls. */
function forKysely(driver: DatabaseSyncInstance, file: string): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => driver.close(),
    prepare(asked) {
      const sql = asWanted(asked, driver)
      const known = prepared.get(sql)
      if (known) return known
      const made = statementFor(sql, driver, file)
      if (prepared.size < PREPARED) prepared.set(sql, made)
      return made
    },
  }
}

function statementFor(sql: string, driver: DatabaseSyncInstance, file: string): SqliteStatement {
  const statement = named(file, () => driver.prepare(sql))
  const all = (values: readonly unknown[]) => named(file, () => statement.all(...values))
  return {
    reader: statement.columns().length > 0,
    all,
    run: (values) => named(file, () => statement.run(...values)),
    iterate: (values) => all(values)[Symbol.iterator](),
  }
}

/**
 * A transaction that began by reading could not become one that writes while another process writes, so each
 * begins as one that writes. A full disk has ended it already when Kysely wants to roll it back.
 */
function asWanted(sql: string, driver: DatabaseSyncInstance): string {
  if (sql === 'begin') return 'begin immediate'
  return sql === 'rollback' && !driver.isTransaction ? 'select 1' : sql
}

/** What `act` does; what the machine refuses becomes a sentence that names the file. */
function named<T>(file: string, act: () => T): T {
  try {
    return act()
  } catch (thrown) {
    throw sqliteError(thrown, file)
  }
}
