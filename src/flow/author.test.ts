/** People write questions: where one is wanted, what is refused, and what becomes of it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestBench, testBench } from '../../test/test-bench.ts'
import { authorSubmitted, authorNext as nextSchema } from '../model/author.ts'
import { candidatesOf } from '../store/candidates.ts'
import { getQuestion } from '../store/questions.ts'
import { stageItemsOf } from '../store/stages.ts'
import { statesOf } from '../store/states.ts'
import { authorNext, submitQuestion, withdrawQuestion } from './author.ts'
import { editInstructions, listInstructions, showInstructions } from './instructions.ts'
import { registerSource } from './intake/register-source.ts'

let bench: TestBench
beforeEach(async () => {
  bench = await testBench()
})
afterEach(() => bench[Symbol.asyncDispose]())

test('a question joins the stage seed, with its SQL as the author’s answer and its nearest neighbours', async () => {
  const first = authorSubmitted.parse(
    await submitQuestion(bench, {
      db: 'cars',
      text: 'How many cars have four doors?',
      sql: 'SELECT count(*) FROM car WHERE doors = 4',
    }),
  )
  expect(first).toMatchObject({
    added: true,
    stage: 'seed',
    dataset: 'cars',
    rows: 1,
    nearest: [],
    warnings: [],
  })
  const second = await submitQuestion(bench, { db: 'cars', text: 'how many cars have four doors' })
  expect(second.nearest[0]).toMatchObject({ question: first.question })
  expect(second.nearest[0]!.distance).toBeCloseTo(0, 6)
  expect(second.warnings).toEqual(['It is close to "How many cars have four doors?" (cosine 1.00)'])
  const [answer] = await candidatesOf(bench.store.db, [first.question])
  expect(answer).toMatchObject({ id: first.candidate, kind: 'author', name: 'mara' })
  const items = await stageItemsOf(bench.store.db, 'seed')
  expect(items.map((one) => one.question)).toEqual([first.question, second.question])
})

test('the same question again is the same question, and the same SQL the same answer', async () => {
  const options = { db: 'pets', text: 'Who is there?', sql: 'SELECT name FROM pet' }
  const first = await submitQuestion(bench, options)
  const again = await submitQuestion(bench, options)
  expect(again).toMatchObject({ question: first.question, candidate: first.candidate, added: false })
  const other = await submitQuestion(bench, { ...options, sql: 'SELECT DISTINCT name FROM pet' })
  expect(other.candidate).not.toBe(first.candidate)
})

test('SQL that does not run, unknown databases and empty words are refused, and nothing is stored', async () => {
  const broken = submitQuestion(bench, { db: 'cars', text: 'Which?', sql: 'SELECT colour FROM car' })
  await expect(broken).rejects.toThrow(/SQL does not run over "cars": no such column: colour/)
  const write = submitQuestion(bench, { db: 'cars', text: 'Which?', sql: 'DELETE FROM car' })
  await expect(write).rejects.toThrow(/does not run/)
  await expect(submitQuestion(bench, { db: 'car', text: 'Which?' })).rejects.toMatchObject({
    message: 'Cannot find the source "car"',
    hint: 'Did you mean "cars"?',
  })
  await expect(submitQuestion(bench, { db: 'cars', text: '  ' })).rejects.toThrow(/no words/)
  expect(await stageItemsOf(bench.store.db, 'seed')).toEqual([])
})

test('the next question is wanted where there are the fewest, with what is not covered yet', async () => {
  expect(nextSchema.parse(await authorNext(bench))).toMatchObject({ db: 'cars', instructions: null })
  await submitQuestion(bench, {
    db: 'cars',
    text: 'Which makers are there?',
    sql: 'SELECT DISTINCT maker FROM car',
  })
  await editInstructions(bench, { dataset: 'pets', text: 'Ask as an owner would.' })
  const next = await authorNext(bench)
  expect(next).toMatchObject({
    db: 'pets',
    instructions: { version: 1, text: 'Ask as an owner would.' },
    notCovered: { tables: ['pet'] },
    questions: { database: 0, perDataset: { cars: 1, pets: 0 } },
  })
  const cars = await authorNext(bench, { dataset: 'cars' })
  expect(cars.notCovered).toEqual({
    tables: [],
    columns: [
      { table: 'car', column: 'id' },
      { table: 'car', column: 'doors' },
    ],
  })
  await expect(authorNext(bench, { dataset: 'pest' })).rejects.toMatchObject({ hint: 'Did you mean "pets"?' })
})

test('a question over a test database goes into no stage', async () => {
  const { DatabaseSync } = await import('@photostructure/sqlite')
  const file = `${bench.folder}/ships.sqlite`
  const database = new DatabaseSync(file)
  database.exec('CREATE TABLE ship (name TEXT); INSERT INTO ship VALUES (1)')
  database.close()
  const spec = {
    name: 'ships',
    url: `sqlite:${file}`,
    dataset: 'sea',
    split: 'test',
    egress: 'schema',
  } as const
  await registerSource(bench, spec)
  const done = await submitQuestion(bench, { db: 'ships', text: 'Which ships are there?' })
  expect(done).toMatchObject({ split: 'test', stage: null })
  expect(done.warnings[0]).toMatch(/test database/)
  expect(await stageItemsOf(bench.store.db, 'seed')).toEqual([])
  expect(await authorNext(bench, { split: 'test' })).toMatchObject({ db: 'ships' })
})

test('a withdrawn question is dropped, once', async () => {
  const { question } = await submitQuestion(bench, { db: 'pets', text: 'Who is there?' })
  const first = await withdrawQuestion(bench, { question, reason: 'a slip' })
  expect(first).toEqual({ question, reason: 'a slip', withdrawn: true })
  expect(await withdrawQuestion(bench, { question, reason: 'again' })).toMatchObject({
    reason: 'a slip',
    withdrawn: false,
  })
  expect((await statesOf(bench.store.db, [question])).get(question)).toBe('dropped')
  expect(await getQuestion(bench.store.db, question)).toBeDefined()
  await expect(withdrawQuestion(bench, { question: 'q_no', reason: '' })).rejects.toThrow('Cannot find')
})

test('instructions are versions: the same text adds none, and none is ever changed', async () => {
  expect(await showInstructions(bench, 'pets')).toMatchObject({ version: null, versions: 0, text: null })
  expect(await editInstructions(bench, { dataset: 'pets', text: 'One\n' })).toMatchObject({
    version: 1,
    added: true,
  })
  expect(await editInstructions(bench, { dataset: 'pets', text: 'One' })).toMatchObject({ added: false })
  await editInstructions(bench, { dataset: 'pets', text: 'Two' })
  expect(await showInstructions(bench, 'pets')).toMatchObject({ version: 2, text: 'Two', by: 'mara' })
  expect(await showInstructions(bench, 'pets', 1)).toMatchObject({ version: 1, text: 'One', versions: 2 })
  await expect(showInstructions(bench, 'pets', 3)).rejects.toThrow(/there are 2 versions/)
  await expect(editInstructions(bench, { dataset: 'petz', text: 'x' })).rejects.toMatchObject({
    hint: 'Did you mean "pets"?',
  })
  expect((await listInstructions(bench)).map((one) => one.version)).toEqual([null, 2])
})
