/** The store on this machine: one SQLite file in WAL mode, through Kysely's own dialect. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { type Dialect, type SqliteDatabase, SqliteDialect } from 'kysely'
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

/** The driver under the names that Kysely calls. */
function forKysely(driver: DatabaseSyncInstance, file: string): SqliteDatabase {
  return {
    close: () => driver.close(),
    prepare(sql) {
      // a transaction that begins by reading could not become one that writes while another process writes
      const statement = named(file, () => driver.prepare(sql === 'begin' ? 'begin immediate' : sql))
      const reader = statement.columns().length > 0
      return {
        reader,
        all: (values) => named(file, () => statement.all(...(values as unknown[]))),
        run: (values) => named(file, () => statement.run(...(values as unknown[]))),
        iterate: (values) => statement.iterate(...(values as unknown[])) as IterableIterator<unknown>,
      }
    },
  }
}

/** What `act` does; what the machine refuses becomes a sentence that names the file. */
function named<T>(file: string, act: () => T): T {
  try {
    return act()
  } catch (thrown) {
    throw sqliteError(thrown, file)
  }
}
