/** The agent against a scripted model server and a real database: every way of not ending, and the one way of ending. */
import { afterEach, describe, expect, test } from 'vitest'
import { fastClock } from '../../test/model-server/fast-clock.ts'
import { library } from '../../test/model-server/library.ts'
import {
  byTurn,
  inOrder,
  type ModelServer,
  type Rule,
  startModelServer,
} from '../../test/model-server/server.ts'
import { memoryCalls } from '../llm/memory-calls.ts'
import { openModels } from '../llm/models.ts'
import type { CallStore } from '../model/call.ts'
import { languageModel } from '../model/language-model.ts'
import { trace as traceSchema } from '../model/step.ts'
import type { RunLimits } from './loop.ts'
import { replaySqlAgent, runSqlAgent, type SqlAgentOptions } from './sql-agent.ts'

const open: ModelServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server[Symbol.asyncDispose]()
})

const label = {
  key: 'q_1',
  verb: 'draft',
  stage: 'seed',
  strategy: 'agent',
  model: 'm',
  guidelineVersion: 2,
  sample: 0,
}
const SQL = 'SELECT name FROM author ORDER BY born'
const done = { call: [['give_final_answer', { sql: SQL, explanation: 'by birth' }]] } as const
const look = { call: [['run_sql_query', { sql: SQL }]] } as const

interface Given extends Partial<Omit<SqlAgentOptions, 'model' | 'label'>> {
  readonly calls?: CallStore
  readonly settings?: object
}

/** An agent whose model and loop share one clock. */
async function agent(rules: readonly Rule[], { calls = memoryCalls(), settings = {}, ...given }: Given = {}) {
  const server = await startModelServer(...rules)
  open.push(server)
  const config = languageModel.parse({
    provider: 'openai-compatible',
    baseUrl: server.baseUrl,
    model: 'tiny',
    attempts: 2,
    price: { input: 1, output: 10 },
    ...settings,
  })
  const clock = fastClock()
  const model = openModels({ configs: { m: config }, secret: () => undefined, calls, clock }).model('m')
  const database = given.database ?? library()
  const task = given.task ?? { question: 'Who are the authors, by birth?' }
  const options = { ...given, model, label, task, database, clock }
  return { server, database, run: () => runSqlAgent(options) }
}

