/** Verdicts become scores: execution accuracy with its interval, gains over a base, shares of a reference, paired tests. */
import type { PairedComparison, Score, VerdictReason } from '../../model/verdict.ts'
import type { Place } from '../../stats/cluster-bootstrap.ts'
import { exInterval, pairedComparison, ratioToReference } from '../../stats/execution-accuracy.ts'
import { holm } from '../../stats/mcnemar.ts'

/** How one system did on the judged items. The arrays run in the order of `places`. */
export interface Judged {
  /** The system's name. */
  readonly predictions: string
  readonly shipped: readonly boolean[]
  /** With `--suite`: the match over every instance. */
  readonly suite?: readonly boolean[]
  readonly reasons: readonly VerdictReason[]
}

export interface ScoringOptions {
  readonly seed: number
  readonly places: readonly Place[]
  /** The names of the systems that gains and shares are told against. */
  readonly base?: string
  readonly reference?: string
}

/** One score for each system. */
export function scoresOf(systems: readonly Judged[], options: ScoringOptions): Score[] {
  const named = (name: string | undefined) => systems.find((one) => one.predictions === name)
  const [base, reference] = [named(options.base), named(options.reference)]
  return systems.map((system) => ({
    ...plainScore(system, options),
    ...(base && base !== system ? gain(system, base) : {}),
    ...(reference && reference !== system ? share(system, reference, options) : {}),
  }))
}

function plainScore(
  { predictions, shipped, suite, reasons }: Judged,
  { seed, places }: ScoringOptions,
): Score {
  const scored = places.map((place, i) => ({ ...place, correct: shipped[i]! }))
  const { ex, interval, method } = exInterval(scored, { seed })
  const suiteEx =
    suite &&
    exInterval(
      places.map((place, i) => ({ ...place, correct: suite[i]! })),
      { seed },
    )
  return {
    predictions,
    correct: shipped.filter(Boolean).length,
    ex,
    interval: [...interval],
    intervalMethod: method,
    ...(suiteEx ? { exSuite: suiteEx.ex, suiteInterval: [...suiteEx.interval] } : {}),
    byReason: countBy(reasons),
    byDataset: Object.fromEntries(
      [...new Set(places.map((place) => place.dataset))].map((dataset) => {
        const items = scored.filter((item) => item.dataset === dataset)
        const own = exInterval(items, { seed })
        const correct = items.filter((item) => item.correct).length
        return [dataset, { n: items.length, correct, ex: own.ex, interval: [...own.interval] }]
      }),
    ),
  }
}

/** Points and percent that a system gained over the base; percent is null over a base of nothing. */
function gain(system: Judged, base: Judged): Pick<Score, 'gainPoints' | 'gainPercent'> {
  const [ours, theirs] = [rate(decided(system)), rate(decided(base))]
  return {
    gainPoints: 100 * (ours - theirs),
    gainPercent: theirs === 0 ? null : (100 * (ours - theirs)) / theirs,
  }
}

function share(system: Judged, reference: Judged, { seed, places }: ScoringOptions) {
  if (places.length === 0) return { percentOfReference: null }
  const found = ratioToReference(decided(system), decided(reference), { seed, places })
  if (!found) return { percentOfReference: null }
  const [low, high] = found.interval
  return {
    percentOfReference: 100 * found.ratio,
    percentInterval: [100 * low, 100 * high] as [number, number],
  }
}

/**
 * The paired tests of a run: everybody against the base and the reference where these are named, else all pairs.
 * Holm's adjustment is over this family.
 */
export function pairedOf(systems: readonly Judged[], options: ScoringOptions): PairedComparison[] {
  const { seed, places, base, reference } = options
  if (places.length === 0) return []
  const family = systems.flatMap((a, i) =>
    systems.flatMap((b, j) => {
      if (a === b) return []
      const told = base || reference ? [base, reference].includes(b.predictions) : i < j
      const twice = a.predictions === base && b.predictions === reference
      return told && !twice ? [{ a, b }] : []
    }),
  )
  const tests = family.map(({ a, b }) => pairedComparison(decided(a), decided(b), { seed, places }))
  const adjusted = holm(tests.map((test) => test.mcnemarP))
  return tests.map((test, i) => ({
    a: family[i]!.a.predictions,
    b: family[i]!.b.predictions,
    difference: test.difference,
    interval: [...test.interval],
    mcnemarP: test.mcnemarP,
    mcnemarHolm: adjusted[i]!,
    withinNoise: test.withinNoise,
    smallestDetectable: test.smallestDetectable,
  }))
}

/** What counts as the system's answer: the suite's word where there is one. */
function decided({ shipped, suite }: Judged): readonly boolean[] {
  return suite ?? shipped
}

function rate(answers: readonly boolean[]): number {
  return answers.length === 0 ? 0 : answers.filter(Boolean).length / answers.length
}

function countBy<T extends string>(words: readonly T[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
