/** Annotating: blind, never more people on a question than wanted, and nothing lost when many ask at once. */
import { afterEach, describe, expect, test } from 'vitest'
import { type TestBench, testBench } from '../../test/test-bench.ts'
import { annotateNext, annotateSaid, annotateSubmit } from '../model/annotation.ts'
import { candidatesOf } from '../store/candidates.ts'
import { addFlag } from '../store/flags.ts'
import { addRound } from '../store/rounds.ts'
import { statesOf } from '../store/states.ts'
import { next, say, submit, undo } from './annotate.ts'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]()
})

async function bench(): Promise<TestBench> {
  const made = await testBench()
  open.push(made)
  return made
}

/** A round over new questions; the bench acts for whoever is named. */
async function round(b: TestBench, questions: number, annotators = 1): Promise<string[]> {
  const ids = await b.ask(
    'cars',
    Array.from({ length: questions }, (_, i) => `Question ${i}?`),
  )
  await addRound(
    b.store.db,
    b.round(1, { annotators, guidelineVersion: 0 }),
    ids.map((question, position) => ({ round: 1, question, part: 'main', position })),
  )
  return ids
}

const as = (b: TestBench, person: string): TestBench => ({ ...b, person, models: b.models })
const SQL = 'SELECT count(*) FROM car'

describe('annotate next', () => {
  test('gives the item of the contract, the same one again, and another once it is answered', async () => {
    const b = await bench()
    const [first, second] = (await round(b, 2)) as [string, string]
    const item = await next(b)
    expect(annotateNext.parse(item)).toEqual(item)
    expect(item).toMatchObject({ item: first, question: 'Question 0?', db_id: 'cars', round: 1 })
    if (item.item === null) throw new Error('nothing was given')
    expect(item.source).toBe(`sqlite:${b.folder}/databases/cars/cars.sqlite`)
    expect(item.tables.map((table) => table.name)).toEqual(['car'])
    expect((await next(b)).item).toBe(first)
    expect((await next(as(b, 'bob'))).item).toBe(second)
    expect(await next(as(b, 'cleo'))).toEqual({ item: null, waiting: 2 })
    const done = await submit(b, first, { sql: SQL, confidence: 3 })
    expect(annotateSubmit.parse(done)).toEqual(done)
    expect(await next(b)).toEqual({ item: null, waiting: 1 })
  })

  test('shows nothing of what anybody else said', async () => {
    const b = await bench()
    const secrets = ['SELECT 11 AS agent', 'SELECT 22 AS other', 'SELECT 33 AS gold', 'SELECT 44 AS author']
    const [id] = await b.ask('cars', ['How many?'])
    await b.publish('Be exact', { cases: [id!], good: [secrets[2]!, 'SELECT 55 AS example'] })
    await b.publish('Be brief', { good: [secrets[0]!, 'SELECT 66 AS example'] })
    await addRound(b.store.db, b.round(1, { annotators: 2, guidelineVersion: 2 }), [
      { round: 1, question: id!, part: 'anchor', position: 0 },
    ])
    await b.answer({ question: id!, kind: 'agent', name: 'm', sql: secrets[0]!, explanation: 'told you so' })
    await b.answer({ question: id!, kind: 'annotator', name: 'bob', sql: secrets[1]!, note: 'hidden note' })
    await b.answer({ question: id!, kind: 'author', name: 'cars', sql: secrets[3]!, round: 0 })
    await b.settle(id!, secrets[2]!)
    const shown = JSON.stringify(await next(b))
    expect(shown).toContain('How many?')
    for (const secret of [...secrets, 'told you so', 'hidden note', 'bob', 'settled', 'anchor']) {
      expect(shown).not.toContain(secret)
    }
    expect(shown).toContain('SELECT 66 AS example')
  })

  test('without a round takes what is open, and answers anchors that were settled before', async () => {
    const b = await bench()
    const [first, second] = (await b.ask('cars', ['one?', 'two?'])) as [string, string]
    await b.settle(first, SQL)
    expect((await next(b)).item).toBe(second)
    await addRound(b.store.db, b.round(1, { guidelineVersion: 0 }), [
      { round: 1, question: first, part: 'anchor', position: 0 },
    ])
    expect((await next(b)).item).toBe(first)
  })
})