describe('a run', () => {
  test('explores, tries, notes and answers with exactly four tools', async () => {
    const { run, server } = await agent([
      byTurn(
        { call: [['explore_db', {}]] },
        { call: [['explore_db', { table: 'Author' }]] },
        look,
        { call: [['scratchpad', { note: 'order by born' }]] },
        done,
      ),
    ])
    const answer = await run()
    expect(answer).toMatchObject({
      outcome: 'answered',
      sql: SQL,
      explanation: 'by birth',
      flags: [],
      recorded: false,
    })
    expect(answer.trace.steps).toHaveLength(5)
    expect(answer.usage).toEqual({ inputTokens: 500, outputTokens: 50 })
    expect(answer.costUsd).toBeCloseTo(0.001, 9)
    expect(server.requests[0]!.tools.map((tool) => tool.function.name)).toEqual([
      'explore_db',
      'run_sql_query',
      'scratchpad',
      'give_final_answer',
    ])
    const seen = answer.trace.steps.map((step) => step.observations[0]!.text)
    expect(seen[0]).toContain('FOREIGN KEY (author_id) REFERENCES author (author_id)')
    expect(seen[1]).toContain("1 | 'Ursula' | 1929")
    expect(seen[2]).toContain("2 rows:\n<data of=\"result\">\nname\n'Stanislaw'\n'Ursula'\n</data>")
    expect(seen[3]).toBe('Noted.')
    expect(answer.trace.steps.map((step) => step.label)[4]).toBe('q_1/draft/seed/agent/m/g2/sample0/step5')
  })

  test('tells instructions, guidelines and evidence, and leaves out what nobody said', async () => {
    const task = {
      question: 'Who?',
      evidence: 'all of them',
      guidelines: '1. No stars',
      instructions: 'Be exact',
    }
    const { run, server } = await agent([byTurn(done)], { task })
    await run()
    const user = server.requests[0]!.messages[1]!.content!
    expect(user).toMatch(/^Instructions:\nBe exact\n\nGuidelines:\n1\. No stars\n\n<data of="tables">/)
    expect(user).toContain('Evidence:\nall of them\n\nQuestion: Who?')
    const bare = await agent([byTurn(done)])
    await bare.run()
    expect(bare.server.requests[0]!.messages[1]!.content).toMatch(
      /^<data of="tables">\nauthor\nbook\n<\/data>\n\nQuestion:/,
    )
  })

  test('an error, a timeout and an empty result come back as text', async () => {
    const { run } = await agent([
      byTurn(
        { call: [['run_sql_query', { sql: 'SELECT nme FROM author' }]] },
        { call: [['run_sql_query', { sql: 'SELECT sleep' }]] },
        { call: [['run_sql_query', { sql: 'SELECT name FROM author WHERE born = 1' }]] },
        done,
      ),
    ])
    const seen = (await run()).trace.steps.map((step) => step.observations[0]!)
    expect(seen[0]).toMatchObject({ error: true, text: 'The query failed: no such column: nme' })
    expect(seen[1]).toMatchObject({ error: true, text: 'The query took too long and was stopped.' })
    expect(seen[2]).toMatchObject({ error: false, text: expect.stringContaining('The result is empty') })
  })

  test('unknown tools, malformed and unfitting arguments, and unknown tables come back as errors', async () => {
    const { run } = await agent([
      byTurn(
        { call: [['run_sql', { sql: 'x' }]] },
        { call: [['run_sql_query', '{"sql": "SELECT']] },
        { call: [['run_sql_query', { query: 'SELECT 1' }]] },
        { call: [['explore_db', { table: 'autor' }]] },
        done,
      ),
    ])
    const answer = await run()
    const texts = answer.trace.steps.slice(0, 4).map((step) => step.observations[0]!)
    expect(texts.every((seen) => seen.error)).toBe(true)
    expect(texts[0]!.text).toContain('There is no tool called "run_sql"')
    expect(texts[1]!.text).toContain('are no JSON')
    expect(texts[2]!.text).toContain('do not fit')
    expect(texts[3]!.text).toBe('There is no table "autor". Did you mean author?')
    expect(answer.outcome).toBe('answered')
  })

  test('runs parallel calls in their order, and none after the one that ends it', async () => {
    const parallel = {
      call: [
        ['run_sql_query', { sql: 'SELECT 1' }],
        ['run_sql_query', { sql: 'SELECT 2' }],
      ],
    } as const
    const late = { call: [...done.call, ['run_sql_query', { sql: 'SELECT 3' }]] } as const
    const { run, database } = await agent([byTurn(parallel, late)])
    const answer = await run()
    expect((database as ReturnType<typeof library>).ran).toEqual(['SELECT 1', 'SELECT 2', SQL])
    expect(answer.trace.steps[1]!.observations.map((seen) => seen.text)).toEqual([
      'Accepted.',
      'Not run: the work has ended.',
    ])
    expect(answer.trace.steps[1]!.reply).toMatchObject({
      toolCalls: [{ id: 's0002c001' }, { id: 's0002c002' }],
    })
  })
})

describe('a final answer', () => {
  const final = (sql: string) => ({ call: [['give_final_answer', { sql, explanation: '' }]] }) as const

  test('that fails comes back', async () => {
    const { run } = await agent([byTurn(final('SELECT nme FROM author'), done)])
    const answer = await run()
    expect(answer.trace.steps[0]!.observations[0]!.text).toBe(
      'This cannot be the answer. The query failed: no such column: nme',
    )
    expect(answer.sql).toBe(SQL)
  })

  test('that is empty comes back once, and is taken with a flag when it is given again', async () => {
    const empty = 'SELECT name FROM author WHERE born = 1'
    const { run } = await agent([byTurn(final(empty), final(empty))])
    const answer = await run()
    expect(answer.trace.steps[0]!.observations[0]!.text).toContain('The result is empty. Check')
    expect(answer).toMatchObject({ outcome: 'answered', sql: empty, flags: ['empty-result'] })
  })

  test('that breaks a rule comes back a few times, then is taken with a flag', async () => {
    const star = 'SELECT * FROM author'
    const check = async (sql: string) =>
      sql.includes('*')
        ? [
            {
              rule: 'select-star',
              severity: 'block' as const,
              span: [7, 8] as [number, number],
              message: 'SELECT * was not asked for',
              hint: 'Name the columns',
            },
          ]
        : []
    const mended = await agent([byTurn(final(star), done)], { check })
    const first = await mended.run()
    expect(first.trace.steps[0]!.observations[0]!.text).toContain(
      '- select-star, at "*": SELECT * was not asked for. Name the columns',
    )
    expect(first).toMatchObject({ sql: SQL, flags: [] })
    const stubborn = await agent([byTurn(final(star), final(star), final(star))], { check })
    expect(await stubborn.run()).toMatchObject({ outcome: 'answered', sql: star, flags: ['rule-findings'] })
  })

  test('is freed of its fence and semicolon', async () => {
    const { run } = await agent([byTurn(final(`\`\`\`sql\n${SQL};\n\`\`\``))])
    expect((await run()).sql).toBe(SQL)
  })
})

