/** Importing: what comes in, what is said of the rest, and that a second time brings in nothing. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  FARM,
  openTestWorkspace,
  reportOf,
  SHOP,
  type TestWorkspace,
} from '../../test/contracts/workspace.ts'
import { importReport } from '../model/import.ts'
import { eachBenchmarkItem } from '../store/benchmarks.ts'
import { candidatesOf, eachCandidate } from '../store/candidates.ts'
import { eachQuestion, findQuestions } from '../store/questions.ts'
import { getSource } from '../store/sources.ts'
import { importAnswers, importPairs } from './import.ts'
import { addNamed } from './source.ts'

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await openTestWorkspace()
  const shop = `sqlite:${workspace.database('dbs/shop/shop.sqlite', SHOP)}`
  workspace.database('dbs/farm/farm.sqlite', FARM)
  const trade = { dataset: 'trade', split: 'train', egress: 'schema' } as const
  await addNamed(workspace.bench, { ...trade, name: 'shop', url: shop })
})
afterEach(() => workspace[Symbol.asyncDispose]())

const PAIRS = [
  { id: 'p1', db_id: 'shop', question: 'How many customers?', sql: 'SELECT count(*) FROM customer' },
  {
    id: 'p2',
    db_id: 'shop',
    question: 'Who lives in Lund?',
    evidence: 'by name',
    sql: "SELECT name FROM customer WHERE city = 'Lund'",
    sql_alternatives: ["SELECT name FROM customer WHERE city IN ('Lund')"],
  },
  { id: 'p3', db_id: 'farm', question: 'How many cows?', sql: 'SELECT count(*) FROM cow' },
  { id: 'p4', db_id: 'shop', question: 'And without SQL?' },
]

function lines(name: string, items: readonly unknown[]): string {
  const path = join(workspace.folder, name)
  writeFileSync(path, items.map((item) => JSON.stringify(item)).join('\n'))
  return path
}

function asked(what: Partial<Parameters<typeof importPairs>[1]> & { path: string }) {
  const options = { format: undefined, as: 'pairs', dataset: 'trade', split: undefined, databases: undefined }
  return reportOf(importPairs(workspace.bench, { ...options, ...what } as never))
}

test('pairs become questions with the publisher as author, and the rest is named', async () => {
  const report = importReport.parse(await asked({ path: lines('p.jsonl', PAIRS) }))
  expect(report).toMatchObject({ imported: 2, skipped: 0, dataset: 'trade', format: 'jsonl' })
  expect(report.failed).toEqual([
    { item: 'p3', reason: expect.stringContaining('concord source add farm URL') },
    { item: 'p4', reason: 'It has no SQL' },
  ])
  const [id] = await findQuestions(workspace.bench.store.db, 'p2', 'trade')
  const answers = await candidatesOf(workspace.bench.store.db, [id!])
  expect(answers.map((one) => [one.kind, one.name, one.sample, one.sql])).toEqual([
    ['author', 'trade', 0, PAIRS[1]!.sql],
    ['author', 'trade', 1, PAIRS[1]!.sql_alternatives![0]],
  ])
})

test('a second time brings in nothing, and more of the same file brings in the rest', async () => {
  const path = lines('p.jsonl', PAIRS)
  await asked({ path })
  expect(await asked({ path })).toMatchObject({ imported: 0, skipped: 2 })
  const databases = join(workspace.folder, 'dbs')
  const rest = await asked({ path, databases })
  expect(rest).toMatchObject({ imported: 1, skipped: 2, sources: ['farm'] })
  expect(await getSource(workspace.bench.store.db, 'farm')).toMatchObject({
    url: 'sqlite:dbs/farm/farm.sqlite',
    split: 'train',
    egress: 'schema',
  })
})

test('as questions the SQL stays out', async () => {
  expect(await asked({ path: lines('p.jsonl', PAIRS), as: 'questions' })).toMatchObject({ imported: 3 })
  const questions = []
  for await (const one of eachQuestion(workspace.bench.store.db, {})) questions.push(one)
  expect(questions.map((one) => one.text)).toEqual([
    'How many customers?',
    'Who lives in Lund?',
    'And without SQL?',
  ])
  expect(questions[1]).toMatchObject({ evidence: 'by name', by: 'trade', split: 'train', origin: 'seed' })
  for await (const one of eachCandidate(workspace.bench.store.db, {})) throw new Error(one.id)
})

test('an item of the other split does not come in over a train database', async () => {
  const report = await asked({ path: lines('p.jsonl', [{ ...PAIRS[0], split: 'dev' }]) })
  expect(report.failed).toEqual([
    { item: 'p1', reason: 'It is a test item, but the source "shop" is on the train side' },
  ])
})

test('the same question again with other SQL keeps both answers', async () => {
  const other = { ...PAIRS[0], id: 'p9', sql: 'SELECT count(id) FROM customer' }
  const report = await asked({ path: lines('p.jsonl', [PAIRS[0], other, { ...PAIRS[0], id: 'p10' }]) })
  expect(report).toMatchObject({ imported: 2, skipped: 1, failed: [] })
  const [id] = await findQuestions(workspace.bench.store.db, 'p9')
  expect(await candidatesOf(workspace.bench.store.db, [id!])).toHaveLength(2)
})

test('the same question under another id with other SQL, in a later run, counts as imported', async () => {
  await asked({ path: lines('p.jsonl', [PAIRS[0]]) })
  const other = { ...PAIRS[0], id: 'p9', sql: 'SELECT count(id) FROM customer' }
  expect(await asked({ path: lines('q.jsonl', [other]) })).toMatchObject({ imported: 1, skipped: 0 })
  const path = lines('r.jsonl', [{ ...PAIRS[0], id: 'p10', sql_alternatives: ['SELECT 3'] }])
  expect(await asked({ path })).toMatchObject({ imported: 1, skipped: 0 })
  expect(await asked({ path })).toMatchObject({ imported: 0, skipped: 1 })
  const [id] = await findQuestions(workspace.bench.store.db, 'p10')
  expect(await candidatesOf(workspace.bench.store.db, [id!])).toHaveLength(3)
})

test('two files of a publisher without ids both come in, into the data set that is reported', async () => {
  const spider = (question: string) => JSON.stringify([{ db_id: 'shop', question, query: 'SELECT 1' }])
  for (const name of ['one', 'two']) {
    const path = join(workspace.folder, `${name}.json`)
    writeFileSync(path, spider(`Question ${name}?`))
    expect(await asked({ path, dataset: undefined })).toMatchObject({
      imported: 1,
      failed: [],
      dataset: 'trade',
    })
    expect(await findQuestions(workspace.bench.store.db, `spider-${name}-0`, 'trade')).toHaveLength(1)
  }
})

test('a NUL character costs its item alone, on every store', async () => {
  const hostile = [
    { ...PAIRS[0], id: 'n1', question: 'How\0many?' },
    { ...PAIRS[0], id: 'n2', sql_alternatives: ['SELECT 1\0'] },
  ]
  const report = await asked({ path: lines('p.jsonl', [...hostile, PAIRS[0]]) })
  expect(report).toMatchObject({ imported: 1, skipped: 0 })
  expect(report.failed).toEqual([
    { item: 'n1', reason: 'It has a NUL character in its "question"' },
    { item: 'n2', reason: 'It has a NUL character in its "sql_alternatives"' },
  ])
})

test('a file in no format says how an import names one', async () => {
  const path = lines('x.jsonl', [{ a: 1 }])
  await expect(asked({ path })).rejects.toMatchObject({
    hint: expect.stringContaining('concord import FORMAT'),
  })
})

test('an id that names another question already is refused', async () => {
  await asked({ path: lines('p.jsonl', PAIRS.slice(0, 1)) })
  const clash = await asked({ path: lines('q.jsonl', [{ ...PAIRS[1], id: 'p1' }]) })
  expect(clash).toMatchObject({ imported: 0, failed: [{ item: 'p1' }] })
})

test('a benchmark takes pairs over test databases alone', async () => {
  const databases = join(workspace.folder, 'dbs')
  const path = lines('b.jsonl', PAIRS)
  const report = await asked({ path, as: 'benchmark', dataset: 'held-out', split: 'test', databases })
  expect(report).toMatchObject({ imported: 1, dataset: 'held-out', split: 'test' })
  expect(report.failed.map((one) => one.item)).toEqual(['p1', 'p2', 'p4'])
  const again = await asked({ path, as: 'benchmark', dataset: 'held-out', split: 'test', databases })
  expect(again).toMatchObject({ imported: 0, skipped: 1 })
  for await (const one of eachBenchmarkItem(workspace.bench.store.db, 'held-out')) {
    expect(one).toMatchObject({ id: 'p3', position: 0, pair: { sql: 'SELECT count(*) FROM cow' } })
  }
})

test('answers from elsewhere become candidates of their round, once', async () => {
  await asked({ path: lines('p.jsonl', PAIRS) })
  const answers = [
    { id: 'p1', sql: 'SELECT count(id) FROM customer' },
    { id: 'p2', sql: ' ' },
    { id: 'p7', sql: 'SELECT 1' },
    { id: 'p1' },
  ]
  const options = {
    path: lines('a.jsonl', answers),
    dataset: 'trade',
    by: 'otto',
    kind: 'annotator',
    round: 2,
  }
  const report = await reportOf(importAnswers(workspace.bench, options as never))
  expect(report).toMatchObject({ imported: 2, skipped: 0 })
  expect(report.failed.map((one) => one.item)).toEqual(['a.jsonl line 4', 'p7'])
  const held = []
  for await (const one of eachCandidate(workspace.bench.store.db, { name: 'otto' })) held.push(one)
  expect(held.map((one) => [one.kind, one.round, one.outcome, one.sql])).toEqual([
    ['annotator', 2, 'answered', 'SELECT count(id) FROM customer'],
    ['annotator', 2, 'no-answer', undefined],
  ])
  expect(await reportOf(importAnswers(workspace.bench, options as never))).toMatchObject({
    imported: 0,
    skipped: 2,
  })
  lines('a.jsonl', [{ id: 'p1', sql: 'SELECT 7' }])
  expect(await reportOf(importAnswers(workspace.bench, options as never))).toMatchObject({
    imported: 0,
    failed: [{ item: 'p1', reason: 'otto has answered it in round 2 with other SQL' }],
  })
})
