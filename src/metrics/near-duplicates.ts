/** How many questions have a near twin, without comparing each with each. */
import { type Random, sample, seededRandom } from '../stats/random.ts'

/** The cosine from which two questions count as near duplicates. */
export const NEAR = 0.95

/** Up to so many different vectors, every pair is looked at. */
const ALL_PAIRS = 4_000
const BITS = 512
const WORDS = BITS / 32
/** Signs that two vectors of cosine 0.95 may have apart: 52 are expected, and more than 80 in one pair of 20,000. */
const FARTHEST = 80
/** The squared distance of two vectors of length 1 and cosine 0.95, with room for rounding. */
const FARTHEST_SQUARED = 2 - 2 * NEAR + 1e-4
/** Numbers after which it is seen whether two vectors are too far apart already. */
const BLOCK = 64
/** The chance that two vectors of cosine 0.95 have one sign alike: 1 − arccos(0.95) / π. */
const ALIKE = 1 - Math.acos(NEAR) / Math.PI
/** The chance to overlook such a pair altogether. */
const OVERLOOKED = 0.002

/**
 * The share of vectors whose nearest neighbour has a cosine of at least 0.95.
 *
 * Each vector gets 512 signs of random projections; only pairs whose signs are alike are computed. Up to 4,000
 * different vectors all pairs are looked at; beyond, those that share all signs of one of many bands, which at a
 * cosine of 0.95 finds 99.8 % of the pairs, and more at higher ones. The draws are fixed.
 *
 * @param vectors of length 1, or all zeros, which are near nothing
 * @returns a share in [0, 1]; 0 for no vector
 * @source Charikar (2002), https://doi.org/10.1145/509907.509965; projections by Hadamard transforms as in
 *   Andoni et al. (2015), https://arxiv.org/abs/1509.02897
 */
export function nearDuplicateShare(vectors: readonly Float32Array[]): number {
  if (vectors.length === 0) return 0
  const groups = groupEqual(vectors.filter((vector) => vector.some((value) => value !== 0)))
  const search = openSearch(groups.map((group) => group.vector))
  if (groups.length <= ALL_PAIRS) search.lookAt(groups.map((_, i) => i))
  else
    for (const band of bandsFor(groups.length))
      for (const bucket of search.buckets(band)) search.lookAt(bucket)
  const near = groups.filter(({ count }, i) => count > 1 || search.found[i] === 1)
  return near.reduce((sum, { count }) => sum + count, 0) / vectors.length
}

/** Equal vectors once, so that a template repeated a thousand times costs nothing. */
function groupEqual(vectors: readonly Float32Array[]): { vector: Float32Array; count: number }[] {
  const groups = new Map<string, { vector: Float32Array; count: number }>()
  for (const vector of vectors) {
    const key = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('latin1')
    const group = groups.get(key)
    if (group) group.count += 1
    else groups.set(key, { vector, count: 1 })
  }
  return [...groups.values()]
}

interface Search {
  /** 1 for each vector that has a near neighbour. */
  readonly found: Uint8Array
  /** Vectors with the same signs in a band, two or more together. */
  buckets(band: readonly number[]): Iterable<number[]>
  /** Marks those of these vectors that are near another of them. */
  lookAt(members: readonly number[]): void
}

function openSearch(vectors: readonly Float32Array[]): Search {
  const signs = new Uint32Array(vectors.length * WORDS)
  const project = projection(vectors[0]?.length ?? 0)
  vectors.forEach((vector, i) => {
    project(vector, signs.subarray(i * WORDS, (i + 1) * WORDS))
  })
  const found = new Uint8Array(vectors.length)
  return {
    found,
    buckets(band) {
      const buckets = new Map<number, number[]>()
      for (let i = 0; i < vectors.length; i++) {
        const key = bandOf(signs, i, band)
        const bucket = buckets.get(key)
        if (bucket) bucket.push(i)
        else buckets.set(key, [i])
      }
      return [...buckets.values()].filter((bucket) => bucket.length > 1)
    },
    lookAt(members) {
      for (let a = 0; a < members.length; a++) {
        for (let b = a + 1; b < members.length; b++) {
          const i = members[a]!
          const j = members[b]!
          if (found[i] && found[j]) continue
          if (apart(signs, i, j) <= FARTHEST && isNear(vectors[i]!, vectors[j]!)) found[i] = found[j] = 1
        }
      }
    },
  }
}

/** Which signs make a band: so many that a bucket holds about one vector, and so many bands that few pairs are lost. */
function bandsFor(n: number): number[][] {
  const length = Math.min(20, Math.ceil(Math.log2(n)))
  const count = Math.ceil(Math.log(OVERLOOKED) / Math.log1p(-(ALIKE ** length)))
  const random = seededRandom(0, 'near-duplicate-bands')
  const bits = Array.from({ length: BITS }, (_, bit) => bit)
  return Array.from({ length: count }, () => sample(bits, { count: length, random }))
}

/** The signs of one band as one number. */
function bandOf(signs: Uint32Array, vector: number, band: readonly number[]): number {
  let key = 0
  for (const bit of band) key = (key << 1) | ((signs[vector * WORDS + (bit >>> 5)]! >>> (bit & 31)) & 1)
  return key
}

/** How many signs two vectors have apart; counting stops above the farthest that matters. */
function apart(signs: Uint32Array, i: number, j: number): number {
  let count = 0
  for (let word = 0; word < WORDS && count <= FARTHEST; word++) {
    let bits = signs[i * WORDS + word]! ^ signs[j * WORDS + word]!
    bits -= (bits >>> 1) & 0x55555555
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}

/** Whether two vectors of length 1 have the cosine; stops where they are too far apart to have it. */
function isNear(a: Float32Array, b: Float32Array): boolean {
  let cosine = 0
  let squared = 0
  for (let from = 0; from < a.length && squared <= FARTHEST_SQUARED; from += BLOCK) {
    const to = Math.min(from + BLOCK, a.length)
    for (let k = from; k < to; k++) {
      const x = a[k]!
      const y = b[k]!
      cosine += x * y
      squared += (x - y) * (x - y)
    }
  }
  return squared <= FARTHEST_SQUARED && cosine >= NEAR
}

/** Writes the signs of 512 random projections of a vector: two rounds of random signs and a Hadamard transform. */
function projection(dimensions: number): (vector: Float32Array, signs: Uint32Array) => void {
  const size = 2 ** Math.ceil(Math.log2(Math.max(BITS, dimensions)))
  const random = seededRandom(0, 'near-duplicates')
  const flips = [randomSigns(size, random), randomSigns(size, random)]
  const work = new Float64Array(size)
  return (vector, signs) => {
    work.fill(0)
    work.set(vector)
    for (const flip of flips) {
      for (let k = 0; k < size; k++) work[k]! *= flip[k]!
      hadamard(work)
    }
    for (let bit = 0; bit < BITS; bit++) if (work[bit]! > 0) signs[bit >>> 5]! |= 1 << (bit & 31)
  }
}

function randomSigns(size: number, random: Random): Float64Array {
  return Float64Array.from({ length: size }, () => (random.next() < 0.5 ? -1 : 1))
}

/** The Walsh–Hadamard transform in place; the length is a power of two. */
function hadamard(values: Float64Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let start = 0; start < values.length; start += 2 * half) {
      for (let k = start; k < start + half; k++) {
        const a = values[k]!
        const b = values[k + half]!
        values[k] = a + b
        values[k + half] = a - b
      }
    }
  }
}
