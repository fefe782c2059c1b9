/** Execution accuracy of one model, of two on the same questions, and of one against a reference, each with its interval. */
import {
  type BootstrapOptions,
  DEFAULT_RESAMPLES,
  FEWEST_DATABASES,
  type Means,
  type Place,
  percentiles,
  resampleMeans,
} from './cluster-bootstrap.ts'
import { type Interval, wilson } from './intervals.ts'
import { mcnemarMidP } from './mcnemar.ts'
import { smallestDetectableGap } from './planning.ts'

/** One judged question. */
export interface Scored extends Place {
  readonly correct: boolean
}

export interface ExInterval {
  /** Correct items of all items, in [0, 1]; over datasets of equal size this is the mean of the dataset means. */
  readonly ex: number
  readonly interval: Interval
  /** How the interval was made, in words for people. */
  readonly method: string
}

/**
 * Execution accuracy with its interval.
 *
 * Percentile bootstrap stratified by dataset, of databases where a dataset has ten or more, else of questions
 * inside databases (`resampleMeans`). Where all items or none are correct, or no resample differs, a bootstrap
 * shows no width: there it is Wilson's interval, and `method` says so. No item gives ex 0 in [0, 1].
 */
export function exInterval(items: readonly Scored[], options: BootstrapOptions): ExInterval {
  if (items.length === 0) return { ex: 0, interval: [0, 1], method: 'no items' }
  const means = resampleMeans([items.map((item) => Number(item.correct))], items, { ...options, label: 'ex' })
  const ex = means.estimates[0]!
  const interval = percentiles(means.resampled[0]!, options.level)
  if (interval[0] !== interval[1]) return { ex, interval, method: methodOf(means, options) }
  return {
    ex,
    interval: wilson(items.filter((item) => item.correct).length, items.length, options.level),
    method: 'Wilson (no resample differs; sharing of databases not counted)',
  }
}

export interface PairedComparison {
  /** Share correct of the first less that of the second, in [-1, 1]. */
  readonly difference: number
  readonly interval: Interval
  /** Two-sided mid-p of McNemar's test on the questions that exactly one of them got right. */
  readonly mcnemarP: number
  /** True if the difference is below what so many questions can show, or its interval holds 0. */
  readonly withinNoise: boolean
  /** The smallest difference that so many questions with so many discordant pairs show with a power of 80 %. */
  readonly smallestDetectable: number
  readonly method: string
}

/**
 * Two models on the same questions: paired cluster bootstrap for the difference, McNemar for the discordant pairs.
 *
 * @param a whether the first is right, one entry for each question
 * @param b whether the second is right, in the same order
 * @param options `places`: where each question lies, in the same order
 * @throws {RangeError} if the lengths differ or there is no question
 */
export function pairedComparison(
  a: readonly boolean[],
  b: readonly boolean[],
  options: BootstrapOptions & { readonly places: readonly Place[] },
): PairedComparison {
  const means = resampleMeans([a.map(Number), b.map(Number)], options.places, { ...options, label: 'ex' })
  const onlyA = a.filter((right, i) => right && !b[i]).length
  const onlyB = b.filter((right, i) => right && !a[i]).length
  const difference = (onlyA - onlyB) / a.length
  const [first, second] = means.resampled as [Float64Array, Float64Array]
  const drawn = percentiles(
    first.map((value, r) => value - second[r]!),
    options.level,
  )
  const flat = drawn[0] === drawn[1]
  const interval = flat ? scoreInterval({ onlyA, onlyB, n: a.length }, options.level) : drawn
  const smallestDetectable = smallestDetectableGap(a.length, (onlyA + onlyB) / a.length)
  return {
    difference,
    interval,
    mcnemarP: mcnemarMidP(onlyA, onlyB),
    withinNoise: Math.abs(difference) < smallestDetectable || (interval[0] <= 0 && interval[1] >= 0),
    smallestDetectable,
    method: flat ? 'Wilson of the discordant shares (no resample differs)' : methodOf(means, options),
  }
}

/**
 * An interval for the difference of two discordant shares from Wilson's interval of each, for where a bootstrap
 * shows no width.
 *
 * @source Zou and Donner (2008), method of variance estimates recovery, https://doi.org/10.1002/sim.3095
 */
function scoreInterval(counts: { onlyA: number; onlyB: number; n: number }, level?: number): Interval {
  const { onlyA, onlyB, n } = counts
  const [lowA, highA] = wilson(onlyA, n, level)
  const [lowB, highB] = wilson(onlyB, n, level)
  const [shareA, shareB] = [onlyA / n, onlyB / n]
  return [
    Math.max(-1, shareA - shareB - Math.hypot(shareA - lowA, highB - shareB)),
    Math.min(1, shareA - shareB + Math.hypot(highA - shareA, shareB - lowB)),
  ]
}

export interface RatioToReference {
  /** Correct of the model by correct of the reference; 1 is as good. */
  readonly ratio: number
  readonly interval: Interval
}

/**
 * A model as a share of a reference model on the same questions, with a paired bootstrap interval.
 *
 * @returns undefined where the reference got nothing right, in the sample or in more than one resample of a hundred:
 *   then there is no ratio to speak of
 * @throws {RangeError} if the lengths differ or there is no question
 */
export function ratioToReference(
  model: readonly boolean[],
  reference: readonly boolean[],
  options: BootstrapOptions & { readonly places: readonly Place[] },
): RatioToReference | undefined {
  const columns = [model.map(Number), reference.map(Number)]
  const means = resampleMeans(columns, options.places, { ...options, label: 'ex' })
  const [ours, theirs] = means.resampled as [Float64Array, Float64Array]
  const ratios = ours.map((value, r) => value / theirs[r]!).filter((_, r) => theirs[r]! > 0)
  if (means.estimates[1] === 0 || ratios.length < 0.99 * ours.length) return undefined
  return { ratio: means.estimates[0]! / means.estimates[1]!, interval: percentiles(ratios, options.level) }
}

function methodOf({ strata, resampled }: Means, { level = 0.95 }: BootstrapOptions): string {
  const few = strata.datasets.filter((stratum) => stratum.unit === 'questions')
  const count = strata.datasets.length
  const unit =
    few.length === 0
      ? 'databases resampled'
      : few.length === count
        ? `questions resampled inside databases: fewer than ${FEWEST_DATABASES} databases${count > 1 ? ' a dataset' : ''}`
        : `databases resampled; questions inside databases in ${few.map((s) => s.dataset).join(', ')} (fewer than ${FEWEST_DATABASES} databases)`
  const datasets = count > 1 ? ` over ${count} datasets` : ''
  const resamples = (resampled[0]?.length ?? DEFAULT_RESAMPLES).toLocaleString('en-US')
  return `${Math.round(level * 1000) / 10} % percentile bootstrap${datasets}, ${unit}, ${resamples} resamples`
}
