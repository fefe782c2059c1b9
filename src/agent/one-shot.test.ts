/** The baseline: one call, its query taken out of the answer; and recorded answers that drive the very same code. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { library } from '../../test/model-server/library.ts'
import { byTurn, type ModelServer, type Rule, startModelServer } from '../../test/model-server/server.ts'
import { memoryCalls } from '../llm/memory-calls.ts'
import { openModels } from '../llm/models.ts'
import { languageModel } from '../model/language-model.ts'
import { runOneShot } from './one-shot.ts'
import { runSqlAgent } from './sql-agent.ts'

const open: ModelServer[] = []
const folder = mkdtempSync(join(tmpdir(), 'concord-one-shot-'))
afterEach(async () => {
  for (const server of open.splice(0)) await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const label = { key: 'q_1', verb: 'draft', strategy: 'one-shot', model: 'm', guidelineVersion: 1, sample: 0 }
const task = { question: 'Who are the authors?' }

async function live(rule: Rule, record?: string) {
  const server = await startModelServer(rule)
  open.push(server)
  const m = languageModel.parse({
    provider: 'openai-compatible',
    baseUrl: server.baseUrl,
    model: 'tiny',
    attempts: 1,
  })
  const options = { configs: { m }, secret: () => undefined, calls: memoryCalls() }
  return { server, model: openModels({ ...options, ...(record ? { record } : {}) }).model('m') }
}

test('asks once, shows the schema, and takes the query out of the answer', async () => {
  const { server, model } = await live(() => ({ say: 'Here:\n```sql\nSELECT name FROM author;\n```' }))
  const answer = await runOneShot({ model, label, task, database: library() })
  expect(answer).toMatchObject({
    outcome: 'answered',
    sql: 'SELECT name FROM author',
    recorded: false,
    schemaTruncated: false,
  })
  expect(server.requests).toHaveLength(1)
  expect(server.requests[0]!.tools).toEqual([])
  expect(server.requests[0]!.messages[1]!.content).toContain(
    "title TEXT, -- Such as Ursula; example: ['Earthsea', 'Rocannon']",
  )
})

test('prose, a refusal and an absent server are told apart', async () => {
  const prose = await live(() => ({ say: 'There is no such table.' }))
  expect(await runOneShot({ ...prose, label, task, database: library() })).toMatchObject({
    outcome: 'no-answer',
    reason: 'no-sql',
  })
  const refused = await live(() => ({ refuse: 'No' }))
  expect(await runOneShot({ ...refused, label, task, database: library() })).toMatchObject({
    outcome: 'no-answer',
    reason: 'refused',
  })
  const away = await live(() => ({ status: 503 }))
  expect(await runOneShot({ ...away, label, task, database: library() })).toMatchObject({
    outcome: 'unavailable',
  })
})

test('a recorded run goes step by step through the same loop to the same trace, and is marked', async () => {
  const script = byTurn(
    { call: [['explore_db', {}]] },
    { say: 'Hm' },
    { call: [['give_final_answer', { sql: 'SELECT 1', explanation: 'x' }]] },
  )
  const file = join(mkdtempSync(`${folder}-`), 'recording.jsonl')
  const { model, server } = await live(script, file)
  const run = { label: { ...label, strategy: 'agent' }, task, database: library() }
  const first = await runSqlAgent({ ...run, model })
  const m = languageModel.parse({ provider: 'recorded', file })
  const models = openModels({ configs: { m }, secret: () => undefined, calls: memoryCalls() })
  const second = await runSqlAgent({ ...run, model: models.model('m') })
  expect(second).toMatchObject({ outcome: 'answered', sql: 'SELECT 1', recorded: true, costUsd: 0 })
  expect(second.trace.steps.map((step) => step.reply)).toEqual(first.trace.steps.map((step) => step.reply))
  expect(second.trace.steps.map((step) => step.promptHash)).toEqual(
    first.trace.steps.map((step) => step.promptHash),
  )
  expect(models.notes()).toEqual([])
  expect(server.requests).toHaveLength(3)
})
