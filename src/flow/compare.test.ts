/** Comparing a round of real answers over a real database with a second instance. */
import { afterEach, describe, expect, test } from 'vitest'
import { collect, type TestBench, type TestBenchOptions, testBench } from '../../test/test-bench.ts'
import { compareReport } from '../model/comparison.ts'
import { agreementsOf } from '../store/agreements.ts'
import { decisionsOf } from '../store/decisions.ts'
import { flagsOf } from '../store/flags.ts'
import { addRound, addRoundItems } from '../store/rounds.ts'
import { statesOf } from '../store/states.ts'
import { compare } from './compare.ts'
import type { OpenInstance } from './judging/instances.ts'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]()
})

/** Agent's and person's SQL, with the class that has to come out. */
const CASES = {
  'same-text': ['SELECT maker FROM car', 'select maker  from car'],
  'same-on-all-instances': ['SELECT maker FROM car WHERE doors = 2', 'SELECT maker FROM car WHERE doors < 3'],
  'same-on-shipped-only': ['SELECT maker FROM car WHERE doors = 4', 'SELECT maker FROM car WHERE doors > 3'],
  'differ-duplicates-only': ['SELECT maker FROM car', 'SELECT DISTINCT maker FROM car'],
  'differ-columns-only': ['SELECT maker FROM car', 'SELECT maker, doors FROM car'],
  differ: ['SELECT count(*) FROM car', 'SELECT count(*) FROM car WHERE doors = 4'],
  error: ['SELECT colour FROM car', 'SELECT maker FROM car'],
  refused: ['DROP TABLE car', 'DELETE FROM car'],
} as const

async function bench(options: TestBenchOptions = {}): Promise<TestBench> {
  const made = await testBench({ policy: { audit: 0 }, ...options })
  open.push(made)
  return made
}

async function answered(b: TestBench, cases: Record<string, readonly [string, string]>, round = 1) {
  const ids = await b.ask('cars', Object.keys(cases))
  await addRound(
    b.store.db,
    b.round(round),
    ids.map((question, position) => ({ round, question, part: 'main', position })),
  )
  for (const [i, [agent, person]] of Object.values(cases).entries()) {
    await b.answer({ question: ids[i]!, kind: 'agent', name: 'm', sql: agent, round })
    await b.answer({ question: ids[i]!, kind: 'annotator', name: 'ann', sql: person, round })
  }
  return ids
}

