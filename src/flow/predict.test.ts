/** A benchmark is answered once an item, goes on where it stopped, and takes what outside systems answered. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collect } from '../../test/collect.ts'
import { type ModelServer, startModelServer } from '../../test/model-server/server.ts'
import { settledWorkspace } from '../../test/settled-workspace.ts'
import { predictReport } from '../model/prediction.ts'
import { importPredictions, predict } from './predict.ts'

const BENCHMARK = [
  { question: 'How many animals?', sql: 'SELECT count(*) FROM animal' },
  { question: 'Which names?', sql: 'SELECT name FROM animal' },
  { question: 'Which houses?', sql: 'SELECT DISTINCT house FROM animal' },
]
const ANSWERS = ['SELECT count(*) FROM animal', 'SELECT nom FROM animal', 'I cannot say']

let server: ModelServer

beforeAll(async () => {
  server = await startModelServer(({ messages }) => {
    const at = BENCHMARK.findIndex(({ question }) => messages[0]!.content!.includes(question))
    return { say: ANSWERS[at]!, tokens: [100, 10] }
  })
})
afterAll(() => server[Symbol.asyncDispose]())

function workspace() {
  const config = `models:\n  tuned: { provider: openai-compatible, baseUrl: "${server.baseUrl}", model: m, price: { input: 1, output: 2 } }\n`
  return settledWorkspace({ questions: [], benchmark: BENCHMARK, config })
}

const OPTIONS = { benchmark: 'exam', strategy: 'one-shot' as const }

test('each item is asked once, over runs that stop early, and the file has all in order', async () => {
  await using one = await workspace()
  const before = server.requests.length
  const forecast = await collect(predict(one.bench, { ...OPTIONS, dryRun: true }))
  expect(forecast).toMatchObject({ n: 0, left: 3, file: null, forecast: { items: 3, calls: 3 } })
  expect(server.requests.length - before).toBe(0)
  const first = predictReport.parse(await collect(predict(one.bench, { ...OPTIONS, limit: 1 })))
  expect(first).toMatchObject({ n: 1, left: 2, predicted: 1 })
  const second = await collect(predict(one.bench, OPTIONS))
  expect(second).toMatchObject({ model: 'tuned', n: 3, valid: 1, left: 0, predicted: 2 })
  expect(second.cost).toMatchObject({ calls: 2, inputTokens: 200, outputTokens: 20 })
  expect(await collect(predict(one.bench, OPTIONS))).toMatchObject({ n: 3, predicted: 0 })
  expect(server.requests.length - before).toBe(3)
  const lines = readFileSync(second.file!, 'utf8').trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(['exam-1', 'exam-2', 'exam-3'])
  expect(server.requests.at(-1)!.messages[0]!.content).toContain('CREATE TABLE')
})

test('the predictions of an outside system come in once and are never changed', async () => {
  await using one = await workspace()
  const file = join(one.folder, 'other.txt')
  writeFileSync(file, 'SELECT count(*) FROM animal\nSELECT name FROM animal\nSELECT\n')
  const options = { benchmark: 'exam', model: 'other', file, recorded: true }
  const report = predictReport.parse(await collect(importPredictions(one.bench, options)))
  expect(report).toMatchObject({ n: 3, valid: 2, left: 0, predicted: 3, recorded: true })
  expect(await collect(importPredictions(one.bench, options))).toMatchObject({ n: 3, predicted: 0 })
  writeFileSync(file, 'SELECT 1\nSELECT 2\nSELECT 3\n')
  await expect(collect(importPredictions(one.bench, options))).rejects.toThrow(
    'other predictions have this name, such as for exam-1',
  )
})

test('an unknown benchmark names the nearest', async () => {
  await using one = await workspace()
  await expect(collect(predict(one.bench, { ...OPTIONS, benchmark: 'exm' }))).rejects.toMatchObject({
    message: 'Cannot find the benchmark "exm"',
    hint: 'Did you mean "exam"?',
  })
})
