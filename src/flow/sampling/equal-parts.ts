/** Draws in equal parts over data sets: each gets as many as the others, or one more, as far as it has them. */
import { sample, seededRandom, shuffle } from '../../stats/random.ts'

export interface Pools<Item> {
  /** What can be drawn from each data set, in an order that does not change. */
  readonly pools: ReadonlyMap<string, readonly Item[]>
  /** Drawn before, by data set: they count towards its part. */
  readonly held?: ReadonlyMap<string, number>
}

export interface Drawn<Item> {
  /** By data set, sorted by name. */
  readonly drawn: ReadonlyMap<string, readonly Item[]>
  readonly short: readonly { readonly dataset: string; readonly wanted: number; readonly had: number }[]
}

/** The part of each data set, by name: `total` in equal parts ±1; who gets one more is drawn. */
export function partsOf(
  datasets: readonly string[],
  { total, seed }: { total: number; seed: number },
): Map<string, number> {
  const sorted = [...datasets].sort()
  const each = Math.floor(total / Math.max(1, sorted.length))
  const more = new Set(
    shuffle(sorted, seededRandom(seed, 'equal parts')).slice(0, total % sorted.length || 0),
  )
  return new Map(sorted.map((name) => [name, each + (more.has(name) ? 1 : 0)]))
}

/** Draws each data set's part; every subset of a pool is equally likely, and one seed draws one subset. */
export function drawParts<Item>(
  { pools, held }: Pools<Item>,
  { parts, seed, label }: { parts: ReadonlyMap<string, number>; seed: number; label: string },
): Drawn<Item> {
  const drawn = new Map<string, readonly Item[]>()
  const short: Drawn<Item>['short'][number][] = []
  for (const [dataset, wanted] of [...parts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const pool = pools.get(dataset) ?? []
    const before = held?.get(dataset) ?? 0
    const count = Math.max(0, wanted - before)
    drawn.set(dataset, sample(pool, { count, random: seededRandom(seed, `${label} ${dataset}`) }))
    if (pool.length < count) short.push({ dataset, wanted, had: pool.length + before })
  }
  return { drawn, short }
}
