/** Resamples questions that share databases, dataset by dataset, keeping what lies on one question together. */
import { type Random, seededRandom } from './random.ts'

/** Where an item lies. Databases of the same name in different datasets are different. */
export interface Place {
  readonly dataset: string
  readonly db: string
}

export interface BootstrapOptions {
  readonly seed: number
  /** Coverage in (0, 1). Default 0.95. */
  readonly level?: number
  /** Default 2,000. */
  readonly resamples?: number
}

export const DEFAULT_RESAMPLES = 2_000

/** Fewer databases than this are too few to resample: there questions are resampled inside databases. */
export const FEWEST_DATABASES = 10

/** The items in an order of their own, so that the draws do not depend on the order in which they came. */
export interface Strata {
  readonly n: number
  readonly datasets: readonly Stratum[]
}

export interface Stratum {
  readonly dataset: string
  readonly unit: 'databases' | 'questions'
  /** Each database's items are `from[i]` … `from[i + 1] − 1` of the arranged values. */
  readonly from: readonly number[]
}

export interface Means {
  readonly strata: Strata
  /** Mean of each column over all items. */
  readonly estimates: readonly number[]
  /** For each column the mean of every resample; the same index is the same resample in all columns. */
  readonly resampled: readonly Float64Array[]
}

/**
 * Resamples the means of one or more columns of values over the same items, paired.
 *
 * Stratified by dataset: each keeps its weight, its share of all items, so over datasets of equal size the
 * estimate is the mean of the dataset means. Inside a dataset of ten or more databases whole databases are drawn
 * with replacement (the dataset's mean is then the ratio of the drawn sums); in one with fewer, questions are
 * drawn inside each database. Time and memory are linear in items × resamples and items.
 *
 * @param columns one array for each quantity, in the order of `places`
 * @throws {RangeError} if there is no item or the lengths differ
 * @source Davison and Hinkley (1997), Bootstrap Methods and their Application, sections 3.2 and 3.8
 */
export function resampleMeans(
  columns: readonly (readonly number[])[],
  places: readonly Place[],
  options: BootstrapOptions & { readonly label: string },
): Means {
  if (places.length === 0) throw new RangeError('A bootstrap needs at least one item')
  if (columns.some((column) => column.length !== places.length)) {
    throw new RangeError('Every column needs one value for each item')
  }
  const order = arrange(columns, places)
  const strata = stratify(order.map((index) => places[index]!))
  const values = columns.map((column) => Float64Array.from(order, (index) => column[index]!))
  const random = seededRandom(options.seed, options.label)
  const resamples = options.resamples ?? DEFAULT_RESAMPLES
  const resampled = values.map(() => new Float64Array(resamples))
  for (const stratum of strata.datasets) {
    const context = { values, random, resampled, n: strata.n }
    if (stratum.unit === 'databases') drawDatabases(stratum, context)
    else drawQuestions(stratum, context)
  }
  return { strata, estimates: values.map(mean), resampled }
}

interface Drawing {
  readonly values: readonly Float64Array[]
  readonly random: Random
  readonly resampled: readonly Float64Array[]
  readonly n: number
}

/** Adds a dataset's share of every resample, whole databases drawn with replacement. */
function drawDatabases({ from }: Stratum, { values, random, resampled, n }: Drawing): void {
  const databases = from.length - 1
  const items = from[databases]! - from[0]!
  const sums = values.map((column) => from.slice(0, -1).map((start, i) => sumOf(column, start, from[i + 1]!)))
  const drawn = new Float64Array(values.length)
  for (let r = 0; r < resampled[0]!.length; r++) {
    drawn.fill(0)
    let size = 0
    for (let i = 0; i < databases; i++) {
      const picked = random.integer(databases)
      size += from[picked + 1]! - from[picked]!
      for (let c = 0; c < drawn.length; c++) drawn[c]! += sums[c]![picked]!
    }
    for (let c = 0; c < drawn.length; c++) resampled[c]![r]! += ((drawn[c]! / size) * items) / n
  }
}

/** Adds a dataset's share of every resample, questions drawn inside each database. */
function drawQuestions({ from }: Stratum, { values, random, resampled, n }: Drawing): void {
  const drawn = new Float64Array(values.length)
  for (let r = 0; r < resampled[0]!.length; r++) {
    drawn.fill(0)
    for (let i = 0; i + 1 < from.length; i++) {
      const start = from[i]!
      const size = from[i + 1]! - start
      for (let k = 0; k < size; k++) {
        const picked = start + random.integer(size)
        for (let c = 0; c < drawn.length; c++) drawn[c]! += values[c]![picked]!
      }
    }
    for (let c = 0; c < drawn.length; c++) resampled[c]![r]! += drawn[c]! / n
  }
}

/** The percentile interval of resampled figures. */
export function percentiles(resampled: Float64Array, level = 0.95): readonly [number, number] {
  const sorted = Float64Array.from(resampled).sort()
  return [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)]
}

/** The p-quantile of rising values, interpolated linearly (type 7 of Hyndman and Fan, 1996). */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const place = p * (sorted.length - 1)
  const below = Math.floor(place)
  const low = sorted[below]!
  return low + (place - below) * ((sorted[below + 1] ?? low) - low)
}

/** Indices by dataset, database, then values: equal content is drawn equally. */
function arrange(columns: readonly (readonly number[])[], places: readonly Place[]): number[] {
  return places
    .map((_, index) => index)
    .sort((i, j) => {
      const [a, b] = [places[i]!, places[j]!]
      if (a.dataset !== b.dataset) return a.dataset < b.dataset ? -1 : 1
      if (a.db !== b.db) return a.db < b.db ? -1 : 1
      for (const column of columns) if (column[i] !== column[j]) return column[i]! - column[j]!
      return 0
    })
}

function stratify(places: readonly Place[]): Strata {
  const found = new Map<string, number[]>()
  places.forEach(({ dataset, db }, i) => {
    const from = found.get(dataset)
    if (!from) found.set(dataset, [i])
    else if (places[i - 1]!.db !== db) from.push(i)
  })
  const starts = [...found.values()].map((from) => from[0]!)
  const datasets = [...found].map(([dataset, from], d) => ({
    dataset,
    unit: from.length >= FEWEST_DATABASES ? ('databases' as const) : ('questions' as const),
    from: [...from, starts[d + 1] ?? places.length],
  }))
  return { n: places.length, datasets }
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]!
  return sum
}

function mean(values: Float64Array): number {
  return sumOf(values, 0, values.length) / values.length
}
