/** What every model provider has to do, tried on a real HTTP server and on the recording made from it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { PROVIDERS } from '../../src/llm/all.ts'
import { memoryCalls } from '../../src/llm/memory-calls.ts'
import { type Models, openModels } from '../../src/llm/models.ts'
import type { ModelCall } from '../../src/llm/provider.ts'
import { languageModel } from '../../src/model/language-model.ts'
import { fastClock } from '../model-server/fast-clock.ts'
import { inOrder, type ModelServer, type Scripted, startModelServer } from '../model-server/server.ts'

const SECRET = 'sk-Planted/Secret+77=='
const open: (() => PromiseLike<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const question: ModelCall = {
  label: 'q_1/draft/seed/agent/m/g0/sample0/step1',
  messages: [
    { role: 'system', text: 'Be brief' },
    { role: 'user', text: 'How many?' },
  ],
  tools: [
    {
      name: 'count',
      description: 'Counts',
      parameters: { type: 'object', properties: { of: { type: 'string' } } },
    },
  ],
  temperature: 0,
  maxTokens: 50,
  seed: 7,
}

interface Setup {
  readonly models: Models
  readonly server: ModelServer
  readonly clock: ReturnType<typeof fastClock>
  readonly calls: ReturnType<typeof memoryCalls>
}

/** A live model `m` over a server with these answers. */
async function live(answers: readonly Scripted[], settings: object = {}, more: object = {}): Promise<Setup> {
  const server = await startModelServer(inOrder(...answers))
  open.push(() => server[Symbol.asyncDispose]())
  const config = {
    provider: 'openai-compatible',
    baseUrl: server.baseUrl,
    model: 'tiny',
    apiKeyEnv: 'KEY',
    ...settings,
  }
  const clock = fastClock()
  const calls = memoryCalls()
  const secret = (name: string) => (name === 'KEY' ? SECRET : undefined)
  const models = openModels({ configs: { m: languageModel.parse(config) }, secret, calls, clock, ...more })
  return { models, server, clock, calls }
}

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'concord-providers-'))
  open.push(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

function recordedModels(file: string): Models {
  const configs = { m: languageModel.parse({ provider: 'recorded', file }) }
  return openModels({ configs, secret: () => undefined, calls: memoryCalls() })
}

const ANSWERS: Readonly<
  Record<string, { scripted: Scripted; text: string; calls: [string, string][]; finish: string }>
> = {
  'a plain answer': { scripted: { say: 'Three' }, text: 'Three', calls: [], finish: 'stop' },
  'a tool call': {
    scripted: { call: [['count', { of: 'x' }]] },
    text: '',
    calls: [['count', '{"of":"x"}']],
    finish: 'tool-calls',
  },
  'parallel tool calls': {
    scripted: {
      say: 'Both',
      call: [
        ['count', { of: 'x' }],
        ['count', { of: 'y' }],
      ],
    },
    text: 'Both',
    calls: [
      ['count', '{"of":"x"}'],
      ['count', '{"of":"y"}'],
    ],
    finish: 'tool-calls',
  },
  'malformed arguments, kept as they are': {
    scripted: { call: [['count', '{"of": ']] },
    text: '',
    calls: [['count', '{"of": ']],
    finish: 'tool-calls',
  },
  'an answer cut at the limit of tokens': {
    scripted: { say: 'Thr', finish: 'length' },
    text: 'Thr',
    calls: [],
    finish: 'length',
  },
}

describe.each(Object.keys(PROVIDERS))('%s', (provider) => {
  test.each(Object.entries(ANSWERS))('gives %s', async (_, { scripted, text, calls, finish }) => {
    const file = join(folder(), 'answers.jsonl')
    const { models } = await live([scripted], {}, { record: file })
    const asked = await models.model('m').ask(question)
    const model = provider === 'recorded' ? recordedModels(file).model('m') : models.model('m')
    const came = provider === 'recorded' ? await model.ask(question) : asked
    expect(came.recorded).toBe(provider === 'recorded')
    expect(came.reply).toMatchObject({
      kind: 'answer',
      text,
      finish,
      usage: { inputTokens: 100, outputTokens: 10 },
    })
    const got = came.reply.kind === 'answer' ? came.reply.toolCalls : []
    expect(got.map((call) => [call.name, call.arguments])).toEqual(calls)
  })
})

describe('openai-compatible', () => {
  test('sends messages, tools, limits and the key, and nothing of ours besides', async () => {
    const { models, server } = await live([{ say: 'Three' }])
    await models.model('m').ask({
      ...question,
      messages: [
        ...question.messages,
        {
          role: 'assistant',
          text: '',
          toolCalls: [{ id: 's0001c001', name: 'count', arguments: '{"of":"x"}' }],
        },
        { role: 'tool', toolCallId: 's0001c001', tool: 'count', text: '3' },
      ],
    })
    const [request] = server.requests
    expect(request!.headers.authorization).toBe(`Bearer ${SECRET}`)
    expect(request).toMatchObject({ model: 'tiny', temperature: 0, max_tokens: 50, seed: 7 })
    expect(request!.messages.map((message) => message.role)).toEqual(['system', 'user', 'assistant', 'tool'])
    expect(request!.messages[3]).toMatchObject({ content: '3', tool_call_id: 's0001c001' })
    expect(request!.tools[0]!.function).toMatchObject({ name: 'count', parameters: { type: 'object' } })
    expect(request!.text).not.toContain('sample0')
  })

  test('folds the system text into the first user text where the model has no slot for it', async () => {
    const { models, server } = await live([{ say: 'Three' }], { systemRole: 'fold' })
    await models.model('m').ask(question)
    expect(server.requests[0]!.messages).toEqual([{ role: 'user', content: 'Be brief\n\nHow many?' }])
  })

  test('needs no key where none is named', async () => {
    const { models, server } = await live([{ say: 'Three' }], { apiKeyEnv: undefined })
    expect((await models.model('m').ask(question)).reply.kind).toBe('answer')
    expect(server.requests[0]!.headers.authorization).toBeUndefined()
  })

  test('estimates the tokens where the server does not count, and says so', async () => {
    const { models } = await live([{ say: 'Three', tokens: null }])
    const { reply } = await models.model('m').ask(question)
    expect(reply).toMatchObject({ usage: { estimated: true } })
    expect(reply.kind === 'answer' && reply.usage.inputTokens).toBeGreaterThan(5)
  })

  const RECOVERS: Readonly<Record<string, Scripted>> = {
    '429': { status: 429 },
    '500': { status: 500, body: '<html>oops</html>' },
    'a cut answer': { cut: true },
    'an answer that is no JSON': { raw: '<html>sign in first</html>' },
  }
  test.each(Object.entries(RECOVERS))('asks again after %s', async (_, failure) => {
    const { models, server, clock, calls } = await live([failure, failure, { say: 'Three' }])
    expect((await models.model('m').ask(question)).reply).toMatchObject({ kind: 'answer', text: 'Three' })
    expect(server.requests).toHaveLength(3)
    expect(clock.slept[1]!).toBeGreaterThan(clock.slept[0]! * 0.9)
    expect(calls.all()).toHaveLength(1)
  })

  test('waits as long as Retry-After wants', async () => {
    const { models, clock } = await live([
      { status: 429, headers: { 'retry-after': '17' } },
      { say: 'Three' },
    ])
    expect((await models.model('m').ask(question)).reply.kind).toBe('answer')
    expect(clock.slept).toEqual([17_000])
  })

  test('gives up at once where the server wants to be left alone beyond the deadline', async () => {
    const { models, server } = await live([{ status: 429, headers: { 'retry-after': '3600' } }], {
      deadlineMs: 60_000,
    })
    expect((await models.model('m').ask(question)).reply).toMatchObject({
      kind: 'unavailable',
      reason: 'overloaded',
    })
    expect(server.requests).toHaveLength(1)
  })

  test('gives up after its attempts, keeps nothing, and asks afresh the next time', async () => {
    const { models, server, calls } = await live([{ status: 503 }, { status: 503 }, { say: 'Three' }], {
      attempts: 2,
    })
    const first = await models.model('m').ask(question)
    expect(first.reply).toMatchObject({ kind: 'unavailable', reason: 'overloaded', attempts: 2 })
    expect(calls.all()).toEqual([])
    expect((await models.model('m').ask(question)).reply.kind).toBe('answer')
    expect(server.requests).toHaveLength(3)
  })

  test('does not wait for ever on a server that never answers', async () => {
    const { models, server } = await live([{ silent: true }], { timeoutMs: 80, attempts: 2 })
    const { reply } = await models.model('m').ask(question)
    expect(reply).toMatchObject({ kind: 'unavailable', reason: 'timeout', message: 'No answer within 80 ms' })
    expect(server.requests).toHaveLength(2)
  })

  test('stops when the caller does', async () => {
    const { models } = await live([{ silent: true }])
    const { reply } = await models.model('m').ask({ ...question, signal: AbortSignal.timeout(50) })
    expect(reply).toMatchObject({ kind: 'unavailable', reason: 'stopped' })
  })

  test('says that nobody is there', async () => {
    const { models, server } = await live([], { attempts: 2 })
    await server[Symbol.asyncDispose]()
    open.length = 0
    expect((await models.model('m').ask(question)).reply).toMatchObject({
      kind: 'unavailable',
      reason: 'connection',
    })
  })

  test('takes a refusal and an unreadable completion as values', async () => {
    const { models } = await live([{ refuse: 'I cannot' }])
    expect((await models.model('m').ask(question)).reply).toMatchObject({
      kind: 'refused',
      message: 'I cannot',
    })
    const other = await live([{ raw: '{"answer": 42}' }, { raw: '{"choices": []}' }, { say: 'Three' }])
    expect((await other.models.model('m').ask(question)).reply.kind).toBe('malformed')
    expect((await other.models.model('m').ask(question)).reply.kind).toBe('malformed')
    expect((await other.models.model('m').ask(question)).reply.kind).toBe('answer')
  })

  test('takes a request that the server will not have as a value, and asks once', async () => {
    const { models, server } = await live([
      { status: 400, body: '{"error":{"message":"context length exceeded"}}' },
    ])
    const { reply } = await models.model('m').ask(question)
    expect(reply).toMatchObject({ kind: 'unavailable', reason: 'rejected' })
    expect(reply.kind === 'unavailable' && reply.message).toContain('context length exceeded')
    expect(server.requests).toHaveLength(1)
  })

  test('tells a person what to mend: key, address, missing variable, unknown model', async () => {
    const wrongKey = await live([{ status: 401 }])
    await expect(wrongKey.models.model('m').ask(question)).rejects.toThrow(
      /Cannot ask model "m": .* answered 401/,
    )
    const nowhere = await live([{ status: 404 }])
    await expect(nowhere.models.model('m').ask(question)).rejects.toMatchObject({
      hint: expect.stringContaining('baseUrl'),
    })
    const unset = await live([], { apiKeyEnv: 'OTHER' })
    expect(() => unset.models.model('m')).toThrow('the environment variable OTHER is not set')
    expect(() => unset.models.model('n')).toThrow('concord.yaml names no such model')
    const inside = await live([], { baseUrl: `http://me:${encodeURIComponent(SECRET)}@127.0.0.1:1/v1` })
    expect(() => inside.models.model('m')).toThrow('it holds a user name or password')
  })
})

describe('a planted secret', () => {
  const echo = JSON.stringify({ error: { message: `Incorrect API key provided: ${SECRET}` } })
  test('is in nothing that is stored, recorded, said or thrown', async () => {
    const file = join(folder(), 'answers.jsonl')
    const { models, server, calls } = await live(
      [
        { status: 500, body: echo },
        { status: 400, body: echo },
        { status: 401, body: echo },
        { say: `Your key is ${SECRET}` },
        { call: [['count', { of: SECRET }]] },
      ],
      { attempts: 2 },
      { record: file },
    )
    const seen: unknown[] = []
    seen.push(await models.model('m').ask(question))
    seen.push(
      await models
        .model('m')
        .ask(question)
        .catch((thrown) => everythingOf(thrown)),
    )
    seen.push(await models.model('m').ask(question))
    seen.push(await models.model('m').ask({ ...question, label: 'another' }))
    expect(server.requests).toHaveLength(5)
    expect(server.requests[0]!.headers.authorization).toContain(SECRET)
    const left = JSON.stringify([seen, calls.all(), models.notes()]) + readFileSync(file, 'utf8')
    expect(left).toContain('[secret]')
    expect(left).not.toContain('Planted')
  })

  function everythingOf(thrown: unknown): unknown {
    if (!(thrown instanceof Error)) return thrown
    return { ...thrown, message: thrown.message, stack: thrown.stack, cause: everythingOf(thrown.cause) }
  }
})

describe('the ledger', () => {
  const price = { input: 1_000, output: 10_000 }

  test('keeps tokens, cost, label and hash of every call', async () => {
    const { models, calls } = await live([{ say: 'Three', tokens: [200, 30] }], { price })
    const came = await models.model('m').ask(question)
    expect(came.costUsd).toBeCloseTo(0.5, 12)
    expect(calls.all()).toMatchObject([
      {
        label: question.label,
        model: 'm',
        costUsd: 0.5,
        recorded: false,
        reply: { usage: { inputTokens: 200, outputTokens: 30 } },
      },
    ])
    expect(calls.all()[0]!.promptHash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('an unknown price is an unknown cost', async () => {
    const { models, calls } = await live([{ say: 'Three' }], {}, { budgetUsd: 1 })
    expect((await models.model('m').ask(question)).costUsd).toBeNull()
    expect(calls.all()[0]!.costUsd).toBeNull()
    expect(models.notes()).toEqual([expect.stringContaining('no price')])
  })

  test('a stored answer is never asked for again', async () => {
    const { models, server, calls } = await live([{ say: 'Three' }, { say: 'Four' }])
    await models.model('m').ask(question)
    const again = await models.model('m').ask(question)
    expect(again).toMatchObject({ reused: true, reply: { text: 'Three' } })
    expect(server.requests).toHaveLength(1)
    const other = await models.model('m').ask({ ...question, messages: [{ role: 'user', text: 'Other' }] })
    expect(other).toMatchObject({ reused: false, reply: { text: 'Four' } })
    expect(calls.all()).toHaveLength(2)
  })

  test('asks no more at once than the model takes', async () => {
    let now = 0
    let most = 0
    const server = await startModelServer(async () => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, 20))
      now--
      return { say: 'Three' }
    })
    open.push(() => server[Symbol.asyncDispose]())
    const config = languageModel.parse({
      provider: 'openai-compatible',
      baseUrl: server.baseUrl,
      model: 'tiny',
      concurrency: 3,
    })
    const model = openModels({ configs: { m: config }, secret: () => undefined, calls: memoryCalls() }).model(
      'm',
    )
    await Promise.all(Array.from({ length: 12 }, (_, i) => model.ask({ ...question, label: `l${i}` })))
    expect(most).toBe(3)
  })
})

describe('the budget', () => {
  const price = { input: 0, output: 10_000 }

  test('stops before it is passed, and goes on from there once it is raised', async () => {
    const answers = [{ say: 'Three', tokens: [100, 50] as const }]
    const setup = await live(answers, { price, concurrency: 4 }, { budgetUsd: 2.6 })
    const ask = (i: number) => setup.models.model('m').ask({ ...question, label: `l${i}` })
    const came = await Promise.allSettled(Array.from({ length: 9 }, (_, i) => ask(i)))
    const stopped = came.filter((one) => one.status === 'rejected')
    expect(stopped).toHaveLength(4)
    expect(stopped[0]!.reason).toMatchObject({
      name: 'BudgetExceeded',
      hint: expect.stringContaining('continues'),
    })
    expect(await setup.calls.spentUsd()).toBeCloseTo(2.5, 12)
    expect(setup.server.requests).toHaveLength(5)
  })

  test('counts what other runs have spent', async () => {
    const calls = memoryCalls()
    const first = await live(
      [{ say: 'Three', tokens: [100, 50] as const }],
      { price },
      { calls, budgetUsd: 0.6 },
    )
    await first.models.model('m').ask(question)
    const second = await live([{ say: 'Three' }], { price }, { calls, budgetUsd: 0.6 })
    expect((await second.models.model('m').ask(question)).reused).toBe(true)
    await expect(second.models.model('m').ask({ ...question, label: 'new' })).rejects.toThrow(
      '0.500000 USD are spent',
    )
    expect(second.server.requests).toHaveLength(0)
  })

  test('is passed by no more than the calls in flight where the server counts more than was foreseen', async () => {
    const setup = await live(
      [{ say: 'Three', tokens: [100, 90] as const }],
      { price, concurrency: 2 },
      { budgetUsd: 2 },
    )
    const ask = (i: number) => setup.models.model('m').ask({ ...question, label: `l${i}` })
    await Promise.allSettled(Array.from({ length: 12 }, (_, i) => ask(i)))
    expect(await setup.calls.spentUsd()).toBeLessThanOrEqual(2 + 2 * 0.9)
  })
})

describe('a recording', () => {
  const line = (label: string, text: string) =>
    `${JSON.stringify({ label, reply: { kind: 'answer', text } })}\n`

  test('is found by its label, costs nothing and is marked', async () => {
    const file = join(folder(), 'authored.jsonl')
    writeFileSync(file, line('a', 'first') + line('a', 'second') + line('b', 'other'))
    const came = await recordedModels(file)
      .model('m')
      .ask({ ...question, label: 'a' })
    expect(came).toMatchObject({ recorded: true, costUsd: 0, reply: { text: 'second' } })
  })

  test('takes authored tool calls with their arguments as an object', async () => {
    const file = join(folder(), 'authored.jsonl')
    const reply = { kind: 'answer', toolCalls: [{ name: 'count', arguments: { of: 'x' } }] }
    writeFileSync(file, `${JSON.stringify({ label: 'a', reply })}\n`)
    const came = await recordedModels(file)
      .model('m')
      .ask({ ...question, label: 'a' })
    expect(came.reply).toMatchObject({ toolCalls: [{ name: 'count', arguments: '{"of":"x"}' }] })
  })

  test('says which label it lacks', async () => {
    const file = join(folder(), 'authored.jsonl')
    writeFileSync(file, line('a', 'first'))
    const { reply } = await recordedModels(file).model('m').ask(question)
    expect(reply).toMatchObject({
      kind: 'unavailable',
      reason: 'missing',
      message: expect.stringContaining(question.label),
    })
  })

  test('of another prompt is used, and that is said once with a count', async () => {
    const file = join(folder(), 'answers.jsonl')
    const { models } = await live([{ say: 'Three' }], {}, { record: file })
    await models.model('m').ask(question)
    await models.model('m').ask({ ...question, label: 'b' })
    const again = recordedModels(file)
    const changed = { ...question, messages: [{ role: 'user', text: 'Changed' }] as const }
    expect((await again.model('m').ask(changed)).reply.kind).toBe('answer')
    await again.model('m').ask(changed)
    await again.model('m').ask({ ...changed, label: 'b' })
    expect(again.notes()).toEqual([
      expect.stringMatching(/^2 recorded answers of "m" belong to another prompt/),
    ])
  })

  test('mends the half line that a killed run left, and names a line that is broken', async () => {
    const file = join(folder(), 'answers.jsonl')
    writeFileSync(file, `${line('a', 'first')}{"label":"b","rep`)
    expect(
      (
        await recordedModels(file)
          .model('m')
          .ask({ ...question, label: 'a' })
      ).reply.kind,
    ).toBe('answer')
    const { models } = await live([{ say: 'Three' }], {}, { record: file })
    await models.model('m').ask({ ...question, label: 'b' })
    expect(
      (
        await recordedModels(file)
          .model('m')
          .ask({ ...question, label: 'b' })
      ).reply,
    ).toMatchObject({ text: 'Three' })
    writeFileSync(file, `${line('a', 'first')}{"label":1}\n`)
    await expect(recordedModels(file).model('m').ask(question)).rejects.toThrow('answers.jsonl line 2')
    await expect(recordedModels(`${file}.none`).model('m').ask(question)).rejects.toThrow(
      'there is no such file',
    )
  })
})
