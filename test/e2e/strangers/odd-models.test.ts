/** Models and model servers as they are when they are odd: each gets words that say what, where and how to mend; nothing is lost. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { type ModelServer, type Rule, startModelServer, told } from '../../model-server/server.ts'
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
}
const SANE = known({ answers: ANSWERS })

interface Place {
  readonly bench: TestBench
  readonly server: ModelServer
}

async function place(rule: Rule, model: object = {}): Promise<Place> {
  const server = await startModelServer(rule)
  open.push(server)
  const named = { provider: 'openai-compatible', baseUrl: server.baseUrl, model: 'm', attempts: 1, ...model }
  const bench = await testBench({ models: { m: named } })
  open.push(bench)
  await bench.ask('cars', Object.keys(ANSWERS))
  return { bench, server }
}

function run(
  { bench }: Place,
  words: readonly string[],
  env: Record<string, string | undefined> = {},
): Promise<Ran> {
  return concord(['--json', ...words], { folder: bench.folder, env })
}

function outcomes({ bench }: Place): string[] {
  return contentOf(bench.folder).candidates!.map((line) => {
    const { outcome, reason, sql } = JSON.parse(line)
    return `${outcome} ${sql ?? reason}`
  })
}

test('a model that only talks ends without an answer, which waits for a person', async () => {
  const at = await place(() => ({ say: 'Of course! Cars are wonderful machines.' }))
  const ran = await run(at, ['draft'])
  expect(ran.code, ran.err).toBe(0)
  expect(ran.json).toMatchObject({ drafted: 2, byOutcome: { 'no-answer': 2 }, left: 0 })
  expect(new Set(outcomes(at)).size).toBe(1)
  const alone = await run(at, ['draft', '--strategy', 'one-shot'])
  expect(alone.json).toMatchObject({ byOutcome: { 'no-answer': 2 } })
  expect(outcomes(at)).toContain('no-answer no-sql')
})

test('SQL in fences with words around it is taken out of them', async () => {
  const at = await place((request) => {
    const found = SANE(request)
    return found && { say: `Sure!\n\n\`\`\`sql\n${Object.values(ANSWERS)[0]}\n\`\`\`\nHope this helps :)` }
  })
  await run(at, ['draft', '--strategy', 'one-shot'])
  expect(outcomes(at)).toEqual(Array(2).fill('answered SELECT count(*) FROM car'))
})

test('invented columns come back to the model, and end as no answer if it insists', async () => {
  const at = await place(() => ({
    call: [['give_final_answer', { sql: 'SELECT colour FROM car', explanation: '' }]],
  }))
  const ran = await run(at, ['draft', '--limit', '1'])
  expect(ran.json).toMatchObject({ byOutcome: { answered: 0, 'no-answer': 1 } })
  expect(told(at.server.requests.at(-1)!)).toContain('no such column: colour')
})

test('five megabytes of prose are no answer', async () => {
  const at = await place(() => ({ say: '('.repeat(5_000_000) }))
  const ran = await run(at, ['draft', '--strategy', 'one-shot', '--limit', '1'])
  expect([0, 3], ran.err).toContain(ran.code)
  expect(ran.err).not.toMatch(/^\s+at /m)
  const agent = await run(at, ['draft', '--limit', '1'])
  expect([0, 3], agent.err).toContain(agent.code)
  const kept = contentOf(at.bench.folder).calls!.map((line) => line.length)
  expect(Math.max(...kept)).toBeLessThan(500_000)
})

test('a server that is not there is said with its address, and the rest waits', async () => {
  const at = await place(SANE)
  const port = await freePort()
  rename(at, { baseUrl: `http://127.0.0.1:${port}/v1` })
  const ran = await run(at, ['draft'])
  expect(ran.code, ran.err).toBe(3)
  expect(ran.json).toMatchObject({ drafted: 0, left: 2 })
  expect(ran.err).toContain(`127.0.0.1:${port}`)
  rename(at, { baseUrl: at.server.baseUrl })
  expect((await run(at, ['draft'])).json).toMatchObject({ drafted: 2, left: 0 })
})

test('a refused key is said with the variable that should hold it', async () => {
  const at = await place(
    ({ headers }) =>
      headers.authorization === 'Bearer right'
        ? undefined
        : { status: 401, body: '{"error":{"message":"bad key"}}' },
    { apiKeyEnv: 'STRANGER_KEY' },
  )
  const wrong = sentenceOf(await run(at, ['draft'], { STRANGER_KEY: 'wrong-key-77' }))
  expect(wrong).toMatch(
    /Cannot ask model "m": 127\.0\.0\.1:\d+ answered 401 \(.*\) \| See that STRANGER_KEY holds a key/,
  )
  expect(wrong).not.toContain('wrong-key-77')
  const unset = sentenceOf(await run(at, ['draft'], { STRANGER_KEY: undefined }))
  expect(unset).toContain('Cannot ask model "m": the environment variable STRANGER_KEY is not set')
})

test('a model that the server does not know, and one that concord.yaml does not name', async () => {
  const at = await place(({ model }) =>
    model === 'm' ? { status: 404, body: '{"error":{"message":"The model `m` does not exist"}}' } : undefined,
  )
  expect(sentenceOf(await run(at, ['draft']))).toMatch(/answered 404 .*it serves a model called "m"/)
  expect(sentenceOf(await run(at, ['draft', '--model', 'n']))).toMatch(/"n".* \| .*m/)
})

test('a web page in place of an interface is no answer, and says so', async () => {
  const at = await place(() => ({ raw: '<!doctype html><html><body>Welcome</body></html>' }))
  const ran = await run(at, ['draft', '--limit', '1'])
  expect(ran.code, ran.err).toBe(3)
  expect(ran.err).toMatch(/127\.0\.0\.1:\d+ broke off or is no JSON/)
})

test('a writer that talks makes no question', async () => {
  const at = await place((request) =>
    told(request).includes('"question": "the new question"')
      ? { say: '{ "a { "b '.repeat(20_000) }
      : SANE(request),
  )
  const { bench } = at
  await bench.store.db
    .insertInto('stages')
    .values({ name: 'seed', pipeline: 'seed', parent: null, at: bench.at() } as never)
    .execute()
  const ids = contentOf(bench.folder).questions!.map((line) => JSON.parse(line).id as string)
  for (const [position, question] of ids.entries()) {
    const row = { stage: 'seed', position, question, replaces: null }
    await bench.store.db
      .insertInto('stageItems')
      .values(row as never)
      .execute()
  }
  const ran = await run(at, ['augment', 'syntactic', '--count', '2'])
  expect(ran.code, ran.err).toBe(0)
  expect(ran.json).toMatchObject({ accepted: 0, rejected: { 'not-a-question': 2 } })
})

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

function rename({ bench }: Place, model: object): void {
  const { models, ...rest } = bench.config
  const changed = { ...rest, models: { m: { ...models.m, ...model } } }
  writeFileSync(join(bench.folder, 'concord.yaml'), JSON.stringify(changed))
}
