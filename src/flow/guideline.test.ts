/** Guidelines over a real store and databases: what a version says, and what it did, computed from answers. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AnsweredTwice, answeredTwice } from '../../test/answered-twice.ts'
import type { Flow } from '../model/event.ts'
import { guidelineMeasureReport } from '../model/guideline-report.ts'
import { mcnemarMidP } from '../stats/mcnemar.ts'
import { add, diff, list, measure, publish, retire } from './guideline.ts'
import { decide } from './review.ts'

const RIGHT = 'SELECT DISTINCT name FROM shop'
const WRONG = 'SELECT name FROM shop'

async function report<Report>(flow: Flow<Report>): Promise<Report> {
  for (;;) {
    const step = await flow.next()
    if (step.done) return step.value
  }
}

let place: AnsweredTwice
beforeAll(async () => {
  place = await answeredTwice()
})
afterAll(() => place[Symbol.asyncDispose]())

test('rules are published in versions, and the same words are one rule', async () => {
  const question = await place.ask('Which names do shops have?')
  await expect(publish(place.bench)).rejects.toThrow('no rule was added or retired')
  const first = await add(place.bench, { text: 'Name the columns that you select.', cases: [question] })
  expect(first).toMatchObject({ added: true, scope: 'all', cases: [question], near: [] })
  expect(await add(place.bench, { text: ' Name the columns that you select. ' })).toMatchObject({
    added: false,
  })
  const like = await add(place.bench, { text: 'Name the columns you select', scope: 'dataset:retail' })
  expect(like.near).toMatchObject([{ rule: first.rule }])
  expect(await publish(place.bench, { note: 'first' })).toMatchObject({ version: 1, rules: 2 })
  await retire(place.bench, like.rule, 'says the same')
  expect((await list(place.bench)).rules.map((rule) => rule.status)).toEqual(['in-force', 'retiring'])
  expect(await publish(place.bench)).toMatchObject({ version: 2, rules: 1, added: [], retired: [like.rule] })
  expect(await diff(place.bench, 1, 2)).toMatchObject({ removed: [{ id: like.rule }], added: [], kept: 1 })
  await expect(diff(place.bench, 1, 9)).rejects.toThrow('Cannot find guideline version 9')
})

test('what cannot be a rule is said', async () => {
  await expect(add(place.bench, { text: ' ' })).rejects.toThrow('without words')
  await expect(add(place.bench, { text: 'x', scope: 'retail' })).rejects.toThrow('for "retail"')
  await expect(add(place.bench, { text: 'x', scope: 'database:shop' })).rejects.toMatchObject({
    hint: 'Did you mean "shops"?',
  })
  await expect(add(place.bench, { text: 'x', cases: ['q_none'] })).rejects.toThrow('"q_none"')
  await expect(retire(place.bench, 'g_none', '')).rejects.toThrow('Cannot find the rule "g_none"')
})

beforeEach(async () => {
  await place[Symbol.asyncDispose]()
  place = await answeredTwice()
})

/** Six questions answered under no guidelines; then under version 1, for which the first three are cases. */
async function underTwo(after: (at: number) => string): Promise<void> {
  const questions: string[] = []
  for (let at = 0; at < 6; at++) {
    const question = await place.ask(`Which shops, ${at}?`)
    questions.push(question)
    await place.twice(question, at < 4 ? WRONG : RIGHT, at < 4 ? RIGHT : WRONG)
  }
  await place.compare(1)
  for (const question of questions) await decide(place.bench, question, { accept: 'neither', sql: RIGHT })
  await add(place.bench, { text: 'Say DISTINCT where names are asked for', cases: questions.slice(0, 3) })
  await publish(place.bench)
  for (const [at, question] of questions.entries())
    await place.answer(question, { sql: after(at), round: 2, guidelineVersion: 1 })
}

test('the effect is paired, on the causing questions and on the others', async () => {
  await underTwo((at) => (at === 2 || at === 5 ? WRONG : RIGHT))
  const told = guidelineMeasureReport.parse(await report(measure(place.bench, { from: 0, to: 1 })))
  expect(told).toMatchObject({ n: 6, excluded: 0, cost: { calls: 0, usd: 0 } })
  expect(told.causing).toMatchObject({ n: 3, before: 1, after: 1 / 3, mcnemarP: mcnemarMidP(2, 0) })
  expect(told.causing.difference).toBeCloseTo(-2 / 3)
  expect(told.untouched).toMatchObject({
    n: 3,
    before: 1 / 3,
    after: 1 / 3,
    difference: 0,
    withinNoise: true,
  })
  expect(told.rules).toMatchObject([{ n: 3, enough: false }])
})

test('a guideline that helps nothing shows that, and a query that fails is no agreement', async () => {
  await underTwo((at) => (at < 4 ? 'SELECT nme FROM shop' : RIGHT))
  const told = await report(measure(place.bench, { from: 0, to: 1 }))
  expect(told.causing).toMatchObject({ before: 1, after: 1, difference: 0, mcnemarP: 1, withinNoise: true })
})

test('without answers under both there is nothing to measure', async () => {
  await add(place.bench, { text: 'One rule' })
  await publish(place.bench)
  const told = await report(measure(place.bench, { from: 0, to: 1 }))
  expect(told).toMatchObject({ n: 0, causing: { n: 0, before: null, interval: null }, rules: [{ n: 0 }] })
})
