/** How many items a question needs, and how small a gap a number of items can show. */
import { type Interval, wilson } from './intervals.ts'
import { normalQuantile } from './special-functions.ts'

export interface RatePlan {
  /** Items to draw at random, at most all there are. */
  readonly sample: number
  /** The Wilson interval to expect if the rate is as expected, corrected for the finite population. */
  readonly expectedInterval: Interval
}

export interface RatePlanOptions {
  /** The rate that is expected, in [0, 1]; 0.5 is the most careful. */
  readonly rate: number
  /** Half the width that the interval may have, in shares: 0.05 is ± 5 points. */
  readonly halfWidth: number
  /** Items there are to draw from; absent for so many that it does not matter. */
  readonly population?: number
  readonly level?: number
}

/**
 * The sample that a rate needs: 23 % to ± 5 points needs 273 items, or 205 of 825.
 *
 * @throws {RangeError} if the rate or the half width is no share, or the half width is 0
 * @source Cochran (1977), Sampling Techniques, 3rd ed., section 4.4: n₀ = z² p (1 − p) / e², n = n₀ / (1 + (n₀ − 1) / N)
 */
export function planRate({ rate, halfWidth, population, level = 0.95 }: RatePlanOptions): RatePlan {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`A rate lies in 0..1, not ${rate}`)
  if (!(halfWidth > 0 && halfWidth < 1)) throw new RangeError(`A half width lies in 0..1, not ${halfWidth}`)
  const z = normalQuantile((1 + level) / 2)
  const unlimited = Math.max(1, (z * z * rate * (1 - rate)) / halfWidth ** 2)
  const all = population ?? Number.POSITIVE_INFINITY
  const sample = Math.min(all, Math.ceil(unlimited / (1 + (unlimited - 1) / all) - 1e-9))
  return { sample, expectedInterval: wilsonOfSample(rate, { sample, population: all, level }) }
}

/** Wilson's interval with the effective size n (N − 1) / (N − n) of a sample without replacement. */
function wilsonOfSample(
  rate: number,
  { sample, population, level }: { sample: number; population: number; level: number },
): Interval {
  if (sample === population) return [rate, rate]
  const effective =
    population === Number.POSITIVE_INFINITY ? sample : (sample * (population - 1)) / (population - sample)
  return wilson(rate * effective, effective, level)
}

/**
 * The smallest difference of two models on the same items that a two-sided test finds with the given power.
 *
 * @param n items both models answered; n ≥ 1
 * @param discordantShare share of items that exactly one of them got right, in [0, 1]
 * @returns a difference of shares: 0.044 at 825 items and 20 % discordant
 * @source Connor (1987), https://doi.org/10.2307/2531961, with the null variance on both sides
 */
export function smallestDetectableGap(
  n: number,
  discordantShare: number,
  { alpha = 0.05, power = 0.8 }: { readonly alpha?: number; readonly power?: number } = {},
): number {
  return (normalQuantile(1 - alpha / 2) + normalQuantile(power)) * Math.sqrt(discordantShare / n)
}