describe('many at once', () => {
  test('no question gets more answers than wanted, and nobody answers one twice', async () => {
    const b = await bench()
    const ids = await round(b, 12, 2)
    const client = async (person: string) => {
      for (let turn = 0; turn < 20; turn++) {
        const { item } = await next(as(b, person))
        if (item === null) return
        await submit(as(b, person), item, { sql: `SELECT ${turn}` })
      }
    }
    await Promise.all(Array.from({ length: 20 }, (_, i) => client(`p${i}`)))
    const found = await candidatesOf(b.store.db, ids)
    const byQuestion = ids.map((id) => found.filter((one) => one.question === id).map((one) => one.name))
    expect(byQuestion.map((people) => people.length)).toEqual(ids.map(() => 2))
    expect(byQuestion.every(([x, y]) => x !== y)).toBe(true)
  })

  test('a question may want more people than its round', async () => {
    const b = await bench()
    const [id] = (await b.ask('cars', ['twice?'])) as [string]
    await addRound(b.store.db, b.round(1, { guidelineVersion: 0 }), [
      { round: 1, question: id, part: 'main', position: 0, annotators: 2 },
    ])
    for (const person of ['ann', 'bob']) {
      expect((await next(as(b, person))).item).toBe(id)
      await submit(as(b, person), id, { sql: SQL })
    }
    expect(await next(as(b, 'cleo'))).toEqual({ item: null, waiting: 0 })
  })

  test('what is kept for somebody is free again after a quarter of an hour', async () => {
    const b = await bench()
    const [id] = await round(b, 1)
    await next(b)
    expect((await next(as(b, 'bob'))).item).toBeNull()
    await expect(submit(as(b, 'bob'), id!, { sql: SQL })).rejects.toThrow('somebody else is at it')
    const later = { ...as(b, 'bob'), clock: () => new Date(Date.now() + 16 * 60_000) }
    expect((await next(later)).item).toBe(id)
    await submit(later, id!, { sql: SQL })
    await expect(submit(b, id!, { sql: SQL })).rejects.toThrow('it has the answers that it needs')
  })
})

describe('an answer', () => {
  test('has to run, unless it is forced, and is told what the rules say', async () => {
    const b = await bench()
    const [id] = await round(b, 1)
    await expect(submit(b, id!, { sql: 'SELECT colour FROM car' })).rejects.toThrow('no such column: colour')
    await expect(submit(b, id!, { sql: 'DROP TABLE car' })).rejects.toThrow('(refused)')
    expect(await candidatesOf(b.store.db, [id!])).toEqual([])
    const sql = "SELECT id FROM car WHERE maker = 'Opel'"
    const done = await submit(b, id!, { sql })
    expect(done).toMatchObject({ rows: 1, round: 1 })
    expect(done.findings.map((one) => one.rule)).toContain('string-literal-not-in-text')
    await expect(submit(b, id!, { sql: SQL })).rejects.toThrow('mara has answered it')
  })

  test('can be taken back and given again until the question is settled', async () => {
    const b = await bench()
    const [id] = await round(b, 1)
    await submit(b, id!, { sql: 'SELECT 1' })
    expect(annotateSaid.parse(await undo(b, id!)).said).toBe('answer taken back')
    expect((await next(b)).item).toBe(id)
    await submit(b, id!, { sql: 'SELECT 2' })
    expect((await candidatesOf(b.store.db, [id!])).map((one) => one.sql)).toEqual(['SELECT 2'])
    await expect(undo(as(b, 'bob'), id!)).rejects.toThrow('bob has said nothing')
    await b.settle(id!, 'SELECT 2', 1)
    await expect(undo(b, id!)).rejects.toThrow('it is settled already')
  })
})

describe('skip and flag', () => {
  test('a skip leaves the question to others, a flag to the reviewer', async () => {
    const b = await bench()
    const [first, second] = (await round(b, 2)) as [string, string]
    await say(b, { item: first, kind: 'skip' }, { reason: 'other' })
    expect((await next(b)).item).toBe(second)
    await say(b, { item: second, kind: 'flag' }, { reason: 'ambiguous', note: 'which cars?' })
    expect(await next(b)).toEqual({ item: null, waiting: 1 })
    expect((await next(as(b, 'bob'))).item).toBe(first)
    const states = await statesOf(b.store.db, [first, second])
    expect([states.get(first), states.get(second)]).toEqual(['open', 'disputed'])
    expect((await undo(b, second)).said).toBe('flag taken back')
    await expect(say(b, { item: second, kind: 'flag' }, { reason: 'data' })).rejects.toThrow(
      'you did so before',
    )
  })

  test('a flag of somebody else takes the question out of the queue', async () => {
    const b = await bench()
    const [id] = await round(b, 1)
    const flag = { question: id!, round: 1, kind: 'flag', by: 'bob' } as const
    await addFlag(b.store.db, { id: 'f_1', ...flag, reason: 'data', at: b.at() })
    expect((await next(b)).item).toBeNull()
  })
})
