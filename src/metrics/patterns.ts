/** How many kinds of query there are, and how evenly they are spread. */
import type { StageMeasure } from '../model/measure.ts'
import { spreadOf } from '../stats/entropy.ts'
import { queriesOf } from './coverage.ts'
import type { Metric } from './metric.ts'

const MOST = 10

/** Unique patterns and their Shannon entropy; queries that cannot be parsed are counted apart. */
export const patterns: Metric<StageMeasure['patterns']> = {
  name: 'patterns',
  summary: 'Kinds of query, and how evenly they are spread',
  measure: (items, { level }) => {
    const counts = countEach(queriesOf(items).map((query) => query.pattern))
    const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    return {
      level,
      parsed: queriesOf(items).length,
      unparsed: items.filter(({ query }) => query?.kind === 'unparsed').length,
      unique: counts.size,
      ...spreadOf(ranked.map(([, n]) => n)),
      most: ranked.slice(0, MOST).map(([pattern, n]) => ({ pattern, n })),
    }
  },
}

/** How often each key occurs, in the order of first occurrence. */
export function countEach(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
