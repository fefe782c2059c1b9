/** Blindness: whoever is still to answer a question reads nothing of what others said of it, by any verb that reads. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startModelServer } from '../../test/model-server/server.ts'
import { collect, type TestBench, testBench } from '../../test/test-bench.ts'
import { addRound } from '../store/rounds.ts'
import { next, say, submit } from './annotate.ts'
import { replayDraft } from './answering/replay-draft.ts'
import { compare } from './compare.ts'
import { draft } from './draft.ts'
import { decide, list, show } from './review.ts'
import { status } from './round.ts'
import { lineageOf } from './show.ts'
import { overview } from './status.ts'

const MARKER = 'planted_7431'
const AGENT = `SELECT count(*) AS n, '${MARKER}' AS agent FROM car`
const ANN = `SELECT count(*) AS n, '${MARKER}' AS ann FROM car WHERE doors = 4`
const SECRET = /planted_7431|disputed|agreed|differ|drafted|answered by|ann,/
const TABLES = ['questions', 'candidates', 'agreements', 'decisions', 'calls', 'guidelineRules'] as const

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]()
})

let b: TestBench
/** One that the round asks, one that was settled before and is asked again. */
let main: string
let anchor: string

beforeEach(async () => {
  const server = await startModelServer(() => ({
    call: [['give_final_answer', { sql: AGENT, explanation: MARKER }]],
  }))
  open.push(server)
  const model = { provider: 'openai-compatible', baseUrl: server.baseUrl, model: 'tiny', attempts: 1 }
  b = await testBench({ models: { m: model } })
  open.push(b)
  ;[main, anchor] = (await b.ask('cars', ['How many cars?', 'How many cars again?'])) as [string, string]
  await b.publish('Be exact', { cases: [main], good: [AGENT] })
  await b.settle(anchor, AGENT)
  await addRound(b.store.db, b.round(1, { annotators: 2 }), [
    { round: 1, question: main, part: 'main', position: 0 },
    { round: 1, question: anchor, part: 'anchor', position: 1 },
  ])
  await collect(draft(b, { strategy: 'agent' }))
  for (const item of [main, anchor]) {
    expect((await next(as('ann'))).item).toBe(item)
    await submit(as('ann'), item, { sql: ANN, note: MARKER })
  }
  await collect(compare(b))
})

const as = (person: string): TestBench => ({ ...b, person, models: b.models })

async function everyId(): Promise<Record<(typeof TABLES)[number], string[]>> {
  const { db } = b.store
  const all = TABLES.map(async (table) => {
    const rows = await sql<{ id: string }>`select id from ${sql.table(table)}`.execute(db)
    return [table, rows.rows.map((row) => row.id)] as const
  })
  return Object.fromEntries(await Promise.all(all)) as Record<(typeof TABLES)[number], string[]>
}

/** What a verb says, refusals too. */
async function said(verb: Promise<unknown>): Promise<string> {
  const outcome = await verb.catch((error: Error) => error)
  return outcome instanceof Error ? `refused: ${outcome.message}` : JSON.stringify(outcome)
}

/** What every reading verb says to a person, by the verb. */
async function readBy(person: string): Promise<Map<string, string>> {
  const bench = as(person)
  const ids = await everyId()
  const read = new Map<string, string>([
    ['annotate next', await said(next(bench))],
    ['review list', await said(list(bench))],
    ['status', await said(overview(bench))],
    ['round status', await said(status(bench))],
  ])
  for (const id of Object.values(ids).flat()) read.set(`show ${id}`, await said(lineageOf(bench, id)))
  for (const id of ids.questions) {
    read.set(`review show ${id}`, await said(show(bench, id)))
    read.set(`review decide ${id}`, await said(decide(bench, id, { accept: 'a' })))
  }
  for (const id of ids.candidates) read.set(`draft --replay ${id}`, await said(replayDraft(bench, id)))
  return read
}

/** The verbs that told the person something planted. */
async function tellingVerbs(person: string): Promise<string[]> {
  return [...(await readBy(person))].filter(([, text]) => text.includes(MARKER)).map(([verb]) => verb)
}

test('nothing planted in an answer is read before one’s own, and all of it afterwards', async () => {
  expect((await next(as('bob'))).item).toBe(main)
  expect(await tellingVerbs('bob')).toEqual([])
  const { candidates, agreements, calls } = await everyId()
  expect([candidates.length, agreements.length, calls.length]).toEqual([4, 2, 2])

  await submit(as('bob'), main, { sql: 'SELECT 1' })
  const telling = (await tellingVerbs('bob')).filter((verb) => verb.startsWith('show c_'))
  // The agent's and ann's answer to the one question; the other is still open to him.
  expect(telling).toHaveLength(2)
  const onAnchor = await b.store.db
    .selectFrom('candidates')
    .select('id')
    .where('question', '=', anchor)
    .execute()
  for (const { id } of onAnchor) {
    expect(telling).not.toContain(`show ${id}`)
    await expect(replayDraft(as('bob'), id)).rejects.toThrow('you have not answered its question yet')
  }

  expect((await next(as('bob'))).item).toBe(anchor)
  await say(as('bob'), { item: anchor, kind: 'skip' }, { reason: 'other' })
  expect((await tellingVerbs('bob')).filter((verb) => verb.startsWith('show c_'))).toHaveLength(4)
})

test('the page of an open question tells neither that nor how others answered', async () => {
  await next(as('bob'))
  const page = await lineageOf(as('bob'), main)
  expect(page).toMatchObject({ is: { text: 'How many cars?', withheld: true }, children: [] })
  expect(JSON.stringify(page)).not.toMatch(SECRET)
  await expect(lineageOf(as('bob'), (await everyId()).agreements[0]!)).rejects.toMatchObject({
    message: expect.stringContaining('you have not answered its question yet'),
    hint: 'concord annotate next --as bob',
  })
})

test('who takes no part in the round reads what there is', async () => {
  const rita = as('rita')
  expect((await lineageOf(rita, main)).children.length).toBeGreaterThan(0)
  const { candidates } = await everyId()
  for (const id of candidates) expect(await said(lineageOf(rita, id))).toContain(MARKER)
})

test('nobody reviews a question before all whom it wants have answered', async () => {
  const rita = as('rita')
  expect((await list(rita)).items).toEqual([])
  await expect(show(rita, main)).rejects.toThrow('not everybody whom the open round wants has answered')
  await expect(decide(rita, main, { accept: 'a' })).rejects.toThrow('not everybody')
  expect((await collect(compare(b))).report.waiting).toEqual({ agent: 0, annotator: 2 })

  expect((await next(as('bob'))).item).toBe(main)
  await submit(as('bob'), main, { sql: ANN })
  await collect(compare(b))
  expect((await list(rita)).items.map((one) => one.item)).toEqual([main])
  expect((await show(rita, main)).a.sql).toContain(MARKER)
})
