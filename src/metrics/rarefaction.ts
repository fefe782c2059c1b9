/** What a smaller sample of the same stage would show: figures that grow with size, brought to one size. */
import type { StageMeasure } from '../model/measure.ts'
import { percentiles } from '../stats/cluster-bootstrap.ts'
import { seededRandom } from '../stats/random.ts'
import { logGamma } from '../stats/special-functions.ts'
import { countEach } from './patterns.ts'
import type { QueryReading } from './reading.ts'

export type ReadQuery = Extract<QueryReading, { kind: 'read' }>
export const RAREFIED = ['unique', 'entropy', 'tables', 'columns'] as const
export type RarefiedFigure = (typeof RAREFIED)[number]

export interface Rarefied {
  /** What is to be expected of `n` queries drawn without replacement, exactly. */
  readonly expected: Readonly<Record<RarefiedFigure, number>>
  /** The expectation moved as each bootstrap sample moves; the same index is the same sample. */
  readonly resampled: Readonly<Record<RarefiedFigure, Float64Array>>
}

export interface RarefactionOptions {
  readonly n: number
  readonly seed: number
  /** Tells the stages' draws apart. */
  readonly label: string
}

/**
 * Rarefies a stage to `n` queries: unique patterns, entropy in bits, tables and columns used.
 *
 * Expectations are exact (hypergeometric). Their doubt comes from `n` queries drawn with replacement, over and over,
 * laid round the expectation, because a sample with replacement shows fewer kinds. 1,000 resamples, fewer where
 * `n` is above 10,000, at least 100.
 *
 * @throws {RangeError} if there are fewer than `n` queries
 * @source Hurlbert (1971), https://doi.org/10.2307/1934145; Efron (1979), https://doi.org/10.1214/aos/1176344552
 */
export function rarefy(queries: readonly ReadQuery[], options: RarefactionOptions): Rarefied {
  const { n } = options
  if (queries.length < n) throw new RangeError(`Cannot rarefy ${queries.length} queries to ${n}`)
  const indexed = {
    patterns: indexKinds(queries.map((query) => [query.pattern])),
    tables: indexKinds(queries.map((query) => query.tables)),
    columns: indexKinds(queries.map((query) => query.columns)),
  }
  const from = queries.length
  const expected = {
    unique: expectedKinds(indexed.patterns.counts, { from, n }),
    entropy: expectedEntropy(indexed.patterns.counts, { from, n }),
    tables: expectedKinds(indexed.tables.counts, { from, n }),
    columns: expectedKinds(indexed.columns.counts, { from, n }),
  }
  const drawn = drawSamples(indexed, { from, ...options })
  const resampled = Object.fromEntries(
    RAREFIED.map((figure) => [figure, around(expected[figure], drawn[figure])]),
  ) as Record<RarefiedFigure, Float64Array>
  return { expected, resampled }
}

/**
 * The `rarefied` part of a stage's measure. No interval reaches beyond what is possible.
 *
 * @param totals tables and columns that there are to use
 */
export function reportRarefied(
  { expected, resampled }: Rarefied,
  {
    n,
    totals,
  }: { readonly n: number; readonly totals: { readonly tables: number; readonly columns: number } },
): StageMeasure['rarefied'] {
  const most = { unique: n, entropy: n > 0 ? Math.log2(n) : 0, ...totals }
  const intervalOf = (figure: RarefiedFigure): [number, number] => {
    const [low, high] = resampled[figure].length > 0 ? percentiles(resampled[figure]) : [0, 0]
    return [Math.max(0, low), Math.min(most[figure], high)]
  }
  return {
    n,
    unique: { mean: expected.unique, interval: intervalOf('unique') },
    entropy: expected.entropy,
    tables: expected.tables,
    columns: expected.columns,
    intervals: {
      entropy: intervalOf('entropy'),
      tables: intervalOf('tables'),
      columns: intervalOf('columns'),
    },
    resamples: resampled.unique.length,
  }
}

interface Kinds {
  /** The kinds in query i are `of[from[i]]` … `of[from[i + 1] − 1]`. */
  readonly of: Int32Array
  readonly from: Int32Array
  /** For each kind the queries with it. */
  readonly counts: readonly number[]
}

