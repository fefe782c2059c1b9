/** Rarefaction: exact in expectation, unmoved by size alone, and honest about what it does not know. */
import { expect, test } from 'vitest'
import { spreadOf } from '../stats/entropy.ts'
import { sample, seededRandom } from '../stats/random.ts'
import { countEach } from './patterns.ts'
import { type ReadQuery, rarefy, reportRarefied } from './rarefaction.ts'

const totals = { tables: 1_000, columns: 1_000 }

const random = seededRandom(5, 'test')

/** Queries whose patterns follow a fixed long-tailed distribution. */
function draw(n: number): ReadQuery[] {
  return Array.from({ length: n }, () => {
    const kind = Math.floor(120 * random.next() ** 2.5)
    return {
      kind: 'read',
      pattern: `p${kind}`,
      tables: [`t${kind % 7}`],
      columns: [`c${kind % 50}`, `c${random.integer(50)}`],
      star: false,
      unresolved: [],
    }
  })
}

test('at its own size a stage shows what it has', () => {
  const queries = draw(80)
  const counts = [...countEach(queries.map((query) => query.pattern)).values()]
  const { expected } = rarefy(queries, { n: 80, seed: 1, label: 'a' })
  expect(expected.unique).toBeCloseTo(counts.length, 9)
  expect(expected.entropy).toBeCloseTo(spreadOf(counts).entropy, 9)
})

test('the expectation is the mean of many samples without replacement', () => {
  const queries = draw(150)
  const { expected } = rarefy(queries, { n: 40, seed: 1, label: 'a' })
  const drawn = Array.from({ length: 3_000 }, () => sample(queries, { count: 40, random }))
  const mean = (of: (queries: ReadQuery[]) => number) =>
    drawn.reduce((sum, each) => sum + of(each), 0) / drawn.length
  const counts = (queries: ReadQuery[]) => [...countEach(queries.map((query) => query.pattern)).values()]
  expect(expected.unique).toBeCloseTo(
    mean((each) => counts(each).length),
    0,
  )
  expect(expected.entropy).toBeCloseTo(
    mean((each) => spreadOf(counts(each)).entropy),
    1,
  )
  expect(expected.columns).toBeCloseTo(
    mean((each) => new Set(each.flatMap((query) => query.columns)).size),
    0,
  )
})

test('more of the same distribution raises the raw figures and not the rarefied ones', () => {
  const [small, large] = [draw(300), draw(504)]
  const kinds = (queries: ReadQuery[]) => new Set(queries.map((query) => query.pattern)).size
  expect(kinds(large) / kinds(small)).toBeGreaterThan(1.04)
  const a = reportRarefied(rarefy(small, { n: 300, seed: 1, label: 'a' }), { n: 300, totals })
  const b = reportRarefied(rarefy(large, { n: 300, seed: 1, label: 'b' }), { n: 300, totals })
  expect(a.unique.interval[0]).toBeLessThan(b.unique.mean)
  expect(a.unique.interval[1]).toBeGreaterThan(b.unique.mean)
  expect(a.intervals.entropy[0]).toBeLessThan(b.entropy)
  expect(a.intervals.entropy[1]).toBeGreaterThan(b.entropy)
})

test('nothing can be rarefied to more than there is, and nothing to nothing', () => {
  expect(() => rarefy(draw(3), { n: 4, seed: 1, label: 'a' })).toThrow(RangeError)
  expect(reportRarefied(rarefy([], { n: 0, seed: 1, label: 'a' }), { n: 0, totals })).toMatchObject({
    n: 0,
    entropy: 0,
    resamples: 0,
  })
})

test('no interval reaches beyond what is possible', () => {
  const all: ReadQuery[] = Array.from({ length: 40 }, (_, i) => ({
    kind: 'read',
    pattern: `p${i}`,
    tables: ['t'],
    columns: ['t.a', `t.${i % 3}`],
    star: false,
    unresolved: [],
  }))
  const rarefied = reportRarefied(rarefy(all, { n: 40, seed: 1, label: 'a' }), {
    n: 40,
    totals: { tables: 1, columns: 4 },
  })
  expect(rarefied.unique.interval[1]).toBeLessThanOrEqual(40)
  expect(rarefied.intervals.entropy[1]).toBeLessThanOrEqual(Math.log2(40))
  expect(rarefied.intervals.tables[1]).toBeLessThanOrEqual(1)
  expect(rarefied.intervals.columns[1]).toBeLessThanOrEqual(4)
})
