/** How alike the questions of a stage are: mean pairwise cosine of their embeddings. */
import type { StageMeasure } from '../model/measure.ts'
import type { MeasuredItem, Metric } from './metric.ts'
import { nearDuplicateShare } from './near-duplicates.ts'

/** The mean over all pairs, over pairs of one database, its error, and the share of near duplicates. */
export const cosine: Metric<StageMeasure['cosine']> = {
  name: 'cosine',
  summary: 'How alike the questions are; lower is more diverse',
  measure: (items, { model }) => {
    const vectors = items.map((item) => item.vector)
    return {
      ...pairwiseCosine(vectors),
      withinDatabase: withinDatabase(items),
      nearDuplicates: nearDuplicateShare(vectors),
      model,
    }
  },
}

/**
 * The mean cosine over all pairs i < j, by (‖Σu‖² − n) / (n (n − 1)), and its jackknife standard error, in time
 * linear in n. For vectors of zeros, which are near nothing, n is Σ‖u‖².
 *
 * @param vectors of length 1, or all zeros
 * @returns `mean` in [-1, 1], null for fewer than two vectors; `jackknifeError` null for fewer than three
 * @source Efron and Stein (1981), https://doi.org/10.1214/aos/1176345462
 */
export function pairwiseCosine(vectors: readonly Float32Array[]): {
  readonly mean: number | null
  readonly jackknifeError: number | null
} {
  const n = vectors.length
  if (n < 2) return { mean: null, jackknifeError: null }
  const sum = sumOf(vectors)
  const own = vectors.map((vector) => product(vector, vector))
  const total = product(sum, sum) - own.reduce((all, square) => all + square, 0)
  const mean = total / (n * (n - 1))
  if (n < 3) return { mean, jackknifeError: null }
  const without = vectors.map((vector, i) => {
    const pairsOfOne = 2 * (product(vector, sum) - own[i]!)
    return (total - pairsOfOne) / ((n - 1) * (n - 2))
  })
  const centre = without.reduce((all, value) => all + value, 0) / n
  const squares = without.reduce((all, value) => all + (value - centre) ** 2, 0)
  return { mean, jackknifeError: Math.sqrt(((n - 1) / n) * squares) }
}

/** The mean over all pairs that share a database; null where there is none. */
function withinDatabase(items: readonly MeasuredItem[]): number | null {
  const byDatabase = new Map<string, Float32Array[]>()
  for (const { db, vector } of items) {
    const vectors = byDatabase.get(db)
    if (vectors) vectors.push(vector)
    else byDatabase.set(db, [vector])
  }
  let total = 0
  let pairs = 0
  for (const vectors of byDatabase.values()) {
    const count = vectors.length * (vectors.length - 1)
    total += (pairwiseCosine(vectors).mean ?? 0) * count
    pairs += count
  }
  return pairs === 0 ? null : total / pairs
}

function sumOf(vectors: readonly Float32Array[]): Float64Array {
  const sum = new Float64Array(vectors[0]?.length ?? 0)
  for (const vector of vectors) for (let k = 0; k < sum.length; k++) sum[k]! += vector[k]!
  return sum
}

function product(a: Float32Array | Float64Array, b: Float32Array | Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}
