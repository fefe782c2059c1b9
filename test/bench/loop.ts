/** What the agent's loop adds to a model that takes a fixed time for each call: whole drafts, 16 questions at once. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { draft } from '../../src/flow/draft.ts'
import { collect, type TestBench, testBench } from '../test-bench.ts'
import { inTurns, type Line, lineOf } from './line.ts'

const DELAY_MS = 200
const AT_ONCE = 16
const QUESTIONS = 96
/** Of a question: it looks, it tries, it answers. */
const CALLS = 3 * QUESTIONS

export async function benchLoop(): Promise<Line[]> {
  const server = fork(new URL('delayed-model.ts', import.meta.url), [String(DELAY_MS)])
  try {
    return await compare(await addressOf(server))
  } finally {
    server.kill()
    await once(server, 'exit')
  }
}

async function addressOf(server: ChildProcess): Promise<string> {
  const [address] = (await once(server, 'message')) as [string]
  return address
}

async function compare(baseUrl: string): Promise<Line[]> {
  const slow = { provider: 'openai-compatible', baseUrl, model: 'slow', concurrency: AT_ONCE }
  await using bench = await testBench({ models: { slow }, use: { draft: 'slow' } })
  // Earlier questions are answered, so that each draft asks about its own alone.
  let batch = 0
  const draftAnew = async (questions: number) => {
    await ask(bench, { batch: batch++, questions })
    const { report } = await collect(draft(bench, { strategy: 'agent' }))
    if (report.drafted !== questions) throw new Error(`${report.drafted} of ${questions} were drafted`)
  }
  // Once for nothing, so that code and processes are warm.
  await draftAnew(AT_ONCE)
  const runs = await inTurns({
    ours: () => draftAnew(QUESTIONS),
    theirs: () => fetchAll(`${baseUrl}/chat/completions`),
  })
  const what = `draft, ${CALLS} calls of ${DELAY_MS} ms, ${AT_ONCE} at once`
  const modelMs = (CALLS * DELAY_MS) / AT_ONCE
  return [
    lineOf(
      { what: `${what}, wall`, peer: 'the model’s own time' },
      runs.map(({ ours }) => [ours.wallMs, modelMs]),
    ),
    lineOf(
      { what: `${what}, wall`, peer: 'bare fetch, as many at once' },
      runs.map(({ ours, theirs }) => [ours.wallMs, theirs.wallMs]),
    ),
    lineOf(
      { what: `${what}, CPU`, peer: 'the model’s own time' },
      runs.map(({ ours }) => [ours.cpuMs, modelMs]),
    ),
  ]
}

async function ask(
  bench: TestBench,
  { batch, questions }: { readonly batch: number; readonly questions: number },
): Promise<void> {
  const texts = Array.from({ length: questions }, (_, i) => `How many cars are there (${batch}.${i})?`)
  await bench.ask('cars', texts)
}

async function fetchAll(url: string): Promise<void> {
  let left = CALLS
  const body = JSON.stringify({ model: 'slow', messages: [{ role: 'user', content: 'How many cars?' }] })
  const headers = { 'content-type': 'application/json' }
  const one = async () => {
    while (left-- > 0) await (await fetch(url, { method: 'POST', headers, body })).json()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
}
