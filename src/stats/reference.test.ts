/** Holds the statistics against scipy and statsmodels; `test/golden/stats/make_reference.py` made the values. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cohenKappa, type LabelPair } from './agreement.ts'
import { uniformityP } from './chi-square.ts'
import { spreadOf } from './entropy.ts'
import { clopperPearson, rateUpperBound, wilson } from './intervals.ts'
import { holm, mcnemarMidP } from './mcnemar.ts'
import { logGamma, normalQuantile } from './special-functions.ts'

const file = new URL('../../test/golden/stats/reference.json', import.meta.url)
const reference = JSON.parse(readFileSync(file, 'utf8')) as Record<string, never[]> & {
  rates: [number, number][]
  discordant: [number, number][]
  families: number[][]
  kappa_tables: number[][][]
  counts: number[][]
  spreads: number[][]
  probabilities: number[]
  gamma_points: number[]
}

function near(found: readonly number[], wanted: readonly number[], tolerance = 1e-9): void {
  expect(found.length).toBe(wanted.length)
  found.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]!), `entry ${i}: ${value}, wanted ${wanted[i]}`).toBeLessThan(tolerance)
  })
}

describe('against scipy and statsmodels', () => {
  test('Wilson and Clopper–Pearson intervals', () => {
    const { rates } = reference
    near(
      rates.flatMap(([k, n]) => wilson(k, n)),
      reference.wilson!.flat(),
    )
    near(
      rates.flatMap(([k, n]) => wilson(k, n, 0.9)),
      reference.wilson90!.flat(),
    )
    near(
      rates.flatMap(([k, n]) => clopperPearson(k, n)),
      reference.clopper_pearson!.flat(),
    )
    near(
      rates.map(([k, n]) => rateUpperBound(k, n)),
      reference.upper_bound!,
    )
  })

  test('mid-p McNemar', () => {
    near(
      reference.discordant.map(([b, c]) => mcnemarMidP(b, c)),
      reference.mcnemar_mid_p!,
    )
  })

  test('Holm', () => {
    near(reference.families.flatMap(holm), reference.holm!.flat())
  })

  test("Cohen's kappa", () => {
    near(
      reference.kappa_tables.map((table) => cohenKappa(labelsOf(table))),
      reference.kappa!,
    )
  })

  test('chi-square, entropy, normal quantiles, log gamma', () => {
    near(reference.counts.map(uniformityP), reference.uniformity_p!)
    near(
      reference.spreads.map((counts) => spreadOf(counts).entropy),
      reference.entropy!,
    )
    near(reference.probabilities.map(normalQuantile), reference.normal_quantile!)
    near(reference.gamma_points.map(logGamma), reference.log_gamma!)
  })
})

function labelsOf(table: number[][]): LabelPair[] {
  return table.flatMap((row, a) =>
    row.flatMap((count, b) => Array.from({ length: count }, (): LabelPair => [String(a), String(b)])),
  )
}
