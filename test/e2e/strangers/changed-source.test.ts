/** A source's file that vanishes or changes, between verbs or under one: said by name, and nothing is made of two contents. */
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, expect, test, vi } from 'vitest'
import { type Rule, startModelServer } from '../../model-server/server.ts'
import { type TestBench, testBench } from '../../test-bench.ts'
import { type Answers, known } from './answers.ts'
import { concord, type Ran, sentenceOf } from './concord.ts'
import { contentOf } from './content.ts'

vi.setConfig({ testTimeout: 60_000 })

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]()
})

const ANSWERS: Answers = {
  'How many cars are there?': 'SELECT count(*) FROM car',
  'Which makers are there?': 'SELECT DISTINCT maker FROM car',
  'Which cars have two doors?': 'SELECT id FROM car WHERE doors = 2',
}

async function place(rule: Rule = known({ answers: ANSWERS })): Promise<TestBench> {
  const server = await startModelServer(rule)
  open.push(server)
  const model = { provider: 'openai-compatible', baseUrl: server.baseUrl, model: 'm', concurrency: 1 }
  const bench = await testBench({ models: { m: model }, policy: { audit: 0 } })
  open.push(bench)
  return bench
}

function run(bench: TestBench, ...words: string[]): Promise<Ran> {
  return concord(['--json', '--quiet', ...words], { folder: bench.folder })
}

function fileOf(bench: TestBench, name = 'cars.sqlite'): string {
  return join(bench.folder, 'databases', 'cars', name)
}

function change(bench: TestBench, name?: string): void {
  using database = new DatabaseSync(fileOf(bench, name))
  database.exec("INSERT INTO car (doors, maker) VALUES (2, 'Lada')")
}

async function answered(bench: TestBench, only: readonly string[] = Object.keys(ANSWERS)): Promise<void> {
  const ids = await bench.ask('cars', only)
  for (const [i, question] of ids.entries()) {
    const sql = ANSWERS[only[i]!] ?? only[i]!
    await bench.answer({ question, kind: 'agent', name: 'm', sql, round: 0 })
    await bench.answer({ question, kind: 'annotator', name: 'ann', sql: `${sql} LIMIT 100`, round: 0 })
  }
}

const CHANGED =
  /^Cannot go on with the source "cars": its database has changed since it was read \(fingerprint [0-9a-f]{12} then, [0-9a-f]{12} now\)/

test('a file that changed between draft and compare is said by name and fingerprint, until it is read again', async () => {
  const bench = await place()
  await bench.ask('cars', Object.keys(ANSWERS))
  await run(bench, 'draft')
  await answered(bench)
  await bench.ask('cars', ['Who drives?'])
  change(bench)
  for (const words of [['draft'], ['compare'], ['annotate', 'next']]) {
    const said = sentenceOf(await run(bench, ...words))
    expect(said).toMatch(CHANGED)
    expect(said).toContain('concord source describe cars --refresh')
  }
  expect(contentOf(bench.folder).agreements).toEqual([])
  expect((await run(bench, 'source', 'describe', 'cars', '--refresh')).json).toMatchObject({ changed: false })
  expect((await run(bench, 'compare')).json).toMatchObject({ n: 3, disagreements: 0, left: 0 })
})

test('a file that changes while a model is asked leaves no answer behind', async () => {
  const bench: TestBench = await place((request) => {
    if (request.number === 2) change(bench)
    return known({ answers: ANSWERS })(request)
  })
  await bench.ask('cars', Object.keys(ANSWERS))
  expect(sentenceOf(await run(bench, 'draft'))).toMatch(CHANGED)
  expect(contentOf(bench.folder).candidates).toHaveLength(1)
  await run(bench, 'source', 'describe', 'cars', '--refresh')
  expect((await run(bench, 'draft')).json).toMatchObject({ left: 0 })
  expect(contentOf(bench.folder).candidates).toHaveLength(3)
})

/** Runs long enough for the file to change under it. */
const SLOW = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700000)
  SELECT count(*) FROM n, car`

test.each([
  ['cars.sqlite', 'its database has changed since it was read'],
  ['cars-2.sqlite', 'its instance "cars-2.sqlite" has changed under the run'],
])('no verdict is made where %s changes in the middle of compare', async (name, words) => {
  const bench = await place()
  await answered(bench, [SLOW])
  const running = run(bench, 'compare')
  await leased(bench)
  change(bench, name)
  expect(sentenceOf(await running)).toContain(words)
  expect(contentOf(bench.folder).agreements).toEqual([])
  await run(bench, 'source', 'describe', 'cars', '--refresh')
  expect((await run(bench, 'compare')).json).toMatchObject({ n: 1, disagreements: 0, left: 0 })
})

/** Waits until a verb has begun with its first item. */
async function leased({ store }: TestBench): Promise<void> {
  while ((await store.db.selectFrom('leases').select('item').execute()).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('a file that vanishes is said with its path, and nothing is lost', async () => {
  const bench = await place()
  await answered(bench)
  await bench.ask('cars', ['Who drives?'])
  const file = fileOf(bench)
  renameSync(file, `${file}.away`)
  for (const words of [['draft'], ['compare'], ['annotate', 'next']]) {
    const said = sentenceOf(await run(bench, ...words))
    expect(said).toContain('Cannot use the source "cars"')
    expect(said).toContain(`there is no file "${file}"`)
  }
  renameSync(`${file}.away`, file)
  expect((await run(bench, 'compare')).json).toMatchObject({ n: 3, left: 0 })
})
