/** Two processes on one workspace at once leave what one after the other leaves, and ask nothing twice. */
import { afterEach, expect, test, vi } from 'vitest'
import { addStage, addStageItems } from '../../../src/store/stages.ts'
import { type ModelServer, startModelServer } from '../../model-server/server.ts'
import { type TestBench, testBench } from '../../test-bench.ts'
import { known, questionOf } from './answers.ts'
import { concord, type Ran } from './concord.ts'
import { contentOf } from './content.ts'

vi.setConfig({ testTimeout: 60_000 })

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]()
})

/** Questions of which some agree and some do not with what people write. */
const COUNT = 8
const TEXTS = Array.from(
  { length: COUNT },
  (_, i) => `Which cars have more than ${i % 2} doors, counted from ${i}?`,
)
const AGENT = Object.fromEntries(
  TEXTS.map((text, i) => [text, `SELECT id FROM car WHERE doors > ${i % 2} AND id + ${i} > ${i}`]),
)
const WRITINGS = Object.fromEntries(
  TEXTS.map((text, i) => [text, `List cars that have above ${i % 2} doors when one counts from ${i}.`]),
)
const ALL = { ...AGENT, ...Object.fromEntries(TEXTS.map((text) => [WRITINGS[text]!, AGENT[text]!])) }

interface Place {
  readonly bench: TestBench
  readonly server: ModelServer
  readonly ids: string[]
}

/** A workspace with the questions in a stage. */
async function place(texts = TEXTS): Promise<Place> {
  const server = await startModelServer(known({ answers: ALL, writings: WRITINGS, delayMs: 40 }))
  open.push(server)
  const model = {
    provider: 'openai-compatible',
    baseUrl: server.baseUrl,
    model: 'm',
    concurrency: 2,
    attempts: 2,
  }
  const bench = await testBench({ models: { m: model }, policy: { audit: 0 } })
  open.push(bench)
  const ids = await bench.ask('cars', texts)
  await addStage(bench.store.db, { name: 'seed', pipeline: 'seed', at: bench.at() })
  await addStageItems(
    bench.store.db,
    ids.map((question, position) => ({ stage: 'seed', position, question })),
  )
  return { bench, server, ids }
}

function run({ bench }: Place, ...words: string[]): Promise<Ran> {
  return concord(['--json', '--quiet', ...words], { folder: bench.folder })
}

/** Runs the same words twice at once, then once more, which has nothing left to do. */
async function twiceAtOnce(at: Place, ...words: string[]): Promise<Ran> {
  const both = await Promise.all([run(at, ...words), run(at, ...words)])
  for (const one of both) expect([0, 3], one.err).toContain(one.code)
  const last = await run(at, ...words)
  expect(last.code, last.err).toBe(0)
  return last
}

async function twoPlaces(): Promise<[Place, Place]> {
  return [await place(), await place()]
}

function asked({ server }: Place): string[] {
  return server.requests.map((one) => `${one.tools.length} ${one.messages.length} ${questionOf(one)}`).sort()
}

async function answeredByAll(at: Place): Promise<void> {
  for (const [i, question] of at.ids.entries()) {
    const sql = AGENT[TEXTS[i]!]!
    await at.bench.answer({ question, kind: 'agent', name: 'm', sql, round: 0 })
    const other = i % 3 === 0 ? sql.replace('SELECT id', 'SELECT doors') : sql.replace('AND', 'and')
    await at.bench.answer({ question, kind: 'annotator', name: 'ann', sql: other, round: 0 })
  }
}

test('two drafts share the questions', async () => {
  const [shared, alone] = await twoPlaces()
  const last = await twiceAtOnce(shared, 'draft')
  expect(last.json).toMatchObject({ drafted: 0, left: 0 })
  expect((await run(alone, 'draft')).json).toMatchObject({ drafted: COUNT, left: 0 })
  expect(contentOf(shared.bench.folder)).toEqual(contentOf(alone.bench.folder))
  expect(asked(shared)).toEqual(asked(alone))
})

test('two comparisons share the questions', async () => {
  const [shared, alone] = await twoPlaces()
  for (const at of [shared, alone]) await answeredByAll(at)
  const last = await twiceAtOnce(shared, 'compare')
  const { compared: _, settled: __, ...whole } = (await run(alone, 'compare')).json
  expect(last.json).toMatchObject(whole)
  expect(whole).toMatchObject({ n: COUNT, disagreements: 3, left: 0 })
  expect(contentOf(shared.bench.folder)).toEqual(contentOf(alone.bench.folder))
})

test('two runs of a pipeline share the attempts', async () => {
  const [shared, alone] = await twoPlaces()
  const words = ['augment', 'syntactic', '--count', '4']
  await twiceAtOnce(shared, ...words)
  await run(alone, ...words)
  expect(contentOf(alone.bench.folder).proofs).toHaveLength(4)
  expect(contentOf(shared.bench.folder)).toEqual(contentOf(alone.bench.folder))
  expect(asked(shared)).toEqual(asked(alone))
})

test('two people answer different questions', async () => {
  const at = await place(TEXTS.slice(0, 4))
  async function answerAll(person: string): Promise<number> {
    for (let n = 0; ; n++) {
      const { item, question } = (await run(at, 'annotate', 'next', '--as', person)).json as Record<
        string,
        string
      >
      if (!item) return n
      const submitted = await run(at, 'annotate', 'submit', item, '--sql', AGENT[question!]!, '--as', person)
      expect(submitted.code, submitted.err).toBe(0)
    }
  }
  const [ann, bob] = await Promise.all([answerAll('ann'), answerAll('bob')])
  expect(ann + bob).toBe(4)
  expect(Math.min(ann, bob)).toBeGreaterThan(0)
  const answers = contentOf(at.bench.folder).candidates!.map((line) => JSON.parse(line))
  expect(answers.map((one) => one.question).sort()).toEqual([...at.ids].sort())
})
