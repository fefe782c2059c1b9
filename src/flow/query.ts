/** Runs one query on one database, for the command that needs no workspace. */
import type { Execution, Limits } from '../model/execution.ts'
import { openSources } from '../sources/all.ts'

/** @throws {UserError} if the URL names no database that can be read */
export async function query(url: string, sql: string, limits: Partial<Limits>): Promise<Execution> {
  await using sources = openSources({ children: 1, spare: false })
  const database = await sources.open(url)
  return await database.run(sql, limits)
}
