/** Whether a store could be opened, without making one. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { postgresError, sqliteError } from './errors.ts'
import { openPostgres } from './postgres.ts'
import { openSqliteFile } from './sqlite.ts'

/** The version of SQLite that the store is written with; throws where its driver does not load. */
export function checkSqlite(): string {
  const driver = new DatabaseSync(':memory:')
  try {
    return String((driver.prepare('SELECT sqlite_version() AS version').get() as { version: string }).version)
  } finally {
    driver.close()
  }
}

/**
 * Tries whether the store's file can be written, or its folder where there is no store yet.
 *
 * @throws {UserError} if not
 */
export function checkSqliteFile(file: string): void {
  if (existsSync(file)) {
    const { driver } = openSqliteFile(file)
    try {
      driver.exec('BEGIN IMMEDIATE; ROLLBACK')
    } catch (thrown) {
      throw sqliteError(thrown, file)
    } finally {
      driver.close()
    }
    return
  }
  let folder = dirname(file)
  while (!existsSync(folder)) folder = dirname(folder)
  try {
    const tried = mkdtempSync(join(folder, '.concord-doctor-'))
    rmSync(tried, { recursive: true })
  } catch (thrown) {
    throw sqliteError(thrown, file)
  }
}

/**
 * The server's version.
 *
 * @throws {UserError} if it does not answer
 */
export async function checkPostgres(url: string): Promise<string> {
  const { pool } = openPostgres(url)
  try {
    const { rows } = await pool.query<{ server_version: string }>('SHOW server_version')
    return rows[0]!.server_version
  } catch (thrown) {
    throw postgresError(thrown, url)
  } finally {
    await pool.end()
  }
}
