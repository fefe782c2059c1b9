/** Looks for leaks between the splits of what is to be released, and against the workspace's benchmarks. */
import type { Catalog } from '../../model/catalog.ts'
import { UserError } from '../../model/errors.ts'
import type { Leak } from '../../model/leak.ts'
import type { FrozenPair } from '../../model/release.ts'
import { eachBenchmarkItem, listBenchmarks } from '../../store/benchmarks.ts'
import type { Db } from '../../store/tables.ts'
import { findLeaks } from '../leaks/find-leaks.ts'
import type { LeakItem } from '../leaks/leak-item.ts'
import { leakItemOf } from './draw-splits.ts'

type Catalogs = (source: string) => Promise<Catalog>

/** @throws {UserError} with the list, if a finding blocks */
export async function checkLeaks(db: Db, pairs: readonly FrozenPair[], catalogs: Catalogs): Promise<Leak[]> {
  const frozen = await Promise.all(
    pairs.map(async ({ pair, split }) => {
      return { split, item: leakItemOf({ pair, catalog: await catalogs(pair.db_id) }) }
    }),
  )
  const of = (...splits: FrozenPair['split'][]) =>
    frozen.filter((one) => splits.includes(one.split)).map((one) => one.item)
  const benchmarks = await benchmarkItems(db, catalogs)
  const findings = [
    ...findLeaks(of('train'), of('val', 'test'), { sharedDatabases: true }),
    ...findLeaks(of('val'), of('test'), { sharedDatabases: true }),
    ...findLeaks(of('train', 'val', 'test'), benchmarks),
  ]
  const blocking = findings.filter((one) => one.blocking)
  if (blocking.length === 0) return findings
  const lines = blocking.slice(0, 10).map(({ kind, train, test }) => `\n  ${kind}: ${train} | ${test}`)
  const more = blocking.length - lines.length
  throw new UserError(
    `Cannot release: ${blocking.length} ${blocking.length === 1 ? 'leak' : 'leaks'} into a benchmark or split${lines.join('')}${more > 0 ? `\n  … and ${more} more` : ''}`,
    'Withdraw the questions (concord author withdraw), or keep the database on one side',
  )
}

async function benchmarkItems(db: Db, catalogs: Catalogs): Promise<LeakItem[]> {
  const items: LeakItem[] = []
  for (const { name } of await listBenchmarks(db)) {
    for await (const { pair } of eachBenchmarkItem(db, name)) {
      items.push(
        leakItemOf({ pair: { ...pair, id: `${name}/${pair.id}` }, catalog: await catalogs(pair.db_id) }),
      )
    }
  }
  return items
}
