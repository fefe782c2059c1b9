/** What the design promises of the small statistics: known figures, conventions and edges. */
import { expect, test } from 'vitest'
import { cohenKappa, rawAgreement } from './agreement.ts'
import { uniformityP } from './chi-square.ts'
import { spreadOf } from './entropy.ts'
import { wilson } from './intervals.ts'
import { holm, mcnemarMidP } from './mcnemar.ts'
import { planRate, smallestDetectableGap } from './planning.ts'
import { choice, sample, seededRandom, shuffle } from './random.ts'

test('a rate of 23 % to ± 5 points needs 273 items, 205 of 825; to ± 3 points 756, 395 of 825', () => {
  expect(planRate({ rate: 0.23, halfWidth: 0.05 }).sample).toBe(273)
  expect(planRate({ rate: 0.23, halfWidth: 0.05, population: 825 }).sample).toBe(205)
  expect(planRate({ rate: 0.23, halfWidth: 0.03 }).sample).toBe(756)
  expect(planRate({ rate: 0.23, halfWidth: 0.03, population: 825 }).sample).toBe(395)
})

test('the plan expects an interval about as wide as asked, and none when everything is audited', () => {
  const [low, high] = planRate({ rate: 0.23, halfWidth: 0.05, population: 825 }).expectedInterval
  expect((high - low) / 2).toBeGreaterThan(0.048)
  expect((high - low) / 2).toBeLessThan(0.05)
  expect(planRate({ rate: 0.5, halfWidth: 0.01, population: 20 })).toEqual({
    sample: 20,
    expectedInterval: [0.5, 0.5],
  })
  expect(() => planRate({ rate: 1.2, halfWidth: 0.05 })).toThrow(RangeError)
})

test('825 questions with 20 % discordant show a gap of 4.4 points', () => {
  expect(smallestDetectableGap(825, 0.2)).toBeCloseTo(0.044, 3)
})

test('28 of 55 lies between 38 and 64 %', () => {
  expect(wilson(28, 55).map((share) => Math.round(share * 100))).toEqual([38, 64])
  expect(wilson(0, 0)).toEqual([0, 1])
  expect(wilson(0, 7)[0]).toBe(0)
  expect(wilson(7, 7)[1]).toBe(1)
})

test('McNemar without discordant pairs is 1, and Holm never lets a weaker p pass a stronger one', () => {
  expect(mcnemarMidP(0, 0)).toBe(1)
  expect(mcnemarMidP(4, 4)).toBeCloseTo(1, 12)
  expect(holm([])).toEqual([])
})

test('kappa is 1 where both used one same label throughout, and refuses an empty list', () => {
  expect(
    cohenKappa([
      ['a', 'a'],
      ['a', 'a'],
    ]),
  ).toBe(1)
  expect(() => cohenKappa([])).toThrow(RangeError)
  expect(rawAgreement(0, 0)).toEqual({ share: 0, interval: [0, 1] })
})

test('the spread of one kind is entropy 0 and evenness 1; of none all is 0', () => {
  expect(spreadOf([9])).toEqual({ entropy: 0, perplexity: 1, evenness: 1 })
  expect(spreadOf([0])).toEqual({ entropy: 0, perplexity: 0, evenness: 0 })
  expect(spreadOf([3, 3, 3, 3]).evenness).toBeCloseTo(1, 12)
})

test('draws are the same on every machine, and independent of other labels', () => {
  const draws = (seed: number, label: string) => {
    const random = seededRandom(seed, label)
    return Array.from({ length: 4 }, () => random.integer(1000))
  }
  expect(draws(1, 'a')).toEqual(DRAWN)
  expect(draws(1, 'b')).not.toEqual(DRAWN)
  expect(draws(2, 'a')).not.toEqual(DRAWN)
})

/** Computed by a second implementation, in Python, from the published algorithm. */
const DRAWN = [163, 193, 935, 728]

test('every item is drawn equally often, first and without replacement', () => {
  const random = seededRandom(7, 'uniform')
  const first = new Array<number>(10).fill(0)
  const among = new Array<number>(10).fill(0)
  const items = [...first.keys()]
  for (let i = 0; i < 5_000; i++) {
    first[choice(items, random)]! += 1
    const drawn = sample(items, { count: 3, random })
    expect(new Set(drawn).size).toBe(3)
    for (const item of drawn) among[item]! += 1
  }
  expect(uniformityP(first)).toBeGreaterThan(0.001)
  expect(uniformityP(among)).toBeGreaterThan(0.001)
  expect(shuffle(items, random).sort((a, b) => a - b)).toEqual(items)
  expect(() => choice([], random)).toThrow(RangeError)
})