describe('compare', () => {
  test('gives each two answers their class, counts them, and routes each question', async () => {
    const b = await bench()
    const ids = await answered(b, CASES)
    const { report } = await collect(compare(b))
    expect(compareReport.parse(report)).toEqual(report)
    expect(report.byClass).toEqual(Object.fromEntries(Object.keys(CASES).map((name) => [name, 1])))
    expect(report).toMatchObject({ round: 1, n: 7, notCounted: 1, disagreements: 5, compared: 8, settled: 2 })
    expect(report.rate).toBeCloseTo(5 / 7, 12)
    expect(report.interval[0]).toBeLessThan(5 / 7)
    const states = await statesOf(b.store.db, ids)
    expect(ids.map((id) => states.get(id))).toEqual([
      'settled',
      'settled',
      ...Array.from({ length: 6 }, () => 'disputed'),
    ])
    const [shippedOnly] = await agreementsOf(b.store.db, [ids[2]!])
    expect(shippedOnly!.counterExample).toMatchObject({ instance: 'cars-2.sqlite', b: [['Opel'], ['Fiat']] })
    const [failing] = await agreementsOf(b.store.db, [ids[6]!])
    expect(failing).toMatchObject({ side: 'a', shipped: { message: 'no such column: colour' } })
    expect((await flagsOf(b.store.db, ids)).map((one) => [one.question, one.reason])).toEqual([
      [ids[7], 'both-fail'],
    ])
    const [decision] = await decisionsOf(b.store.db, [ids[1]!])
    expect(decision).toMatchObject({
      accept: 'agreement',
      sql: CASES['same-on-all-instances'][1],
      sqlAlternatives: [CASES['same-on-all-instances'][0]],
    })
  })

  test('again does nothing, and takes up what has come since', async () => {
    const b = await bench()
    const ids = await answered(b, { 'same-text': CASES['same-text'] })
    await collect(compare(b))
    expect((await collect(compare(b))).report).toMatchObject({ compared: 0, n: 1, settled: 0 })
    const [late] = await b.ask('cars', ['late?'])
    await addRoundItems(b.store.db, [{ round: 1, question: late!, part: 'main', position: 9 }])
    expect((await collect(compare(b))).report.waiting).toEqual({ agent: 1, annotator: 1 })
    await b.answer({ question: late!, kind: 'agent', name: 'm', sql: 'SELECT 1', recorded: true })
    await b.answer({ question: late!, kind: 'annotator', name: 'ann', sql: 'SELECT 2' })
    const { report } = await collect(compare(b))
    expect(report).toMatchObject({ compared: 1, n: 2, disagreements: 1, recorded: true })
    expect(await decisionsOf(b.store.db, ids)).toHaveLength(1)
  })

  test('two at once compare everything once', async () => {
    const b = await bench()
    await answered(b, CASES)
    const both = await Promise.all([collect(compare(b)), collect(compare(b))])
    expect(both[0].report.compared + both[1].report.compared).toBe(8)
    expect((await collect(compare(b))).report).toMatchObject({ n: 7, notCounted: 1, left: 0 })
  })

  test('waits for every person that a question needs, and compares people apart', async () => {
    const b = await bench()
    const [id] = await b.ask('cars', ['How many?'])
    const sql = 'SELECT count(*) FROM car'
    await addRound(b.store.db, b.round(1, { annotators: 2 }), [
      { round: 1, question: id!, part: 'main', position: 0 },
    ])
    await b.answer({ question: id!, kind: 'agent', name: 'm', sql })
    await b.answer({ question: id!, kind: 'annotator', name: 'ann', sql })
    expect((await collect(compare(b))).report).toMatchObject({ n: 1, settled: 0, people: null })
    await b.answer({ question: id!, kind: 'annotator', name: 'bob', sql: 'SELECT count(id) FROM car' })
    expect((await collect(compare(b))).report).toMatchObject({
      n: 2,
      disagreements: 0,
      settled: 1,
      people: { n: 1, disagreements: 0 },
    })
  })

  test('an audit share of the agreements is left to a reviewer, the same on every run', async () => {
    const all = await bench({ policy: { audit: 1 } })
    const [id] = await answered(all, { 'same-text': CASES['same-text'] })
    expect((await collect(compare(all))).report).toMatchObject({ settled: 0, toAudit: 1 })
    expect((await statesOf(all.store.db, [id!])).get(id!)).toBe('agreed')
    expect((await collect(compare(all))).report).toMatchObject({ compared: 0, settled: 0 })
  })

  test('anchors are counted apart, though they were settled before', async () => {
    const b = await bench()
    const [anchor] = await answered(b, { differ: CASES.differ })
    await collect(compare(b))
    await b.settle(anchor!, CASES.differ[0])
    const [fresh] = await b.ask('cars', ['new?'])
    await addRound(b.store.db, b.round(2, { anchor: 1 }), [
      { round: 2, question: fresh!, part: 'main', position: 0 },
      { round: 2, question: anchor!, part: 'anchor', position: 1 },
    ])
    for (const [question, agent] of [
      [fresh!, 'SELECT 2'],
      [anchor!, 'SELECT count(*) FROM car'],
    ] as const) {
      await b.answer({ question, kind: 'agent', name: 'm', sql: agent, round: 2 })
      await b.answer({ question, kind: 'annotator', name: 'ann', sql: CASES.differ[0], round: 2 })
    }
    expect((await collect(compare(b, { round: 2 }))).report).toMatchObject({
      round: 2,
      n: 1,
      disagreements: 1,
      anchor: { n: 1, disagreements: 0, rate: 0 },
    })
    expect((await collect(compare(b, { round: 1 }))).report.anchor).toMatchObject({ disagreements: 1 })
  })

  test('another judge judges again, and its word counts', async () => {
    const b = await bench()
    const [id] = await answered(b, { 'same-on-all-instances': CASES['same-on-all-instances'] })
    await collect(compare(b))
    const fresh = async (sql: string) => {
      const rows = sql.includes('< 3') ? [['Reva']] : []
      return {
        kind: 'rows' as const,
        columns: [{ name: 'maker', type: 'text' }],
        rows,
        rowCount: rows.length,
        truncated: false,
        elapsedMs: 0,
      }
    }
    const made: OpenInstance = {
      name: 'made',
      run: fresh,
      made: { seed: 4, tables: { car: [[1, 1, 'Reva']] }, sql: '' },
    }
    const more = {
      version: 'made1',
      async *make() {
        yield made
      },
    }
    const { report } = await collect(compare(b, { more }))
    expect(report).toMatchObject({
      compared: 1,
      n: 1,
      disagreements: 1,
      byClass: { 'same-on-shipped-only': 1 },
    })
    expect(await agreementsOf(b.store.db, [id!])).toHaveLength(2)
  })
})
