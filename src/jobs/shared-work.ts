/** Shares items between processes: each is worked on under a lease that is renewed meanwhile and given back at the end. */
import { hostname } from 'node:os'
import { releaseLeases, renewLeases, takeNext } from '../store/leases.ts'
import type { Store } from '../store/store.ts'
import type { Db } from '../store/tables.ts'
import { mapInOrder } from './in-order.ts'

export interface SharedWorkOptions<Result> {
  /** What is done, such as `draft:agent:drafter:1:0`: only work of the same kind is shared. */
  readonly kind: string
  /** Items in work at once. */
  readonly width: number
  /** Items that are taken at most. */
  readonly limit?: number | undefined
  readonly clock: () => Date
  /** The next items to do, without those under a lease of this kind (the `unleased` of a question filter). */
  find(db: Db, count: number, now: number): Promise<readonly string[]>
  /** Does one item and stores what comes of it. */
  work(item: string): Promise<Result>
}

const TTL_MS = 120_000
const RENEW_MS = 30_000

let opened = 0

/**
 * Works until nothing is found that is not in another's hands. An item whose work stored nothing is not taken again in
 * this run.
 *
 * @throws what `work` throws, after the items in work have come to rest
 */
export async function* sharedWork<Result>(
  store: Store,
  { kind, width, limit = Number.POSITIVE_INFINITY, clock, find, work }: SharedWorkOptions<Result>,
): AsyncGenerator<Result, void> {
  const holder = `${hostname()}:${process.pid}:${opened++}`
  await releaseOfTheDead(store.db, kind)
  const renewing = setInterval(() => {
    // A renewal that fails is tried again in time; the work itself will say what is wrong with the store.
    renewLeases(store.db, { kind, holder, now: clock().getTime(), ttlMs: TTL_MS }).catch(() => undefined)
  }, RENEW_MS)
  renewing.unref()
  try {
    yield* mapInOrder(taken(), { width, work })
  } finally {
    clearInterval(renewing)
    await releaseLeases(store.db, { kind, holder })
  }

  async function* taken(): AsyncGenerator<string, void> {
    for (let left = limit; left > 0; ) {
      const now = clock().getTime()
      const options = { kind, holder, now, ttlMs: TTL_MS, count: Math.min(width, left) }
      const items = await takeNext(store, options, (db, count) => find(db, count, now))
      if (items.length === 0) return
      left -= items.length
      yield* items
    }
  }
}

/** Gives back what processes of this machine held that are no more. */
async function releaseOfTheDead(db: Db, kind: string): Promise<void> {
  const rows = await db.selectFrom('leases').select('holder').distinct().where('kind', '=', kind).execute()
  for (const { holder } of rows) {
    const [host, pid] = holder.split(':')
    if (host === hostname() && !isAlive(Number(pid))) await releaseLeases(db, { kind, holder })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}
