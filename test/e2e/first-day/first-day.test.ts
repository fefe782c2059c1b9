/** A team's own first day, on databases and a model server of the test's: what comes out is what the test computes by itself. */
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Day, liveDay } from './day.ts'
import { counted, isAudit, isDisagreement, type Oracle, openOracle, wilson } from './expected.ts'
import { expectedProofs } from './expected-proofs.ts'
import { type Parts, partsOf } from './expected-rounds.ts'
import { type OwnJudge, openOwnJudge } from './own-judge.ts'
import { WHOLE_DAY } from './plans.ts'
import { openTeam, type Team } from './team.ts'
import { type DayPlace, openDayPlace } from './workspace.ts'

let place: DayPlace
let team: Team
let day: Day
let judge: OwnJudge
let oracle: Oracle
let parts: readonly [Parts, Parts, Parts]

beforeAll(async () => {
  place = await openDayPlace(WHOLE_DAY)
  team = openTeam({ workspace: place.workspace, seed: WHOLE_DAY.seed, env: { DATABASE_URL: '' } })
  judge = openOwnJudge(place.databases)
  oracle = openOracle(place.knowledge, judge)
  day = await liveDay(team, place)
  parts = partsOf(day.midday.rounds)
}, 900_000)

afterAll(async () => {
  judge?.[Symbol.dispose]()
  await place?.[Symbol.asyncDispose]()
})

test('every prompt was understood, and every failure of the server overcome', () => {
  expect(place.server.troubles).toEqual([])
  expect(place.server.requests.length).toBeGreaterThan(place.server.answers.length)
})

describe.each(['complexity', 'semantic', 'syntactic'] as const)('%s', (role) => {
  test('proves, refutes and leaves undecided what the table says', () => {
    const stage = day.morning.stages[role]
    const { tried, byVerdict } = expectedProofs(role, place.server.answers, {
      knowledge: place.knowledge,
      judge,
    })
    const { undecided = 0, proven = 0, ...refuted } = byVerdict
    // What a new question adds to its stage is told by all that are there: that is not computed again here.
    const { duplicate = 0, 'no-new-coverage': nothingNew = 0, ...rejected } = stage.rejected
    expect(stage).toMatchObject({ tried, undecided, accepted: proven - duplicate - nothingNew })
    expect(rejected).toEqual(refuted)
    expect(Math.min(stage.accepted, stage.undecided, Object.keys(stage.rejected).length)).toBeGreaterThan(0)
  })
})

test('every stage is whole, with what a person let in', () => {
  const { complexity, semantic, syntactic } = day.morning.stages
  const seeds = WHOLE_DAY.seeds.length
  const letIn = [...semantic.decided.values()].filter(Boolean).length
  expect(complexity).toMatchObject({ size: seeds, replaced: complexity.accepted, added: 0 })
  expect(semantic).toMatchObject({ size: seeds + semantic.accepted, added: semantic.accepted, replaced: 0 })
  expect(syntactic).toMatchObject({ size: semantic.size + letIn, replaced: syntactic.accepted, added: 0 })
})

test('each round has the classes, counts, rates and intervals of its answers', () => {
  for (const [at, { compare }] of day.midday.rounds.entries()) {
    const { main, anchors, version } = parts[at]!
    const { interval, ...expected } = oracle.compared(main, version)
    expect(compare).toMatchObject(expected)
    expectNear(compare.interval, interval)
    expect(main.length).toBe([...WHOLE_DAY.rounds, WHOLE_DAY.benchmark.length][at])
    if (at === 2) continue
    const { byClass: _, interval: own, ...again } = oracle.compared(anchors, version)
    expect(compare.anchor).toMatchObject(again)
    expectNear(compare.anchor!.interval, own)
  }
})

test('drafts are counted by how they end', () => {
  for (const { agent, oneShot, answered } of day.midday.rounds) {
    const none = [...answered.values()].filter((text) => oracle.known(text).agent === null).length
    const some = answered.size - none
    expect(agent.byOutcome).toEqual({ answered: 3 * some, 'no-answer': 3 * none, unavailable: 0 })
    expect(oneShot.byOutcome).toEqual({ answered: some, 'no-answer': none, unavailable: 0 })
  }
})

test('ten disputes of four classes and more wait for the reviewer, each with its class', () => {
  const disputes: string[] = []
  for (const [at, { reviewed }] of day.midday.rounds.entries()) {
    const { main, version } = parts[at]!
    const seen = [...reviewed.values()].filter((one) => !isAudit(one.class))
    const wanted = main.filter((text) => isDisagreement(oracle.classOf(text, version) ?? 'differ'))
    expect(seen.map((one) => one.text).sort()).toEqual(wanted.sort())
    for (const one of seen) expect(one.class).toBe(oracle.classOf(one.text, version) ?? 'no-answer')
    disputes.push(...seen.map((one) => one.class).filter(isDisagreement))
  }
  expect(disputes.length).toBeGreaterThanOrEqual(10)
  expect(Object.keys(counted(disputes)).length).toBeGreaterThanOrEqual(4)
})

