/** Who works on what until when, so that processes and people share the work and none is done twice. */
import { sql } from 'kysely'
import type { Store } from './store.ts'
import type { Db } from './tables.ts'

export interface LeaseOptions {
  /** What is done to the item, such as `draft:agent:drafter:1`: leases of different kinds do not meet. */
  readonly kind: string
  /** Who works: unique for each process or person. */
  readonly holder: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** After this time without `renewLeases` others may take the item. */
  readonly ttlMs: number
}

/**
 * Takes those of the items that nobody else holds. What the holder holds already is his again.
 *
 * @returns the items that are his now, in the order given
 */
export async function takeLeases(
  db: Db,
  items: readonly string[],
  { kind, holder, now, ttlMs }: LeaseOptions,
): Promise<string[]> {
  if (items.length === 0) return []
  const rows = await db
    .insertInto('leases')
    .values([...new Set(items)].sort().map((item) => ({ kind, item, holder, expires: now + ttlMs })))
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'item'])
        .doUpdateSet({ holder, expires: now + ttlMs })
        .where((where) =>
          where.or([where('leases.expires', '<=', now), where('leases.holder', '=', holder)]),
        ),
    )
    .returning('item')
    .execute()
  const taken = new Set(rows.map((row) => row.item))
  return items.filter((item) => taken.has(item))
}

/**
 * Takes up to `count` items that `find` names; `find` gets the transaction and how many to look for, and leaves
 * out what others hold (the `unleased` of a question filter). Looks again where another process was faster.
 *
 * @returns what is the holder's now; empty only if `find` found nothing
 */
export async function takeNext(
  store: Pick<Store, 'transaction'>,
  options: LeaseOptions & { readonly count: number },
  find: (db: Db, count: number) => Promise<readonly string[]>,
): Promise<string[]> {
  for (;;) {
    const { found, taken } = await store.transaction(async (db) => {
      const found = await find(db, options.count)
      return { found, taken: await takeLeases(db, found, options) }
    })
    if (taken.length > 0 || found.length === 0) return taken
  }
}

/** Holds what is held for another while; what was lost meanwhile stays lost. */
export async function renewLeases(db: Db, { kind, holder, now, ttlMs }: LeaseOptions): Promise<void> {
  await db
    .updateTable('leases')
    .set({ expires: now + ttlMs })
    .where('kind', '=', kind)
    .where('holder', '=', holder)
    .where('expires', '>', now)
    .execute()
}

/** Gives items back, all that the holder has of this kind if none are named. */
export async function releaseLeases(
  db: Db,
  { kind, holder }: Pick<LeaseOptions, 'kind' | 'holder'>,
  items?: readonly string[],
): Promise<void> {
  let query = db.deleteFrom('leases').where('kind', '=', kind).where('holder', '=', holder)
  if (items) query = query.where('item', 'in', items.length > 0 ? items : [''])
  await query.execute()
}

/** What a holder holds now of a kind. */
export async function leasesOf(
  db: Db,
  { kind, holder, now }: Pick<LeaseOptions, 'kind' | 'holder' | 'now'>,
): Promise<string[]> {
  const query = db.selectFrom('leases').select('item').where('kind', '=', kind).where('holder', '=', holder)
  const rows = await query.where('expires', '>', now).orderBy('item').execute()
  return rows.map((row) => row.item)
}

/** Everything of a kind that anybody holds now. */
export async function leasedItems(
  db: Db,
  { kind, now }: Pick<LeaseOptions, 'kind' | 'now'>,
): Promise<Set<string>> {
  const query = db.selectFrom('leases').select('item').where('kind', '=', kind)
  return new Set((await query.where('expires', '>', now).execute()).map((row) => row.item))
}

/** Forgets what ran out. */
export async function expireLeases(db: Db, now: number): Promise<number> {
  const result = await db.deleteFrom('leases').where('expires', '<=', now).executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** How many leases of each kind are held now, for `concord status`. */
export async function countLeases(db: Db, now: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('leases')
    .select(['kind', sql<number>`count(*)`.as('n')])
    .where('expires', '>', now)
    .groupBy('kind')
    .orderBy('kind')
    .execute()
  return new Map(rows.map((row) => [row.kind, Number(row.n)]))
}

/** What is held now under kinds that begin so, by whom. */
export async function leasesUnder(
  db: Db,
  { prefix, now }: { readonly prefix: string; readonly now: number },
): Promise<{ kind: string; item: string; holder: string }[]> {
  const query = db.selectFrom('leases').select(['kind', 'item', 'holder']).where('expires', '>', now)
  const rows = await query.where('kind', 'like', `${prefix}%`).execute()
  return rows.filter((row) => row.kind.startsWith(prefix))
}

/** Makes transactions that name the same thing wait for each other: from here to the end of the caller's own. */
export async function oneAtATime(db: Db, name: string): Promise<void> {
  await db
    .insertInto('leases')
    .values({ kind: 'one-at-a-time', item: name, holder: '', expires: 0 })
    .onConflict((conflict) => conflict.columns(['kind', 'item']).doUpdateSet({ expires: 0 }))
    .execute()
}
