/** How intervals of execution accuracy behave: fixed by their seed, honest in width, paired where two models meet. */
import { expect, test } from 'vitest'
import type { Place } from './cluster-bootstrap.ts'
import { exInterval, pairedComparison, ratioToReference } from './execution-accuracy.ts'
import { seededRandom, shuffle } from './random.ts'

const random = seededRandom(3, 'test')

/** `datasets` × `databases` × `each` questions; the chance of being right differs by database. */
function world(datasets: number, databases: number, each: number) {
  return Array.from({ length: datasets }, (_, d) =>
    Array.from({ length: databases }, (_, b) => {
      const rate = 0.2 + 0.6 * random.next()
      return Array.from({ length: each }, () => ({
        dataset: `d${d}`,
        db: `db${b}`,
        correct: random.next() < rate,
      }))
    }),
  ).flat(2)
}

test('the interval is the same for the same content in any order, and another for another seed', () => {
  const items = world(2, 12, 9)
  const found = exInterval(items, { seed: 1 })
  expect(exInterval(shuffle(items, random), { seed: 1 })).toEqual(found)
  expect(exInterval(items, { seed: 2 }).interval).not.toEqual(found.interval)
})

test('over datasets of equal size ex is the mean of the dataset means', () => {
  const items = world(3, 4, 25)
  const means = ['d0', 'd1', 'd2'].map((name) => {
    const of = items.filter((item) => item.dataset === name)
    return of.filter((item) => item.correct).length / of.length
  })
  expect(exInterval(items, { seed: 1 }).ex).toBeCloseTo((means[0]! + means[1]! + means[2]!) / 3, 12)
})

test('ten databases are resampled, nine are not, and the method says which', () => {
  const ten = exInterval(world(1, 10, 20), { seed: 1 })
  const nine = exInterval(world(1, 9, 20), { seed: 1 })
  expect(ten.method).toBe('95 % percentile bootstrap, databases resampled, 2,000 resamples')
  expect(nine.method).toContain('questions resampled inside databases: fewer than 10 databases')
  const both = [...world(1, 10, 20), ...world(1, 2, 20).map((item) => ({ ...item, dataset: 'small' }))]
  expect(exInterval(both, { seed: 1 }).method).toContain(
    'over 2 datasets, databases resampled; questions inside databases in small',
  )
})

test('resampling databases is wider than resampling questions when databases differ', () => {
  const split = Array.from({ length: 400 }, (_, i) => ({
    dataset: 'd',
    db: `db${i % 20}`,
    correct: i % 20 < 10,
  }))
  const [low, high] = exInterval(split, { seed: 1 }).interval
  expect(high - low).toBeGreaterThan(0.35)
})

test('where a bootstrap shows no width the interval is Wilson’s', () => {
  const all = Array.from({ length: 20 }, () => ({ dataset: 'd', db: 'x', correct: true }))
  const { ex, interval, method } = exInterval(all, { seed: 1 })
  expect(ex).toBe(1)
  expect(interval[0]).toBeCloseTo(0.8389, 3)
  expect(method).toContain('Wilson')
  expect(exInterval([], { seed: 1 })).toEqual({ ex: 0, interval: [0, 1], method: 'no items' })
})

test('the interval of many draws covers the true rate about as often as it says', () => {
  let covered = 0
  for (let i = 0; i < 200; i++) {
    const items = Array.from({ length: 150 }, (_, k) => ({
      dataset: 'd',
      db: `b${k % 3}`,
      correct: random.next() < 0.6,
    }))
    const [low, high] = exInterval(items, { seed: i, resamples: 400 }).interval
    if (low <= 0.6 && 0.6 <= high) covered += 1
  }
  expect(covered).toBeGreaterThan(178)
  expect(covered).toBeLessThan(200)
})

test('two models that are right together differ with less doubt than two that are right apart', () => {
  const places: Place[] = Array.from({ length: 300 }, (_, i) => ({ dataset: 'd', db: `b${i % 5}` }))
  const base = places.map((_, i) => i % 2 === 0)
  const better = base.map((right, i) => right || i % 10 === 1)
  const apart = places.map((_, i) => (i % 10 < 6 && i % 2 === 1 ? true : i % 10 < 6))
  const together = pairedComparison(better, base, { places, seed: 1 })
  expect(together.difference).toBeCloseTo(0.1, 12)
  expect(together.withinNoise).toBe(false)
  expect(together.mcnemarP).toBeLessThan(1e-6)
  const loose = pairedComparison(apart, base, { places, seed: 1 })
  expect(loose.interval[1] - loose.interval[0]).toBeGreaterThan(together.interval[1] - together.interval[0])
})

test('a difference of nothing is within noise', () => {
  const places: Place[] = [
    { dataset: 'd', db: 'x' },
    { dataset: 'd', db: 'x' },
  ]
  const found = pairedComparison([true, false], [true, false], { places, seed: 1 })
  expect(found).toMatchObject({ difference: 0, mcnemarP: 1, withinNoise: true })
  expect(found.interval[0]).toBeLessThan(-0.5)
  expect(found.interval[1]).toBeGreaterThan(0.5)
})

test('a ratio to a reference has a paired interval, and none without anything right in the reference', () => {
  const places: Place[] = Array.from({ length: 200 }, (_, i) => ({ dataset: 'd', db: `b${i % 4}` }))
  const reference = places.map((_, i) => i % 4 !== 0)
  const model = places.map((_, i) => i % 4 === 1 || i % 4 === 2)
  const { ratio, interval } = ratioToReference(model, reference, { places, seed: 1 })!
  expect(ratio).toBeCloseTo(2 / 3, 12)
  expect(interval[0]).toBeLessThanOrEqual(ratio)
  expect(interval[1]).toBeGreaterThanOrEqual(ratio)
  expect(
    ratioToReference(
      model,
      places.map(() => false),
      { places, seed: 1 },
    ),
  ).toBeUndefined()
})

test('a difference in which no resample differs still has a width', () => {
  const places = Array.from({ length: 6 }, () => ({ dataset: 'd', db: 'one' }))
  const [none, all] = [Array(6).fill(false), Array(6).fill(true)]
  const turned = pairedComparison(none, all, { places, seed: 1 })
  expect(turned.difference).toBe(-1)
  expect(turned.interval[0]).toBe(-1)
  // Wilson's upper bound of 0 in 6 is 0.3903, of both shares: √2 · 0.3903 above −1.
  expect(turned.interval[1]).toBeCloseTo(-1 + Math.SQRT2 * 0.390334, 4)
  const same = pairedComparison(all, all, { places, seed: 1 })
  expect(same.interval[0]).toBeCloseTo(-0.390334, 4)
  expect(same.interval[1]).toBeCloseTo(0.390334, 4)
})