test('the guidelines helped where they could, and nowhere else', () => {
  const { cases, measured, rounds } = day.midday
  const items = new Map([...rounds[0]!.answered].map(([item, text]) => [text, item]))
  const caused = new Set([...cases.values()].flat())
  const { anchors } = parts[1]
  const sides = {
    causing: anchors.filter((text) => caused.has(items.get(text)!)),
    untouched: anchors.filter((text) => !caused.has(items.get(text)!)),
  }
  expect(measured.n).toBe(anchors.length)
  for (const side of ['causing', 'untouched'] as const) {
    const [before, after] = [shareWrong(sides[side], 0), shareWrong(sides[side], 1)]
    expect(measured[side]).toMatchObject({ n: sides[side].length, before, after })
  }
})

test('a policy settles what is left as far as samples agree; its audited error is the one there is', () => {
  const { policy, releases } = day.evening
  const people = parts.slice(0, 2).flatMap(({ main, version }) => main.map((text) => ({ text, version })))
  const audited = people.filter(({ text }) => {
    const { agent, sampled } = oracle.known(text)
    return agent !== null && sampled === undefined
  })
  const errors = audited.filter(({ text, version }) => oracle.isWrong(text, version)).length
  const n = audited.length
  expect(policy.auditedError).toMatchObject({ n, errors, rate: errors / n })
  const refused = Object.values(policy.refused).reduce((sum, one) => sum + one, 0)
  expect(policy.settled + refused).toBe(day.morning.stages.syntactic.size - people.length)
  expect(policy.settled).toBeGreaterThan(0)
  expect(releases[0]).toMatchObject({ byPolicy: policy.settled, byPeople: people.length })
})

test('a release holds what was settled, and the same content has the same hash', () => {
  const [first, second] = day.evening.releases
  expect(second!.hash).toBe(first!.hash)
  const pairs = exportedPairs()
  expect(pairs.length).toBe(first!.byPeople + first!.byPolicy)
  const byPeople = new Set(parts.flatMap(({ main }) => main))
  for (const { question, db_id, sql } of pairs) {
    const settled = byPeople.has(question) ? oracle.known(question).right : oracle.answerUnder(question, 1)!
    const isRight = oracle.isNear(question, sql) || judge.isRight(db_id, settled, sql, true)
    expect([question, isRight]).toEqual([question, true])
  }
})

test('models are scored as the test scores them', () => {
  const { predicted, evaluation } = day.evening
  const { benchmark } = WHOLE_DAY
  const n = benchmark.length
  expect(evaluation.n).toBe(n)
  for (const model of ['untuned', 'tuned', 'reference'] as const) {
    const said = benchmark.map((one) => ({ ...one, sql: one[model] ?? one.right }))
    const share = (suite: boolean) =>
      said.filter(({ db, right, sql }) => judge.isRight(db, right, sql, suite)).length / n
    const score = evaluation.scores.find((one) => one.predictions === model)!
    expect(score).toMatchObject({ ex: share(false), exSuite: share(true) })
    if (score.intervalMethod === 'wilson') expectNear(score.interval, wilson(score.correct, n))
    const valid = said.filter(({ db, sql }) => judge.runs(db, sql)).length
    expect(predicted[model]).toMatchObject({ n, valid })
  }
})

test('the report is one file, the exports lie there, and the ledger holds every answer once', async () => {
  const { report, exports } = day.evening
  expect(readFileSync(report.path, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/i)
  for (const { files } of Object.values(exports))
    for (const { path } of files) expect([path, existsSync(path)]).toEqual([path, true])
  const status = await team.run<{ cost: { calls: number } }>(['status'])
  expect(status.cost.calls).toBe(place.server.answers.length)
})

test('the way from a question to all that came of it is shown', async () => {
  const [item] = day.midday.rounds[0]!.answered.keys()
  const shown = JSON.stringify(await team.run(['show', item!]))
  for (const noun of ['source', 'candidate', 'decision']) expect(shown).toContain(noun)
})

function shareWrong(texts: readonly string[], version: number): number | null {
  if (texts.length === 0) return null
  return texts.filter((text) => oracle.isWrong(text, version)).length / texts.length
}

function exportedPairs(): { question: string; db_id: string; sql: string }[] {
  return day.evening.exports.jsonl!.files.flatMap(({ path }) =>
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  )
}

function expectNear(found: readonly [number, number], wanted: readonly [number, number]): void {
  expect(found[0]).toBeCloseTo(wanted[0], 9)
  expect(found[1]).toBeCloseTo(wanted[1], 9)
}
