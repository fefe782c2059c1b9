/** Drafting through the store, with a real database and a scripted model server. */
import { afterEach, describe, expect, test } from 'vitest'
import { inOrder, type Rule, startModelServer, told } from '../../test/model-server/server.ts'
import { collect, type TestBench, testBench } from '../../test/test-bench.ts'
import { draftReport } from '../model/drafting.ts'
import { canonicalJson } from '../model/ids.ts'
import { candidatesOf } from '../store/candidates.ts'
import { takeLeases } from '../store/leases.ts'
import { addRound, closeRound } from '../store/rounds.ts'
import { replayDraft } from './answering/replay-draft.ts'
import { draft } from './draft.ts'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]()
})

const answer = (sql: string) => ({ call: [['give_final_answer', { sql, explanation: 'so' }]] }) as const

/** Answers by what is asked; a question without an answer is one the model gives up on. */
const byQuestion: Rule = (request) => {
  const text = told(request)
  if (text.includes('How many cars')) return answer('SELECT count(*) FROM car')
  if (text.includes('two doors')) return answer('SELECT maker FROM car WHERE doors = 2')
  return { call: [['give_final_answer', { sql: '', explanation: 'it is not in the data' }]] }
}

async function bench(...rules: Rule[]) {
  const server = await startModelServer(...rules)
  open.push(server)
  const model = {
    provider: 'openai-compatible',
    baseUrl: server.baseUrl,
    model: 'tiny',
    attempts: 1,
    concurrency: 2,
    price: { input: 1, output: 10 },
  }
  const made = await testBench({ models: { m: model } })
  open.push(made)
  return { server, bench: made }
}

async function cars(bench: TestBench): Promise<string[]> {
  return bench.ask('cars', ['How many cars are there?', 'Which makers have two doors?', 'Who owns them?'])
}

