/** Reviewing over a real store and databases: what is listed, what is shown without telling who wrote it, what a decision makes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AnsweredTwice, answeredTwice } from '../../test/answered-twice.ts'
import { reviewListReport, reviewShowReport } from '../model/review.ts'
import { decisionsOf } from '../store/decisions.ts'
import { addFlag } from '../store/flags.ts'
import { statesOf } from '../store/states.ts'
import { decide, list, show, undo } from './review.ts'

const BEST = 'SELECT name FROM shop ORDER BY rating DESC LIMIT 1'
const BEST_TIED = 'SELECT name FROM shop WHERE rating = (SELECT max(rating) FROM shop)'

let place: AnsweredTwice
const ids: Record<string, string> = {}
const stateOf = async (id: string) => (await statesOf(place.bench.store.db, [id])).get(id)

beforeAll(async () => {
  place = await answeredTwice()
  const pairs: Record<string, [agent: string, person: string]> = {
    best: [BEST, BEST_TIED],
    columns: ['SELECT name FROM city', 'SELECT name, people FROM city'],
    duplicates: ['SELECT name FROM shop', 'SELECT DISTINCT name FROM shop'],
    differ: ['SELECT name FROM city WHERE people > 125', 'SELECT name FROM city WHERE people > 200'],
    fails: ['SELECT nme FROM city', 'SELECT name FROM city ORDER BY id'],
    broken: ['SELECT x FROM city', 'SELECT y FROM city'],
    same: ['SELECT count(*) FROM city', 'SELECT count(*) FROM city'],
  }
  for (const [name, [agent, person]] of Object.entries(pairs)) {
    ids[name] = await place.ask(`What is ${name}?`)
    await place.twice(ids[name], agent, person)
  }
  ids.nothing = await place.ask('What is nothing?')
  await place.answer(ids.nothing, {})
  await place.answer(ids.nothing, { kind: 'annotator', sql: 'SELECT 1 FROM city' })
  ids.flagged = await place.ask('What is flagged?')
  const said = { question: ids.flagged, round: 1, kind: 'flag', reason: 'ambiguous', by: 'mara' } as const
  await addFlag(place.bench.store.db, { id: 'f_1', ...said, note: 'two readings', at: '2026-01-01' })
  await place.compare(1)
})
afterAll(() => place[Symbol.asyncDispose]())

test('the queue holds each dispute with its class and route, like beside like', async () => {
  const { items } = reviewListReport.parse(await list(place.bench))
  expect(items.map(({ item, class: name, route }) => [item, name, route])).toEqual([
    [ids.best, 'same-on-shipped-only', 'review'],
    [ids.columns, 'differ-columns-only', 'review'],
    [ids.duplicates, 'differ-duplicates-only', 'review'],
    [ids.differ, 'differ', 'review'],
    [ids.nothing, 'no-answer', 'review'],
    [ids.same, 'same-text', 'audit'],
    [ids.flagged, 'flagged', 'flagged'],
    [ids.fails, 'error', 'back'],
    [ids.broken, 'error', 'flagged'],
  ])
  expect((await list(place.bench, { class: 'differ' })).items).toHaveLength(1)
  expect((await list(place.bench, { round: 2 })).items).toEqual([])
})

test('a counter-example is shown with each side its own rows, and nothing tells who wrote which', async () => {
  const reviewers = ['rita', 'sam', 'tom', 'uwe', 'vera', 'will']
  const seen = await Promise.all(reviewers.map((name) => show(place.as(name), ids.best!)))
  for (const report of seen) {
    reviewShowReport.parse(report)
    const rows = (sql: string | null) => (sql === BEST ? [['Rose']] : [['Rose'], ['Oak']])
    expect(report.counterExample).toMatchObject({ a: rows(report.a.sql), b: rows(report.b.sql) })
    expect(report.counterExample!.instance).toContain('shops_2')
    const text = JSON.stringify(report)
    for (const telling of ['mara', 'drafter', 'annotator', 'agent', 'c_']) expect(text).not.toContain(telling)
  }
  expect(new Set(seen.map((report) => report.a.sql)).size).toBe(2)
  expect(await show(place.bench, ids.best!)).toMatchObject({
    a: { sql: seen[0]!.a.sql },
    b: { result: { kind: 'rows', rowCount: 1, truncated: false } },
  })
})

test('what separates two results is counted and said', async () => {
  const { a, difference } = await show(place.bench, ids.columns!)
  const wide = a.sql!.includes('people') ? 'A' : 'B'
  expect(difference).toMatchObject({ rows: { a: 3, b: 3, same: 3, onlyA: 0, onlyB: 0 } })
  expect(difference.words).toContain(`Columns only in ${wide}: people.`)
  const duplicates = await show(place.bench, ids.duplicates!)
  const [more, fewer] = duplicates.a.sql!.includes('DISTINCT') ? ['onlyB', 'onlyA'] : ['onlyA', 'onlyB']
  expect(duplicates.difference).toMatchObject({ [more!]: [['Rose']], [fewer!]: [] })
  const fails = await show(place.bench, ids.fails!)
  expect(fails.difference.words.join()).toMatch(/[AB] fails \(error\): .*nme/)
  const nothing = await show(place.bench, ids.nothing!)
  const side = nothing.a.sql === null ? nothing.a : nothing.b
  expect(side.noAnswer).toEqual({ reason: 'gave-up', note: 'no such column', steps: [] })
})

test('a decision settles, and only what runs can be gold', async () => {
  const { a } = await show(place.bench, ids.differ!)
  const settled = await decide(place.bench, ids.differ!, { accept: 'a', cause: 'guideline', note: 'as told' })
  expect(settled).toMatchObject({ effect: 'settled', sql: a.sql, cause: 'guideline', selfReviewed: false })
  expect(await stateOf(ids.differ!)).toBe('settled')
  const broken = (await show(place.bench, ids.fails!)).a.sql!.includes('nme') ? 'a' : 'b'
  await expect(decide(place.bench, ids.fails!, { accept: broken })).rejects.toThrow(/does not run.*nme/)
  await expect(decide(place.bench, ids.fails!, { accept: 'neither', sql: 'SELECT z' })).rejects.toThrow(
    /does not run/,
  )
  await expect(decide(place.bench, ids.differ!, { accept: 'b' })).rejects.toThrow(/rita has settled it/)
  await expect(decide(place.bench, ids.best!, { accept: 'neither' })).rejects.toThrow(/needs --sql/)
  await expect(show(place.bench, 'q_nothing')).rejects.toThrow(/Cannot find the question "q_nothing"/)
  const empty = (await show(place.bench, ids.nothing!)).a.sql === null ? 'a' : 'b'
  await expect(decide(place.bench, ids.nothing!, { accept: empty })).rejects.toThrow(/gave no query/)
})

test('both keeps the other as an alternative; the annotator’s own review is marked', async () => {
  const mara = place.as('mara')
  const both = await decide(mara, ids.duplicates!, { accept: 'both' })
  expect(both).toMatchObject({ effect: 'settled', selfReviewed: true, by: 'mara' })
  expect([both.sql, ...both.sqlAlternatives!].sort()).toEqual([
    'SELECT DISTINCT name FROM shop',
    'SELECT name FROM shop',
  ])
})

test('better words send the question back to both sides; undo brings the dispute back', async () => {
  const { db } = place.bench.store
  const words = 'Which cities are there, with their people?'
  const again = await decide(place.bench, ids.columns!, { accept: 'ambiguous', question: words })
  expect(again).toMatchObject({ effect: 'again', questionText: words })
  expect(await stateOf(ids.columns!)).toBe('open')
  expect(await undo(place.bench, ids.columns!)).toMatchObject({ accept: 'ambiguous', state: 'disputed' })
  await expect(undo(place.bench, ids.columns!)).rejects.toThrow(/nothing was decided/)
  expect((await show(place.bench, ids.columns!)).question).toBe('What is columns?')
  await decide(place.bench, ids.columns!, { accept: 'neither', drop: true })
  expect(await stateOf(ids.columns!)).toBe('dropped')
  expect((await decisionsOf(db, [ids.columns!])).map((one) => one.effect)).toEqual([
    'again',
    'undone',
    'dropped',
  ])
})

test('of two reviewers at once one decides', async () => {
  const results = await Promise.allSettled([
    decide(place.as('sam'), ids.best!, { accept: 'a' }),
    decide(place.as('tom'), ids.best!, { accept: 'b' }),
  ])
  expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await decisionsOf(place.bench.store.db, [ids.best!])).toHaveLength(1)
})
