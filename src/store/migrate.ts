/** Brings a store's tables up to date: each migration once, in order, in one transaction, by one process. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type pg from 'pg'
import { UserError } from '../model/errors.ts'
import { postgresError, sqliteError } from './errors.ts'
import { type Migration, readMigrations } from './migration-files.ts'

/** Held round migrations on PostgreSQL; any number that nobody else uses. */
const ADVISORY_LOCK = 7_246_031

const LEDGER =
  'CREATE TABLE IF NOT EXISTS concord_migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at TEXT NOT NULL)'

interface Applied {
  readonly name: string
  readonly hash: string
}

/**
 * Migrates a SQLite file; one that holds something is copied beside itself first.
 *
 * @param file the path, for the copy and for messages
 * @throws {UserError} if it was made by a newer Concord, by edited migrations, or is another program's
 */
export function migrateSqlite(driver: DatabaseSyncInstance, file: string, folder?: string): void {
  try {
    const applied = () => appliedSqlite(driver, file)
    const migrations = readMigrations('sqlite', folder)
    if (pending(migrations, applied(), file).length === 0) return
    if (applied().length > 0)
      copyBeside(driver, { file, before: pending(migrations, applied(), file)[0]!.name })
    driver.exec('BEGIN IMMEDIATE')
    try {
      driver.exec(LEDGER)
      for (const one of pending(migrations, applied(), file)) {
        driver.exec(one.sql)
        const note = driver.prepare(
          'INSERT INTO concord_migrations (name, hash, applied_at) VALUES (?, ?, ?)',
        )
        note.run(one.name, one.hash, new Date().toISOString())
      }
      driver.exec('COMMIT')
    } catch (thrown) {
      if (driver.isTransaction) driver.exec('ROLLBACK')
      throw thrown
    }
  } catch (thrown) {
    throw sqliteError(thrown, file)
  }
}

function appliedSqlite(driver: DatabaseSyncInstance, file: string): Applied[] {
  const tables = driver.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
  )
  const names = tables.all().map((row) => (row as { name: string }).name)
  if (names.includes('concord_migrations')) {
    return driver
      .prepare('SELECT name, hash FROM concord_migrations ORDER BY name')
      .all() as unknown as Applied[]
  }
  if (names.length === 0) return []
  throw new UserError(
    `Cannot use the store "${file}": it is a database of another program, with a table "${names[0]}"`,
    'Move the file away; the next command makes a new store',
  )
}

function copyBeside(driver: DatabaseSyncInstance, { file, before }: { file: string; before: string }): void {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  driver.prepare('VACUUM INTO ?').run(file.replace(/(\.sqlite)?$/, `.before-${before}.${stamp}.sqlite`))
}

/**
 * Migrates a PostgreSQL database; other processes wait until it is done.
 *
 * @throws {UserError} if it was made by a newer Concord or by edited migrations
 */
export async function migratePostgres(pool: pg.Pool, url: string, folder?: string): Promise<void> {
  const migrations = readMigrations('postgres', folder)
  const client = await pool.connect().catch((thrown: unknown) => {
    throw postgresError(thrown, url)
  })
  try {
    await client.query('BEGIN')
    await client.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`)
    await client.query(LEDGER)
    const { rows } = await client.query<Applied>('SELECT name, hash FROM concord_migrations ORDER BY name')
    for (const one of pending(migrations, rows, 'in PostgreSQL')) {
      await client.query(one.sql)
      const note = 'INSERT INTO concord_migrations (name, hash, applied_at) VALUES ($1, $2, $3)'
      await client.query(note, [one.name, one.hash, new Date().toISOString()])
    }
    await client.query('COMMIT')
    client.release()
  } catch (thrown) {
    client.release(true)
    throw postgresError(thrown, url)
  }
}

/** What is still to be applied. */
function pending(migrations: readonly Migration[], applied: readonly Applied[], store: string): Migration[] {
  const known = new Map(migrations.map((one) => [one.name, one.hash]))
  for (const { name, hash } of applied) {
    if (!known.has(name)) {
      throw new UserError(
        `Cannot use the store "${store}": it was made by a newer Concord, which applied "${name}"`,
        'Use that version of Concord or a newer one',
      )
    }
    if (known.get(name) !== hash) {
      throw new UserError(
        `Cannot use the store "${store}": the migration "${name}" is not the one that made it`,
        'Install Concord afresh: a released migration is never edited',
      )
    }
  }
  const done = new Set(applied.map((one) => one.name))
  return migrations.filter((one) => !done.has(one.name))
}
