/** Near numbers of two sides are one number, and no chain of them makes distant numbers equal. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerOf } from '../../../test/answer-of.ts'
import type { Cell } from '../../model/cell.ts'
import { holds, identity, oneBag } from './matching.ts'
import { EXACT_ENOUGH, internStrictly } from './strict-values.ts'

const column = (cells: readonly Cell[]) => answerOf(cells.map((cell) => [cell]))

/** The classes that the cells of both sides fall into. */
function classes(ours: readonly Cell[], theirs: readonly Cell[], tolerance = EXACT_ENOUGH) {
  const both = internStrictly([column(ours)], [column(theirs)], tolerance)
  return { ours: [...both.ours[0]!.columns[0]!], theirs: [...both.theirs[0]!.columns[0]!] }
}

function sameBag(ours: readonly Cell[], theirs: readonly Cell[], tolerance = EXACT_ENOUGH): boolean {
  const both = internStrictly([column(ours)], [column(theirs)], tolerance)
  const matching = { gold: both.ours[0]!, prediction: both.theirs[0]!, groups: oneBag(ours.length) }
  return holds(matching, identity(1))
}

const seconds = Array.from({ length: 50 }, (_, at) => 1_700_000_000.5 + at)
const moved = (by: number) => seconds.map((one) => one + by)

test('fifty seconds one apart are not the fifty seconds twenty later', () => {
  expect(sameBag(seconds, moved(20))).toBe(false)
  expect(sameBag(seconds, moved(1))).toBe(false)
  expect(sameBag(seconds, moved(1e-6))).toBe(true)
  expect(sameBag(seconds, [...seconds].reverse())).toBe(true)
})

test('a number that both sides hold is itself, however near the next one is', () => {
  expect(new Set(classes(seconds, seconds).ours).size).toBe(50)
})

test('noise in some of equal numbers, on either side, is no difference', () => {
  const [sum, other] = [0.1 + 0.2, 0.3]
  expect(sameBag([other, other], [other, sum])).toBe(true)
  expect(sameBag([other, sum], [sum, sum])).toBe(true)
  const { ours, theirs } = classes([other, sum], [sum, other])
  expect(ours).toEqual(theirs)
})

test('rounding in either direction is found under a wide tolerance', () => {
  const wide = { relative: 1e-4, absolute: 1e-12 }
  expect(sameBag([75.1151, 75.1249, 75.1251], [75.12, 75.12, 75.13], wide)).toBe(true)
})

test('integers are never taken for each other, and a real for only one of them', () => {
  const [low, high] = [9007199254740992n, 9007199254740993n]
  expect(sameBag([low, high], [9007199254740992, high])).toBe(true)
  expect(sameBag([low, high], [high, high])).toBe(false)
  expect(sameBag([low, low], [9007199254740992, high])).toBe(false)
  expect(sameBag([10_000_000_000n, 10_000_000_001n], [10_000_000_000.5, 10_000_000_001n])).toBe(true)
})

const near = fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -4, max: 4 }))
const real: fc.Arbitrary<Cell> = near.map(([whole, step]) => 2 ** 40 * (1 + whole * 4e-10) + step * 1e-4)
const number = fc.oneof(
  real,
  near.map(([whole]): Cell => 2n ** 40n + BigInt(whole * 400)),
)
const numbers = fc.array(number, { maxLength: 12 })

function within(a: Cell, b: Cell): boolean {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a === b
  const [x, y] = [Number(a), Number(b)]
  return Math.abs(x - y) <= EXACT_ENOUGH.relative * Math.max(Math.abs(x), Math.abs(y))
}

test('what is equal is within the tolerance, and exchanging the sides changes nothing', () => {
  fc.assert(
    fc.property(numbers, numbers, (ours, theirs) => {
      const there = classes(ours, theirs)
      const back = classes(theirs, ours)
      for (const [at, a] of ours.entries()) {
        for (const [place, b] of theirs.entries()) {
          const equal = there.ours[at] === there.theirs[place]
          expect(equal && !within(a, b)).toBe(false)
          expect(back.theirs[at] === back.ours[place]).toBe(equal)
        }
      }
    }),
    { numRuns: 2_000 },
  )
})

test('a side is equal to itself with noise in every number, however dense it is', () => {
  const noisy = fc.array(fc.tuple(real, fc.integer({ min: -2, max: 2 })), { maxLength: 30 })
  fc.assert(
    fc.property(noisy, (pairs) => {
      const ours = pairs.map(([cell]) => cell)
      const theirs = pairs.map(([cell, steps]) => (cell as number) + steps * 2 ** -12)
      expect(sameBag(ours, theirs)).toBe(true)
    }),
  )
})
