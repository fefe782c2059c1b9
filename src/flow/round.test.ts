/** Rounds over a real store: what is drawn, the curve of disagreement, the anchors, when one may close, when they may stop. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AnsweredTwice, answeredTwice } from '../../test/answered-twice.ts'
import type { RoundFigures } from '../model/round-report.ts'
import { roundCloseReport, roundStartReport, roundStatusReport } from '../model/round-report.ts'
import { roundItemsOf } from '../store/rounds.ts'
import { decide, list } from './review.ts'
import { close, start, status } from './round.ts'
import { stoppingRule } from './rounds/stopping.ts'

let place: AnsweredTwice
beforeEach(async () => {
  place = await answeredTwice()
})
afterEach(() => place[Symbol.asyncDispose]())

const drawn = async (round: number, part?: 'main' | 'anchor') =>
  (await roundItemsOf(place.bench.store.db, round, part)).map((item) => item.question)

const RIGHT = 'SELECT count(*) FROM city'

/** Both answer alike but for the first `wrong` questions. */
async function play(round: number, wrong: number): Promise<void> {
  for (const [at, question] of (await drawn(round)).entries())
    await place.twice(question, at < wrong ? 'SELECT count(*) FROM shop WHERE id = 1' : RIGHT, RIGHT, round)
  await place.compare(round)
  for (const { item } of (await list(place.bench)).items)
    await decide(place.bench, item, { accept: 'neither', sql: RIGHT, cause: 'agent' })
}

test('the share is of the stage, by seed, and no question is drawn twice', async () => {
  for (let i = 0; i < 20; i++) await place.ask(`Question ${i}?`)
  const report = roundStartReport.parse(await start(place.bench, { share: 0.3, stage: 'seed' }))
  expect(report).toMatchObject({ round: 1, main: 6, anchor: 0, pool: 20, carried: 0, guidelineVersion: 0 })
  await expect(start(place.bench)).rejects.toThrow('Cannot start a round: round 1 is open')
  await close(place.bench, { force: true })
  await play(1, 0)
  const first = new Set(await drawn(1))
  await start(place.bench, { count: 100 })
  const second = await drawn(2)
  expect(second).toHaveLength(14)
  expect(second.some((id) => first.has(id))).toBe(false)
  await close(place.bench, { force: true })
  await expect(start(place.bench, { stage: 'sed' })).rejects.toThrow('Cannot find the stage "sed"')
})

test('the same seed draws the same questions', async () => {
  await using other = await answeredTwice()
  for (let i = 0; i < 30; i++) await Promise.all([place.ask(`Question ${i}?`), other.ask(`Question ${i}?`)])
  await start(place.bench, { count: 8 })
  await start(other.bench, { count: 8 })
  const there = (await roundItemsOf(other.bench.store.db, 1)).map((item) => item.question)
  expect(await drawn(1)).toEqual(there)
})

test('anchors are repeated, and the fall is computed for them apart', async () => {
  for (let i = 0; i < 12; i++) await place.ask(`Question ${i}?`)
  await start(place.bench, { count: 8, anchor: 4 })
  await play(1, 4)
  expect(roundCloseReport.parse(await close(place.bench))).toMatchObject({
    round: 1,
    compared: 8,
    disagreements: 4,
    rate: 0.5,
    anchor: { n: 4, compared: 4, disagreements: 4, rate: 1 },
    causes: { agent: 4 },
    verdict: 'continue',
    byState: { settled: 8 },
  })
  expect(await start(place.bench, { count: 4 })).toMatchObject({ round: 2, main: 4, anchor: 4 })
  expect(await drawn(2, 'anchor')).toEqual((await drawn(1)).slice(0, 4))
  await play(2, 1)
  const told = roundStatusReport.parse(await status(place.bench))
  expect(told.rounds[1]).toMatchObject({ n: 4, compared: 4, disagreements: 1, anchor: { n: 4, rate: 0 } })
  expect(told.rounds[0]).toMatchObject({ disagreements: 4, anchor: { rate: 1 } })
  expect(told.left).toEqual({ unanswered: 0, undecided: 0 })
  expect(told.rounds[1]!.interval[1]).toBeGreaterThan(0.6)
})

test('an anchor to which the agent finds no answer keeps no round open', async () => {
  const anchor = await place.ask('One?')
  await start(place.bench, { share: 1, anchor: 1 })
  await play(1, 1)
  await close(place.bench)
  await start(place.bench, { anchor: 1 })
  await place.answer(anchor, { round: 2 })
  await expect(close(place.bench)).rejects.toThrow('1 without both answers compared')
  await place.answer(anchor, { round: 2, kind: 'annotator', sql: RIGHT })
  expect(await close(place.bench)).toMatchObject({ left: { unanswered: 0, undecided: 0 } })
})

test('a round with something left stays open', async () => {
  const [first, second, third] = [await place.ask('One?'), await place.ask('Two?'), await place.ask('Three?')]
  await start(place.bench, { share: 1 })
  await expect(close(place.bench)).rejects.toThrow('3 without both answers compared')
  await place.twice(first, 'SELECT name FROM city', 'SELECT name FROM shop')
  await place.twice(second, RIGHT, RIGHT)
  await place.compare(1)
  await expect(close(place.bench)).rejects.toThrow('1 without both answers compared and 2 waiting')
  // Questions that are sent back are done for this round, and come first in the next.
  await decide(place.bench, first, { accept: 'neither', again: true })
  expect(await close(place.bench, { force: true })).toMatchObject({ left: { unanswered: 1, undecided: 1 } })
  expect(await start(place.bench, { count: 0 })).toMatchObject({ main: 2, carried: 2 })
  expect((await drawn(2)).sort()).toEqual([first, third].sort())
  await expect(close(place.bench)).rejects.toThrow(/--force|questions are left/)
})

test('nothing to draw is said', async () => {
  await expect(start(place.bench)).rejects.toThrow(/every question of the workspace was drawn/)
  await place.ask('One?')
  await expect(start(place.bench, { count: 0 })).rejects.toThrow(/is no question of the 1/)
})

test('rounds stop when the rate is low, or when three cannot be told apart', () => {
  const figures = (round: number, disagreements: number, compared: number): RoundFigures => {
    const rate = disagreements / compared
    const half = 1 / Math.sqrt(compared)
    return {
      round,
      open: false,
      stage: null,
      guidelineVersion: round,
      n: compared,
      compared,
      notCounted: 0,
      disagreements,
      rate,
      interval: [Math.max(0, rate - half), rate + half],
      anchor: null,
      byState: { open: 0, drafted: 0, agreed: 0, disputed: 0, settled: compared, dropped: 0 },
      causes: {},
    }
  }
  expect(stoppingRule([])).toMatchObject({ verdict: 'continue', reason: 'nothing was compared yet' })
  expect(stoppingRule([figures(1, 0, 10)]).reason).toContain('fewer than 20')
  expect(stoppingRule([figures(1, 2, 100)])).toMatchObject({ verdict: 'converged' })
  expect(stoppingRule([figures(1, 40, 100), figures(2, 25, 100)]).verdict).toBe('continue')
  const flat = [figures(1, 22, 100), figures(2, 20, 100), figures(3, 21, 100)]
  expect(stoppingRule(flat)).toEqual({ verdict: 'converged', reason: 'rounds 1, 2, 3 cannot be told apart' })
  const falling = [figures(1, 90, 100), figures(2, 50, 100), figures(3, 20, 100)]
  expect(stoppingRule(falling).verdict).toBe('continue')
})
