/** Draws which pairs are for training, validation and testing, with kin and whatever would leak on one side. */
import { contentLine, type FrozenPair } from '../../model/release.ts'
import { seededRandom, shuffle } from '../../stats/random.ts'
import { kinGroups } from '../leaks/kinship.ts'
import { leakItem } from '../leaks/leak-item.ts'
import type { SettledPair } from './settled-pairs.ts'

export interface SplitShares {
  /** Shares of all pairs, in [0, 1). */
  readonly val: number
  readonly test: number
  readonly seed: number
}

/** The pairs with their side, in the order of their content: the same on any machine. */
export function drawSplits(settled: readonly SettledPair[], { val, test, seed }: SplitShares): FrozenPair[] {
  const trained = settled.map((one) => ({ ...one, split: 'train' as FrozenPair['split'] }))
  const sorted = trained
    .map((one) => ({ one, line: contentLine(one) }))
    .sort((a, b) => (a.line < b.line ? -1 : a.line > b.line ? 1 : 0))
    .map(({ one }) => one)
  const groups = kinGroups(sorted.map((one) => ({ item: leakItemOf(one), root: one.lineage.root })))
  const drawn = shuffle(groups, seededRandom(seed, 'release-splits'))
  const sides = new Map<number, FrozenPair['split']>()
  const taken = new Set<number[]>()
  for (const { split, share } of [
    { split: 'test', share: test } as const,
    { split: 'val', share: val } as const,
  ]) {
    let room = Math.round(share * sorted.length)
    for (const group of drawn) {
      if (taken.has(group) || group.length > room) continue
      taken.add(group)
      room -= group.length
      for (const place of group) sides.set(place, split)
    }
  }
  return sorted.map(({ pair, lineage }, place) => ({ pair, lineage, split: sides.get(place) ?? 'train' }))
}

/** A pair as leaks are looked for in it. */
export function leakItemOf({ pair, catalog }: Pick<SettledPair, 'pair' | 'catalog'>) {
  const { id, db_id, question, sql = '', sql_alternatives = [] } = pair
  return leakItem({ id, dbName: db_id, question, sqls: [sql, ...sql_alternatives], catalog })
}
