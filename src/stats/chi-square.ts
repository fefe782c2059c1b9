/** Whether counts look like draws from equally likely kinds. */
import { incompleteGamma } from './special-functions.ts'

/**
 * Pearson's test of uniformity.
 *
 * @param counts how often each kind was drawn, zeros included; at least two kinds, about five expected in each
 * @returns p in [0, 1]: the chance of counts at least as uneven from equally likely kinds
 * @throws {RangeError} for fewer than two kinds
 * @source Pearson (1900), https://doi.org/10.1080/14786440009463897
 */
export function uniformityP(counts: readonly number[]): number {
  if (counts.length < 2) throw new RangeError('Uniformity needs at least two kinds')
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  if (expected === 0) return 1
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  return 1 - incompleteGamma((counts.length - 1) / 2, statistic / 2)
}
