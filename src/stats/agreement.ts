/** Agreement of two annotators over the same questions. */
import { type Interval, wilson } from './intervals.ts'

/** The labels that two annotators gave one question. */
export type LabelPair = readonly [string, string]

/**
 * The share of items on which two sides agree.
 *
 * @param agreed items on which they agree
 * @param n items both have answered, independent of each other
 * @returns share in [0, 1] (0 for n = 0) with its Wilson interval
 */
export function rawAgreement(
  agreed: number,
  n: number,
  level = 0.95,
): { readonly share: number; readonly interval: Interval } {
  return { share: n === 0 ? 0 : agreed / n, interval: wilson(agreed, n, level) }
}

/**
 * Cohen's kappa between two annotators over the same questions.
 *
 * @param labels n pairs `[a, b]`, one for each question both have answered; n ≥ 1
 * @returns agreement beyond chance in [-1, 1]; by convention 1 when both used one same label throughout
 * @throws {RangeError} if `labels` is empty
 * @source Cohen (1960), https://doi.org/10.1177/001316446002000104
 */
export function cohenKappa(labels: readonly LabelPair[]): number {
  const n = labels.length
  if (n === 0) throw new RangeError('Kappa needs at least one item')
  const seen = labels.filter(([a, b]) => a === b).length / n
  const first = shares(labels.map(([a]) => a))
  const second = shares(labels.map(([, b]) => b))
  let chance = 0
  for (const [label, share] of first) chance += share * (second.get(label) ?? 0)
  return chance === 1 ? 1 : (seen - chance) / (1 - chance)
}

function shares(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return new Map([...counts].map(([label, count]) => [label, count / labels.length]))
}
