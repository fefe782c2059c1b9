/** Intervals of one rate over independent items. */
import { incompleteBeta, invert, normalQuantile } from './special-functions.ts'

/** `[low, high]`. */
export type Interval = readonly [number, number]

/**
 * The Wilson score interval of a rate.
 *
 * @param successes 0 … n; need not be whole
 * @param n items, independent of each other; 0 gives [0, 1]
 * @param level coverage in (0, 1)
 * @returns shares in [0, 1]
 * @source Wilson (1927), https://doi.org/10.1080/01621459.1927.10502953
 */
export function wilson(successes: number, n: number, level = 0.95): Interval {
  if (n === 0) return [0, 1]
  if (n === Number.POSITIVE_INFINITY) throw new RangeError('A Wilson interval needs a finite number of items')
  const z = normalQuantile((1 + level) / 2)
  const rate = successes / n
  const spread = 1 + (z * z) / n
  const centre = (rate + (z * z) / (2 * n)) / spread
  const half = (z / spread) * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n))
  return [successes === 0 ? 0 : Math.max(0, centre - half), successes === n ? 1 : Math.min(1, centre + half)]
}

/**
 * The exact interval of a rate, never narrower than its level says.
 *
 * @returns shares in [0, 1]
 * @source Clopper and Pearson (1934), https://doi.org/10.1093/biomet/26.4.404
 */
export function clopperPearson(successes: number, n: number, level = 0.95): Interval {
  const tail = (1 - level) / 2
  return [1 - rateUpperBound(n - successes, n, 1 - tail), rateUpperBound(successes, n, 1 - tail)]
}

/**
 * The one-sided exact upper bound of a rate: with confidence `level` the true rate is not above it.
 *
 * @param successes whole number 0 … n (in an audit: the errors found)
 * @param n items audited, drawn at random; 0 gives 1
 * @returns a share in [0, 1]
 * @source Clopper and Pearson (1934), https://doi.org/10.1093/biomet/26.4.404
 */
export function rateUpperBound(successes: number, n: number, level = 0.95): number {
  if (successes >= n) return 1
  const tail = (x: number) => incompleteBeta(x, { a: successes + 1, b: n - successes })
  return invert(tail, { target: level, low: 0, high: 1 })
}