describe('without give_final_answer a run ends with no answer:', () => {
  const limited = (limits: Partial<RunLimits>) => ({ limits })
  const CASES: readonly [string, readonly Rule[], Given, { reason: string; steps: number }][] = [
    ['too many steps', [() => look], limited({ steps: 4 }), { reason: 'step-limit', steps: 4 }],
    ['too many tokens', [() => look], limited({ tokens: 250 }), { reason: 'token-limit', steps: 3 }],
    ['too much money', [() => look], limited({ costUsd: 0.0003 }), { reason: 'money-limit', steps: 2 }],
    [
      'too much time',
      [byTurn(look, { silent: true })],
      limited({ timeMs: 150 }),
      { reason: 'time-limit', steps: 1 },
    ],
    ['only prose', [() => ({ say: 'Let me think.' })], {}, { reason: 'only-prose', steps: 3 }],
    ['a refusal', [byTurn(look, { refuse: 'No.' })], {}, { reason: 'refused', steps: 2 }],
    [
      'giving up',
      [byTurn({ call: [['give_final_answer', { sql: ' ', explanation: 'no such data' }]] })],
      {},
      { reason: 'gave-up', steps: 1 },
    ],
  ]
  test.each(CASES)('%s', async (_, rules, given, { reason, steps }) => {
    const { run } = await agent(rules, given)
    const answer = await run()
    expect(answer).toMatchObject({ outcome: 'no-answer', reason })
    expect(answer.sql).toBeUndefined()
    expect(answer.trace.steps).toHaveLength(steps)
    expect(answer.message).not.toBe('')
  })

  test('a reminder brings prose back to the tools', async () => {
    const { run, server } = await agent([byTurn({ say: 'The answer is SELECT 1' }, done)])
    const answer = await run()
    expect(answer.outcome).toBe('answered')
    expect(answer.trace.steps[0]!.reminder).toContain('give_final_answer alone ends the work')
    expect(server.requests[1]!.messages.at(-1)).toMatchObject({
      role: 'user',
      content: answer.trace.steps[0]!.reminder,
    })
  })

  test('a server that stays away is no answer of the agent: the run is to be done again', async () => {
    const { run } = await agent([byTurn(look, { status: 503 })])
    expect(await run()).toMatchObject({ outcome: 'unavailable', message: expect.stringContaining('503') })
  })

  test('a server that stays away until time is up is no answer of the agent either', async () => {
    const { run } = await agent([inOrder(look, { status: 503 }, { silent: true })], {
      limits: { timeMs: 400 },
    })
    expect(await run()).toMatchObject({ outcome: 'unavailable', message: expect.stringContaining('503') })
  })

  test('time in which the model is busy with others does not count', async () => {
    const busy = { status: 429, headers: { 'retry-after': '300' } }
    const { run } = await agent([inOrder(busy, look, busy, done)], { limits: { timeMs: 20_000 } })
    const answer = await run()
    expect(answer.outcome).toBe('answered')
    expect(answer.trace.elapsedMs).toBeLessThan(20_000)
  })
})

describe('a stored run', () => {
  const rules: readonly (readonly [string, readonly Rule[], Given])[] = [
    [
      'answered',
      [byTurn({ call: [['explore_db', {}]] }, { say: 'Hm.' }, { call: [['nothing', '{']] }, look, done)],
      {},
    ],
    ['given up', [byTurn(look, { call: [['give_final_answer', { sql: '', explanation: 'cannot' }]] })], {}],
    ['out of steps', [() => look], { limits: { steps: 3 } }],
    ['out of time', [byTurn(look, { silent: true })], { limits: { timeMs: 150 } }],
    ['cut off from its model', [byTurn(look, { status: 503 })], {}],
  ]
  test.each(rules)(
    'that was %s plays again to the same trace without a model or a database',
    async (_, script, given) => {
      const { run, server } = await agent(script, given)
      const { trace } = await run()
      const before = server.requests.length
      const stored = traceSchema.parse(JSON.parse(JSON.stringify(trace)))
      const again = await replaySqlAgent(stored, { label, ...(given.limits ? { limits: given.limits } : {}) })
      expect(again.end).toEqual(trace.end)
      expect(again.steps).toEqual(stored.steps)
      expect(again.prompt).toEqual(trace.prompt)
      expect(server.requests).toHaveLength(before)
    },
  )

  test('is continued after a stop without asking again for what is in the ledger', async () => {
    const calls = memoryCalls()
    const failing = await agent([inOrder(look, look, { status: 503 })], { calls })
    expect((await failing.run()).outcome).toBe('unavailable')
    const second = await agent([byTurn(look, look, done)], { calls })
    expect((await second.run()).outcome).toBe('answered')
    expect(second.server.requests).toHaveLength(1)
    expect(calls.all()).toHaveLength(3)
  })
})