function indexKinds(keys: readonly (readonly string[])[]): Kinds {
  const counts = countEach(keys.flat())
  const index = new Map([...counts.keys()].map((key, i) => [key, i]))
  const from = new Int32Array(keys.length + 1)
  keys.forEach((own, i) => {
    from[i + 1] = from[i]! + own.length
  })
  return { of: Int32Array.from(keys.flat(), (key) => index.get(key)!), from, counts: [...counts.values()] }
}

interface Draw {
  readonly from: number
  readonly n: number
}

/** Σ 1 − C(N − k, n) / C(N, n) over kinds that k of N queries have. */
function expectedKinds(counts: readonly number[], { from, n }: Draw): number {
  const absent = memo((k) => (from - k < n ? 0 : Math.exp(logChoose(from - k, n) - logChoose(from, n))))
  return counts.reduce((sum, k) => sum + 1 - absent(k), 0)
}

/** log₂ n − (1/n) Σ E[X log₂ X], each X hypergeometric. */
function expectedEntropy(counts: readonly number[], { from, n }: Draw): number {
  if (n === 0) return 0
  const weighted = memo((k) => {
    let sum = 0
    for (let x = Math.max(2, n - (from - k)); x <= Math.min(k, n); x++) {
      const log = logChoose(k, x) + logChoose(from - k, n - x) - logChoose(from, n)
      sum += Math.exp(log) * x * Math.log2(x)
    }
    return sum
  })
  return Math.max(0, Math.log2(n) - counts.reduce((sum, k) => sum + weighted(k), 0) / n)
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}

function memo(compute: (k: number) => number): (k: number) => number {
  const known = new Map<number, number>()
  return (k) => {
    const value = known.get(k) ?? compute(k)
    known.set(k, value)
    return value
  }
}

/** The figures of samples of `n` queries with replacement. */
function drawSamples(
  { patterns, tables, columns }: Readonly<Record<'patterns' | 'tables' | 'columns', Kinds>>,
  { from, n, seed, label }: Draw & RarefactionOptions,
): Record<RarefiedFigure, Float64Array> {
  const random = seededRandom(seed, `rarefaction ${label}`)
  const resamples = n === 0 ? 0 : Math.min(1_000, Math.max(100, Math.round(1e7 / n)))
  const figures = RAREFIED.map((figure) => [figure, new Float64Array(resamples)])
  const drawn = Object.fromEntries(figures) as Record<RarefiedFigure, Float64Array>
  const picked = new Int32Array(n)
  const seenTables = counter(tables)
  const seenColumns = counter(columns)
  const seenPatterns = counter(patterns)
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < n; i++) picked[i] = random.integer(from)
    drawn.tables[r] = seenTables(picked).kinds
    drawn.columns[r] = seenColumns(picked).kinds
    const { kinds, entropy } = seenPatterns(picked)
    drawn.unique[r] = kinds
    drawn.entropy[r] = entropy
  }
  return drawn
}

/** Counts kinds in samples, with arrays that are used again; `entropy` is that of the kinds' counts. */
function counter({ of, from, counts }: Kinds): (picked: Int32Array) => { kinds: number; entropy: number } {
  const seen = new Int32Array(counts.length)
  return (picked) => {
    seen.fill(0)
    for (let i = 0; i < picked.length; i++) {
      const end = from[picked[i]! + 1]!
      for (let k = from[picked[i]!]!; k < end; k++) seen[of[k]!]! += 1
    }
    let kinds = 0
    let total = 0
    let weighted = 0
    for (const count of seen) {
      if (count === 0) continue
      kinds += 1
      total += count
      weighted += count * Math.log2(count)
    }
    return { kinds, entropy: total === 0 ? 0 : Math.log2(total) - weighted / total }
  }
}

/** Resampled figures moved so that their mean is the expectation. */
function around(expected: number, drawn: Float64Array): Float64Array {
  const mean = drawn.reduce((sum, value) => sum + value, 0) / Math.max(1, drawn.length)
  return drawn.map((value) => value - mean + expected)
}
