/** Adding rows so that adding twice is adding once. */
import type { Insertable, Kysely } from 'kysely'
import type { Db, Tables } from './tables.ts'

/** Below the parameters a statement may have on both engines. */
const PARAMETERS_AT_ONCE = 16_000

/**
 * Adds rows; one whose id or unique key is already there is passed over.
 *
 * @returns how many were new
 */
export async function addRows<Name extends keyof Tables & string>(
  db: Db,
  table: Name,
  rows: readonly Insertable<Tables[Name]>[],
): Promise<number> {
  const loose = db as unknown as Kysely<Record<string, Record<string, unknown>>>
  const columns = Math.max(1, Object.keys(rows[0] ?? {}).length)
  const atOnce = Math.min(500, Math.floor(PARAMETERS_AT_ONCE / columns))
  let added = 0
  for (let from = 0; from < rows.length; from += atOnce) {
    const chunk = rows.slice(from, from + atOnce) as unknown as Record<string, unknown>[]
    const result = await loose
      .insertInto(table)
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    added += Number(result.numInsertedOrUpdatedRows ?? 0)
  }
  return added
}

/** Adds one row; false if its id or unique key is already there. */
export async function addRow<Name extends keyof Tables & string>(
  db: Db,
  table: Name,
  row: Insertable<Tables[Name]>,
): Promise<boolean> {
  return (await addRows(db, table, [row])) === 1
}
