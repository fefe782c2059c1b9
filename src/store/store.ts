/** The store: our own records, in a SQLite file or in PostgreSQL, opened, migrated and closed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { CamelCasePlugin, type Dialect, Kysely } from 'kysely'
import { isContention } from './errors.ts'
import { migratePostgres, migrateSqlite } from './migrate.ts'
import type { StoreEngine } from './migration-files.ts'
import { openPostgres } from './postgres.ts'
import { openSqliteFile } from './sqlite.ts'
import type { Db, Tables } from './tables.ts'

export type StoreLocation =
  | { readonly engine: 'sqlite'; readonly file: string }
  | { readonly engine: 'postgres'; readonly url: string }

export interface Store extends AsyncDisposable {
  readonly engine: StoreEngine
  readonly db: Db
  /**
   * Does `work` wholly or not at all. It may run more than once, where another process came between, so it
   * does nothing but read and write through the `db` that it is given. Keep it short: others wait.
   */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>
}

export interface OpenOptions {
  /** Another folder of migrations, for tests. */
  readonly migrations?: string
}

const TRIES = 8

/**
 * Opens the store and brings its tables up to date.
 *
 * @throws {UserError} if it cannot be reached, read or written, or was made by a newer Concord
 */
export async function openStore(location: StoreLocation, options: OpenOptions = {}): Promise<Store> {
  if (location.engine === 'sqlite') {
    const { dialect, driver } = openSqliteFile(location.file)
    try {
      migrateSqlite(driver, location.file, options.migrations)
    } catch (thrown) {
      driver.close()
      throw thrown
    }
    return storeOver('sqlite', dialect, () => driver.close())
  }
  const { dialect, pool } = openPostgres(location.url)
  try {
    await migratePostgres(pool, location.url, options.migrations)
  } catch (thrown) {
    await pool.end()
    throw thrown
  }
  return storeOver('postgres', dialect, () => pool.end())
}

function storeOver(engine: StoreEngine, dialect: Dialect, close: () => void | Promise<void>): Store {
  const db = new Kysely<Tables>({
    dialect,
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  let closed = false
  return {
    engine,
    db,
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await db.transaction().execute(work)
        } catch (thrown) {
          if (attempt >= TRIES || !isContention(thrown)) throw thrown
          await sleep(10 * attempt ** 2)
        }
      }
    },
    async [Symbol.asyncDispose]() {
      if (closed) return
      closed = true
      await close()
    },
  }
}