describe('draft', () => {
  test('answers what is open, keeps every step, and has nothing left to do', async () => {
    const { bench: b, server } = await bench(byQuestion)
    const ids = await cars(b)
    const { report, notes } = await collect(draft(b, { strategy: 'agent' }))
    expect(draftReport.parse(report)).toEqual(report)
    expect(report).toMatchObject({
      round: 0,
      strategy: 'agent',
      drafted: 3,
      byOutcome: { answered: 2, 'no-answer': 1, unavailable: 0 },
      left: 0,
    })
    expect(report.cost.usd).toBeCloseTo((report.cost.inputTokens + 10 * report.cost.outputTokens) / 1e6, 9)
    expect(report.recorded).toBeUndefined()
    expect(notes[0]).toContain('Model "m" sees of cars (egress rows)')
    const asked = server.requests.length
    const again = await collect(draft(b, { strategy: 'agent' }))
    expect(again.report).toMatchObject({ drafted: 0, left: 0 })
    expect(server.requests.length).toBe(asked)
    const found = await candidatesOf(b.store.db, ids)
    expect(found.map((one) => [one.kind, one.outcome, one.sql])).toContainEqual([
      'agent',
      'answered',
      'SELECT maker FROM car WHERE doors = 2',
    ])
    for (const one of found) expect(await replayDraft(b, one.id)).toMatchObject({ equal: true })
  })

  test('in a round asks about its questions alone, with its guidelines, anchors too', async () => {
    const { bench: b, server } = await bench(byQuestion)
    const [first, second] = (await cars(b)) as [string, string, string]
    await b.publish('Count with count(*)')
    await b.settle(second, 'SELECT maker FROM car WHERE doors = 2')
    await addRound(b.store.db, b.round(1), [
      { round: 1, question: first, part: 'main', position: 0 },
      { round: 1, question: second, part: 'anchor', position: 1 },
    ])
    const { report } = await collect(draft(b, { strategy: 'agent' }))
    expect(report).toMatchObject({ round: 1, drafted: 2 })
    expect(server.requests.every((request) => told(request).includes('1. Count with count(*)'))).toBe(true)
    const found = await candidatesOf(b.store.db, [first, second], { kind: 'agent' })
    expect(found.map((one) => [one.round, one.guidelineVersion])).toEqual([
      [1, 1],
      [1, 1],
    ])
    await closeRound(b.store.db, { round: 1, verdict: 'continue', figures: {}, by: 'mara', at: b.at() })
    await expect(collect(draft(b, { strategy: 'agent', round: 7 }))).rejects.toThrow('Cannot find round 7')
  })

  test('asks again under new guidelines where it is told to', async () => {
    const { bench: b } = await bench(byQuestion)
    const [id] = await b.ask('cars', ['How many cars are there?'])
    await collect(draft(b, { strategy: 'agent' }))
    await b.publish('Count with count(*)')
    expect((await collect(draft(b, { strategy: 'agent' }))).report.drafted).toBe(0)
    expect((await collect(draft(b, { strategy: 'agent', again: true }))).report.drafted).toBe(1)
    const found = await candidatesOf(b.store.db, [id!])
    expect(found.map((one) => one.guidelineVersion)).toEqual([0, 1])
  })

  test('one call and further samples stand beside the agent', async () => {
    const { bench: b, server } = await bench((request) =>
      request.tools.length > 0 ? byQuestion(request) : { say: '```sql\nSELECT count(*) FROM car\n```' },
    )
    const [id] = await b.ask('cars', ['How many cars are there?'])
    await collect(draft(b, { strategy: 'agent', samples: 3 }))
    await collect(draft(b, { strategy: 'one-shot' }))
    const found = await candidatesOf(b.store.db, [id!])
    expect(found.map((one) => `${one.kind} ${one.strategy} ${one.sample}`).sort()).toEqual([
      'agent agent 0',
      'one-shot one-shot 0',
      'policy-sample agent 1',
      'policy-sample agent 2',
    ])
    const warm = server.requests.filter((request) => (request.temperature ?? 0) > 0)
    expect(warm.length).toBeGreaterThan(0)
    for (const one of found) expect((await replayDraft(b, one.id)).equal).toBe(true)
  })

  test('what could not be had is not stored and is asked again; what was stored is not', async () => {
    let down = true
    const { bench: b, server } = await bench((request) =>
      down && told(request).includes('two doors') ? { status: 503 } : byQuestion(request),
    )
    await cars(b)
    const first = await collect(draft(b, { strategy: 'agent' }))
    expect(first.report).toMatchObject({ drafted: 2, byOutcome: { unavailable: 1 }, left: 1 })
    expect(first.notes.join()).toContain('No answer could be had for 1 question')
    down = false
    const before = server.requests.length
    const second = await collect(draft(b, { strategy: 'agent' }))
    expect(second.report).toMatchObject({ drafted: 1, left: 0 })
    expect(server.requests.length).toBe(before + 1)
  })

  test('a dry run asks nothing and tells what there is; a limit holds', async () => {
    const { bench: b, server } = await bench(byQuestion)
    await cars(b)
    const dry = await collect(draft(b, { strategy: 'agent', dryRun: true }))
    expect(server.requests).toHaveLength(0)
    expect(dry.report).toMatchObject({ drafted: 0, left: 3, forecast: { items: 3, basis: 'estimated' } })
    expect(dry.report.forecast!.costUsd).toBeGreaterThan(0)
    const one = await collect(draft(b, { strategy: 'agent', limit: 1 }))
    expect(one.report).toMatchObject({ drafted: 1, left: 2 })
    const measured = await collect(draft(b, { strategy: 'agent', dryRun: true }))
    expect(measured.report.forecast).toMatchObject({ items: 2, basis: 'measured' })
  })

  test('leaves what another process works on, and says that it is left', async () => {
    const { bench: b } = await bench(byQuestion)
    const [id] = await cars(b)
    const lease = { kind: 'draft:agent:m:0:0', holder: 'elsewhere:1:0', now: Date.now(), ttlMs: 60_000 }
    await takeLeases(b.store.db, [id!], lease)
    expect((await collect(draft(b, { strategy: 'agent' }))).report).toMatchObject({ drafted: 2, left: 1 })
  })

  test('two at once share the work and ask nothing twice', async () => {
    const { bench: b, server } = await bench(inOrder(answer('SELECT count(*) FROM car')))
    await b.ask(
      'cars',
      Array.from({ length: 12 }, (_, i) => `Question ${i}?`),
    )
    const both = await Promise.all([1, 2].map(() => collect(draft(b, { strategy: 'agent' }))))
    expect(both.reduce((sum, { report }) => sum + report.drafted, 0)).toBe(12)
    expect(new Set(server.requests.map((request) => canonicalJson(request.messages))).size).toBe(
      server.requests.length,
    )
  })
})
