/** The search for an order of columns finds one exactly when trying all of them would. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerOf } from '../../../test/answer-of.ts'
import { internByKey } from './intern.ts'
import { eachRow, type Group, holds, type Matching, oneBag } from './matching.ts'
import { findPermutation } from './permutation.ts'

type Bits = readonly (readonly number[])[]

function matchingOf(gold: Bits, prediction: Bits, groups: readonly Group[]): Matching {
  const tables = [gold, prediction].map((rows) => answerOf(rows.map((row) => row.map(BigInt))))
  const [left, right] = internByKey(tables, (cell) => cell)
  return { gold: left!, prediction: right!, groups }
}

function orders(columns: number): number[][] {
  if (columns === 0) return [[]]
  return orders(columns - 1).flatMap((order) =>
    Array.from({ length: columns }, (_, at) => [...order.slice(0, at), columns - 1, ...order.slice(at)]),
  )
}

/** Two tables of few values, the second often the first with its rows and columns stirred. */
const tables = fc
  .record({ columns: fc.integer({ min: 1, max: 5 }), rows: fc.integer({ min: 1, max: 6 }) })
  .chain(({ columns, rows }) => {
    const cells = fc.array(
      fc.array(fc.integer({ min: 0, max: 1 }), { minLength: columns, maxLength: columns }),
      {
        minLength: rows,
        maxLength: rows,
      },
    )
    const order = fc.shuffledSubarray(
      Array.from({ length: columns }, (_, at) => at),
      { minLength: columns },
    )
    return fc.record({ gold: cells, other: cells, order, stirred: fc.boolean(), ordered: fc.boolean() })
  })

test('it agrees with trying every order, for bags and for sequences', () => {
  fc.assert(
    fc.property(tables, ({ gold, other, order, stirred, ordered }) => {
      const turned = gold.map((row) => order.map((place) => row[place]!))
      const prediction = stirred ? (ordered ? turned : turned.reverse()) : other
      const matching = matchingOf(gold, prediction, ordered ? eachRow(gold.length) : oneBag(gold.length))
      const some = orders(gold[0]!.length).some((candidate) => holds(matching, candidate))
      const found = findPermutation([matching])
      expect(found !== undefined).toBe(some)
      if (found) expect(holds(matching, found)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('it agrees with trying every order where rows may be chosen from a larger group', () => {
  fc.assert(
    fc.property(tables, ({ gold, other, order, stirred }) => {
      const kept = Math.max(1, gold.length - 2)
      const turned = gold.map((row) => order.map((place) => row[place]!)).reverse()
      const prediction = (stirred ? turned : other).slice(0, kept)
      const group: Group = { wanted: [0, gold.length], given: [0, prediction.length] }
      const matching = matchingOf(gold, prediction, [group])
      const some = orders(gold[0]!.length).some((candidate) => holds(matching, candidate))
      expect(findPermutation([matching]) !== undefined).toBe(some)
    }),
    { numRuns: 300 },
  )
})

test('one order has to fit all instances', () => {
  const straight = matchingOf([[1, 0]], [[1, 0]], oneBag(1))
  const turned = matchingOf([[1, 0]], [[0, 1]], oneBag(1))
  expect(findPermutation([straight])).toEqual([0, 1])
  expect(findPermutation([turned])).toEqual([1, 0])
  expect(findPermutation([straight, turned])).toBeUndefined()
})

test('many equal columns are no maze', () => {
  const gold = Array.from({ length: 20 }, (_, row) =>
    Array.from({ length: 30 }, (_, at) => (at === 29 ? row : row % 2)),
  )
  const prediction = gold.map((row) => [...row].reverse())
  const began = performance.now()
  expect(findPermutation([matchingOf(gold, prediction, oneBag(20))])).toBeDefined()
  expect(performance.now() - began).toBeLessThan(200)
})
