/** Tests of two raters or models on the same items, and of a family of such tests. */
import { logGamma } from './special-functions.ts'

/**
 * McNemar's test with the mid-p value: are the two kinds of discordant pairs equally frequent?
 *
 * @param onlyFirst items that only the first got right
 * @param onlySecond items that only the second got right
 * @returns two-sided p in (0, 1]; 1 where there is no discordant pair
 * @source Fagerland, Lydersen, Laake (2013), https://doi.org/10.1186/1471-2288-13-91
 */
export function mcnemarMidP(onlyFirst: number, onlySecond: number): number {
  const n = onlyFirst + onlySecond
  const fewer = Math.min(onlyFirst, onlySecond)
  const mass = (k: number) => Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) - n * Math.LN2)
  let below = 0
  for (let k = fewer - 1; k >= 0; k--) {
    const term = mass(k)
    below += term
    if (term < below * 1e-17) break
  }
  return Math.min(1, 2 * below + mass(fewer))
}

/**
 * Holm's step-down adjustment for a declared family of tests.
 *
 * @param ps p values in any order
 * @returns adjusted p values in the same order, in [0, 1]
 * @source Holm (1979), https://www.jstor.org/stable/4615733
 */
export function holm(ps: readonly number[]): number[] {
  const rising = ps.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p)
  const adjusted = new Array<number>(ps.length)
  let highest = 0
  rising.forEach(({ p, index }, rank) => {
    highest = Math.max(highest, Math.min(1, p * (ps.length - rank)))
    adjusted[index] = highest
  })
  return adjusted
}
