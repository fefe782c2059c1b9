/** Mean cosine, its error and near duplicates against what a comparison of every pair gives. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../stats/random.ts'
import { cosine, pairwiseCosine } from './cosine.ts'
import { normalize } from './embedding.ts'
import { hashedEmbedding, hashText } from './embedding-hashed.ts'
import { NEAR, nearDuplicateShare } from './near-duplicates.ts'

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function meanOfPairs(vectors: readonly Float32Array[]): number {
  const products = vectors.flatMap((a, i) => vectors.slice(i + 1).map((b) => dot(a, b)))
  return products.reduce((sum, value) => sum + value, 0) / products.length
}

const vectors = fc
  .array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }), {
    minLength: 3,
    maxLength: 12,
  })
  .map((rows) => rows.map((row) => normalize(Float32Array.from(row))))

test('the mean is that over all pairs, and its error that of leaving out each question', () => {
  fc.assert(
    fc.property(vectors, (given) => {
      const { mean, jackknifeError } = pairwiseCosine(given)
      expect(mean).toBeCloseTo(meanOfPairs(given), 5)
      const without = given.map((_, i) => meanOfPairs(given.filter((_, j) => j !== i)))
      if (given.length < 4) return
      const centre = without.reduce((sum, value) => sum + value, 0) / without.length
      const squares = without.reduce((sum, value) => sum + (value - centre) ** 2, 0)
      expect(jackknifeError).toBeCloseTo(Math.sqrt(((given.length - 1) / given.length) * squares), 5)
    }),
  )
})

test('pairs within a database are those that share it', () => {
  const [x, y] = [Float32Array.from([1, 0]), Float32Array.from([0, 1])]
  const items = [
    { db: 'a', vector: x, query: undefined },
    { db: 'a', vector: x, query: undefined },
    { db: 'b', vector: y, query: undefined },
  ]
  const context = { catalogs: new Map(), level: 'L2', model: 'two' } as const
  expect(cosine.measure(items, context)).toMatchObject({ mean: 1 / 3, withinDatabase: 1, model: 'two' })
  expect(cosine.measure(items.slice(1), context)).toMatchObject({
    withinDatabase: null,
    jackknifeError: null,
  })
})

/** Vectors about a few centres, so that some are near another and most are not. */
function clustered(n: number, spread: number): Float32Array[] {
  const random = seededRandom(n, 'clusters')
  const draw = (scale: number) =>
    Float32Array.from({ length: 40 }, () => scale * (random.next() + random.next() - 1))
  const centres = Array.from({ length: Math.ceil(n / 4) }, () => draw(1))
  return Array.from({ length: n }, () => {
    const centre = centres[random.integer(centres.length)]!
    return normalize(draw(spread).map((value, k) => value + centre[k]!))
  })
}

function nearByAllPairs(given: readonly Float32Array[]): number {
  const near = given.filter((a, i) => given.some((b, j) => i !== j && dot(a, b) >= NEAR))
  return near.length / given.length
}

test('near duplicates of a small set are those that all pairs show', () => {
  const given = clustered(600, 0.23)
  const share = nearByAllPairs(given)
  expect(share).toBeGreaterThan(0.1)
  expect(share).toBeLessThan(0.9)
  expect(nearDuplicateShare(given)).toBe(share)
  expect(nearDuplicateShare([])).toBe(0)
  expect(nearDuplicateShare([new Float32Array(4), new Float32Array(4)])).toBe(0)
})

test('near duplicates of a large set are found in at least 99 of 100 cases', () => {
  const given = clustered(4_500, 0.23)
  const found = nearDuplicateShare(given)
  const share = nearByAllPairs(given)
  expect(found).toBeLessThanOrEqual(share)
  expect(found / share).toBeGreaterThan(0.99)
})

test('the hashed embedding is fixed, has length 1, and puts like questions nearer', async () => {
  const [asked, again, other, empty] = await hashedEmbedding.embed([
    'How many singers are there?',
    'How many singers do we have?',
    'Show the average salary of each department',
    '¿?',
  ])
  expect(dot(asked!, asked!)).toBeCloseTo(1, 5)
  expect(dot(asked!, again!)).toBeGreaterThan(dot(asked!, other!) + 0.2)
  expect(hashText('how MANY singers are there')).toEqual(asked)
  expect(dot(empty!, empty!)).toBe(0)
})
