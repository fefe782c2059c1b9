/** What the store promises on every engine: nothing acknowledged is lost, nothing said is edited, nothing is done twice. */
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Agreement } from '../../src/model/agreement.ts'
import type { StoredCall } from '../../src/model/call.ts'
import { type Candidate, candidateId } from '../../src/model/candidate.ts'
import { type Decision, decisionId } from '../../src/model/decision.ts'
import { UserError } from '../../src/model/errors.ts'
import type { Question } from '../../src/model/question.ts'
import type { Source } from '../../src/model/source.ts'
import type { Trace } from '../../src/model/step.ts'
import { addAgreement, agreementsOf, uncompared } from '../../src/store/agreements.ts'
import { callStore, costOf } from '../../src/store/calls.ts'
import { addCandidate, candidatesOf, nextSample } from '../../src/store/candidates.ts'
import { addDecision, decisionsOf, lastDecisionNumber } from '../../src/store/decisions.ts'
import { withdraw } from '../../src/store/flags.ts'
import { releaseLeases, takeLeases, takeNext } from '../../src/store/leases.ts'
import { MIGRATIONS } from '../../src/store/migration-files.ts'
import { addQuestions, countQuestions, eachQuestion, pageQuestions } from '../../src/store/questions.ts'
import { addSource, removeSource } from '../../src/store/sources.ts'
import { addStage, appendToStage, replaceInStage } from '../../src/store/stages.ts'
import { pageStates, statesOf } from '../../src/store/states.ts'
import { addTrace, getTrace } from '../../src/store/steps.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { ENGINES, type Fresh, postgresIsHere } from './store-engines.ts'
import { startWriter } from './store-writer.ts'

const at = '2024-01-01T00:00:00.000Z'

const shop: Source = {
  name: 'shop',
  url: 'sqlite:shop.sqlite',
  engine: 'sqlite',
  dataset: 'd',
  split: 'train',
  egress: 'schema',
  addedAt: at,
}

function question(id: string, what: Partial<Question> = {}): Question {
  return { id, db: 'shop', dataset: 'd', split: 'train', text: id, origin: 'seed', by: 'mara', at, ...what }
}

function candidate(what: Partial<Candidate> & Pick<Candidate, 'question'>): Candidate {
  const whole: Omit<Candidate, 'id'> = {
    kind: 'agent',
    name: 'drafter',
    strategy: 'agent',
    round: 1,
    sample: 0,
    guidelineVersion: 0,
    outcome: 'answered',
    sql: 'SELECT 1',
    recorded: false,
    at,
    ...what,
  }
  return { id: candidateId(whole), ...whole }
}

describe.each(['sqlite', 'postgres'] as const)('the store on %s', (engine) => {
  const missing = engine === 'postgres' && !postgresIsHere
  let fresh: Fresh
  let store: Store

  beforeAll(async () => {
    if (missing) return
    fresh = await ENGINES[engine]()
    store = await openStore(fresh.location)
    await addSource(store.db, shop)
  })
  afterAll(async () => {
    await store?.[Symbol.asyncDispose]()
    await fresh?.[Symbol.asyncDispose]()
  })

  test.skipIf(missing)('adding the same thing twice is adding it once', async () => {
    expect(await addSource(store.db, shop)).toBe(false)
    const first = question('twice', { evidence: 'naïve “quotes” 🙂' })
    expect(await addQuestions(store.db, [first, first])).toBe(1)
    expect(await addQuestions(store.db, [first])).toBe(0)
    expect(await addCandidate(store.db, candidate({ question: 'twice' }))).toBe(true)
    expect(await addCandidate(store.db, candidate({ question: 'twice', sql: 'SELECT 2' }))).toBe(false)
    expect(await candidatesOf(store.db, ['twice'])).toEqual([candidate({ question: 'twice' })])
  })

  test.skipIf(missing)(
    'a NUL that a model wrote stops nothing, and reads the same on every store',
    async () => {
      await addQuestions(store.db, [question('nul')])
      await addCandidate(store.db, candidate({ question: 'nul', sql: "SELECT '\0'", explanation: 'a\0b' }))
      const [held] = await candidatesOf(store.db, ['nul'])
      expect([held!.sql, held!.explanation]).toEqual(["SELECT '\uFFFD'", 'a\uFFFDb'])
    },
  )

  test.skipIf(missing)('a noun comes back as it went in', async () => {
    await addQuestions(store.db, [question('whole', { place: 'dev.json item 12', evidence: 'e' })])
    const { items } = await pageQuestions(store.db, { db: 'shop' })
    expect(items.find((one) => one.id === 'whole')).toEqual(
      question('whole', { place: 'dev.json item 12', evidence: 'e' }),
    )
    const one = candidate({ question: 'whole', elapsedMs: 12.5, confidence: 2, recorded: true, note: 'ø' })
    await addCandidate(store.db, one)
    const usage = { inputTokens: 5, outputTokens: 7 }
    const trace: Trace = {
      prompt: [{ role: 'system', text: 'Answer' }],
      steps: [
        {
          step: 1,
          label: 'l',
          promptHash: 'h',
          reply: { kind: 'answer', text: 'hm', toolCalls: [], finish: 'stop', usage },
          observations: [],
          costUsd: null,
          recorded: false,
          elapsedMs: 3.25,
        },
      ],
      end: { outcome: 'no-answer', reason: 'gave-up', message: 'I cannot' },
      elapsedMs: 4,
    }
    await addTrace(store.db, one.id, trace)
    expect(await candidatesOf(store.db, ['whole'])).toEqual([one])
    expect(await getTrace(store.db, one.id)).toEqual(trace)
  })

  test.skipIf(missing)('the database itself refuses to edit or delete what was said', async () => {
    await addQuestions(store.db, [question('said')])
    await addCandidate(store.db, candidate({ question: 'said' }))
    for (const statement of [
      sql`UPDATE candidates SET sql = 'SELECT 0'`,
      sql`DELETE FROM candidates`,
      sql`UPDATE questions SET text = ''`,
      sql`DELETE FROM decisions`,
      sql`UPDATE guideline_versions SET note = ''`,
    ]) {
      const table = statement.compile(store.db).sql
      const refused = await statement.execute(store.db).then(
        () => undefined,
        (thrown: Error) => thrown.message,
      )
      if (engine === 'postgres' || /candidates|questions/.test(table)) {
        expect(refused, table).toMatch(/only ever added to/)
      }
    }
    expect(await candidatesOf(store.db, ['said'])).toHaveLength(1)
  })

  test.skipIf(missing)('every table is guarded, but those that hold work in progress', async () => {
    const guarded =
      engine === 'sqlite'
        ? sql<{
            name: string
          }>`SELECT tbl_name AS name FROM sqlite_schema WHERE type = 'trigger' GROUP BY 1 HAVING count(*) = 2`
        : sql<{
            name: string
          }>`SELECT DISTINCT event_object_table AS name FROM information_schema.triggers WHERE trigger_name = 'only_added'`
    const all =
      engine === 'sqlite'
        ? sql<{
            name: string
          }>`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`
        : sql<{ name: string }>`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
    const names = (rows: { name: string }[]) => rows.map((row) => row.name)
    const safe = new Set(names((await guarded.execute(store.db)).rows))
    const open = names((await all.execute(store.db)).rows).filter((name) => !safe.has(name))
    expect(open.sort()).toEqual(['concord_migrations', 'leases', 'sources', 'stage_items', 'stages'])
  })

  test.skipIf(missing)('a transaction is done wholly or not at all', async () => {
    const failing = store.transaction(async (db) => {
      await addQuestions(db, [question('half')])
      throw new Error('in the middle')
    })
    await expect(failing).rejects.toThrow('in the middle')
    expect(await countQuestions(store.db, { db: 'shop', having: { kind: 'author' } })).toBe(0)
    expect((await statesOf(store.db, ['half'])).size).toBe(1)
    expect(await addQuestions(store.db, [question('half')])).toBe(1)
  })

  test.skipIf(missing)('pages hold every question once, in the order of the stage', async () => {
    const ids = Array.from({ length: 25 }, (_, i) => `paged-${24 - i}`)
    await addQuestions(
      store.db,
      ids.map((id) => question(id)),
    )
    await addStage(store.db, { name: 'seed', pipeline: 'seed', at })
    const mixed = [...ids].sort()
    expect(await appendToStage(store.db, 'seed', mixed)).toBe(25)
    expect(await appendToStage(store.db, 'seed', mixed)).toBe(0)
    const seen: string[] = []
    let after: number | undefined
    do {
      const page = await pageQuestions(
        store.db,
        { stage: 'seed' },
        { limit: 10, ...(after === undefined ? {} : { after }) },
      )
      seen.push(...page.items.map((one) => one.id))
      after = page.next
    } while (after !== undefined)
    expect(seen).toEqual(mixed)
    await addQuestions(store.db, [question('harder', { origin: 'complexity', parent: 'paged-3' })])
    const swap = { stage: 'seed', replaces: 'paged-3', question: 'harder' }
    expect(await replaceInStage(store.db, swap)).toBe(true)
    expect(await countQuestions(store.db, { stage: 'seed', origin: 'complexity' })).toBe(1)
  })

  test.skipIf(missing)('what is left to do is a query', async () => {
    await addSource(store.db, { ...shop, name: 'left' })
    await addQuestions(
      store.db,
      ['l1', 'l2', 'l3', 'l4'].map((id) => question(id, { db: 'left' })),
    )
    const mine = { kind: 'agent', name: 'drafter', strategy: 'agent', round: 1 } as const
    const left = async () => {
      const all: string[] = []
      for await (const one of eachQuestion(store.db, { db: 'left', without: mine })) all.push(one.id)
      return all
    }
    await addCandidate(store.db, candidate({ question: 'l2' }))
    await addCandidate(store.db, candidate({ question: 'l3', round: 2 }))
    expect(await left()).toEqual(['l1', 'l3', 'l4'])
    const taken = candidate({ question: 'l2' })
    const back = { noun: 'candidate', target: taken.id, reason: 'undo', by: 'mara', at } as const
    await withdraw(store.db, { id: 'w1', ...back })
    await withdraw(store.db, { id: 'w2', noun: 'question', target: 'l4', reason: 'no', by: 'mara', at })
    expect(await left()).toEqual(['l1', 'l2', 'l3'])
    expect(await nextSample(store.db, { ...mine, question: 'l2' })).toBe(1)
  })

  test.skipIf(missing)('each two candidates wait for a judge once, and the state follows', async () => {
    await addQuestions(store.db, [question('judged')])
    const agent = candidate({ question: 'judged' })
    const person = candidate({ question: 'judged', kind: 'annotator', name: 'mara', strategy: '' })
    const state = async () => (await statesOf(store.db, ['judged'])).get('judged')
    expect(await state()).toBe('open')
    await addCandidate(store.db, agent)
    await addCandidate(store.db, person)
    expect(await state()).toBe('drafted')
    const waiting = { round: 1, judgeVersion: 'strict 1', kinds: ['agent', 'annotator'] } as const
    expect(await uncompared(store.db, waiting)).toContainEqual({
      question: 'judged',
      a: agent.id,
      b: person.id,
    })
    const agreement: Agreement = {
      id: 'a1',
      question: 'judged',
      round: 1,
      a: agent.id,
      b: person.id,
      class: 'differ',
      counted: 'disagreement',
      shipped: { match: false, reason: 'values' },
      instances: { tried: 3, separated: 1 },
      counterExample: { seed: 1, tables: { t: [[1, null, 'x']] }, sql: 'q', a: [[1]], b: [] },
      judgeVersion: 'strict 1',
      at,
    }
    expect(await addAgreement(store.db, agreement)).toBe(true)
    expect(await agreementsOf(store.db, ['judged'])).toEqual([agreement])
    expect((await uncompared(store.db, waiting)).map((one) => one.question)).not.toContain('judged')
    expect(await state()).toBe('disputed')
    const n = (await lastDecisionNumber(store.db, 'judged')) + 1
    const decision: Decision = {
      id: decisionId({ question: 'judged', n }),
      question: 'judged',
      n,
      round: 1,
      agreement: 'a1',
      accept: 'both',
      effect: 'settled',
      sql: 'SELECT 1',
      sqlAlternatives: ['SELECT 2'],
      guidelineVersion: 0,
      by: 'rosa',
      at,
    }
    expect(await addDecision(store.db, decision)).toBe(true)
    expect(await addDecision(store.db, { ...decision, id: 'other', by: 'late' })).toBe(false)
    expect(await decisionsOf(store.db, ['judged'])).toEqual([decision])
    expect(await state()).toBe('settled')
    const page = await pageStates(store.db, { db: 'shop', having: { kind: 'annotator' } })
    expect(page.items.map((one) => [one.question.id, one.state])).toEqual([['judged', 'settled']])
  })

  test.skipIf(missing)('the ledger gives back what was paid for, and sums it', async () => {
    const calls = callStore(store.db)
    const usage = { inputTokens: 100, outputTokens: 20 }
    const call: StoredCall = {
      id: 'c1',
      label: 'q1/draft/-/agent/drafter/g0/sample0/step1',
      model: 'drafter',
      promptHash: 'h1',
      reply: { kind: 'answer', text: 'SELECT 1', toolCalls: [], finish: 'stop', usage },
      costUsd: 0.25,
      elapsedMs: 10,
      recorded: false,
      at,
    }
    await calls.add(call)
    await calls.add(call)
    await calls.add({ ...call, id: 'c2', promptHash: 'h2', costUsd: null })
    await calls.add({ ...call, id: 'c3', promptHash: 'h3', reply: { kind: 'malformed', message: '', usage } })
    expect(await calls.find(call.label, 'h1')).toEqual(call)
    expect(await calls.find(call.label, 'h3')).toBeUndefined()
    expect(await calls.find('other', 'h1')).toBeUndefined()
    expect(await calls.spentUsd()).toBeCloseTo(0.5)
    const cost = { calls: 3, inputTokens: 300, outputTokens: 60, usd: 0.5, unpriced: 1, recorded: 0 }
    expect(await costOf(store.db, { about: 'q1', verb: 'draft' })).toEqual(cost)
  })

  test.skipIf(missing)('a lease belongs to one holder until it is given back or runs out', async () => {
    const mara = { kind: 'annotate', holder: 'mara', now: 1_000, ttlMs: 100 }
    const otto = { ...mara, holder: 'otto' }
    expect(await takeLeases(store.db, ['x', 'y'], mara)).toEqual(['x', 'y'])
    expect(await takeLeases(store.db, ['y', 'z'], otto)).toEqual(['z'])
    expect(await takeLeases(store.db, ['x'], mara)).toEqual(['x'])
    expect(await takeLeases(store.db, ['x'], { ...otto, kind: 'review' })).toEqual(['x'])
    await releaseLeases(store.db, mara, ['x'])
    expect(await takeLeases(store.db, ['x', 'y'], otto)).toEqual(['x'])
    expect(await takeLeases(store.db, ['y'], { ...otto, now: 1_100 })).toEqual(['y'])
    expect(await takeNext(store, { ...mara, count: 2 }, async () => [])).toEqual([])
  })

  test.skipIf(missing)('two processes share the work and nothing is taken twice', async () => {
    await addSource(store.db, { ...shop, name: 'shared' })
    await addQuestions(
      store.db,
      Array.from({ length: 200 }, (_, i) => question(`shared-${i}`, { db: 'shared' })),
    )
    const workers = ['one', 'two'].map((name) => startWriter(fresh.location, { name, task: 'lease' }))
    expect(await Promise.all(workers.map((one) => one.ended))).toEqual([0, 0])
    const taken = workers.flatMap((one) => one.lines)
    expect(new Set(taken).size).toBe(taken.length)
    expect(taken.filter((id) => id.startsWith('shared-'))).toHaveLength(200)
  })

  test.skipIf(missing)('three processes write at once without an error', async () => {
    const writers = ['p1', 'p2', 'p3'].map((name) =>
      startWriter(fresh.location, { name, count: 150, task: 'write' }),
    )
    expect(await Promise.all(writers.map((one) => one.ended))).toEqual([0, 0, 0])
    for (const name of ['p1', 'p2', 'p3']) {
      const stored = await statesOf(
        store.db,
        Array.from({ length: 150 }, (_, i) => `${name}-${i}`),
      )
      expect(stored.size).toBe(150)
    }
    let held = 0
    for await (const one of eachQuestion(store.db, { db: 'shop' })) if (/^p[123]-/.test(one.id)) held++
    expect(held).toBe(450)
  })

  test.skipIf(missing)('kill -9 in the middle of writing loses nothing that was acknowledged', async () => {
    const said = new Set<string>()
    for (let turn = 0; turn < 3; turn++) {
      const writer = startWriter(fresh.location, { name: `killed${turn}`, count: 100_000, task: 'write' })
      while (writer.lines.length < 40 * (turn + 1)) await new Promise((resolve) => setTimeout(resolve, 5))
      writer.child.kill('SIGKILL')
      await writer.ended
      for (const id of writer.lines) said.add(id)
    }
    const held = new Set<string>()
    for await (const one of eachQuestion(store.db, { db: 'shop' })) held.add(one.id)
    expect([...said].filter((id) => !held.has(id))).toEqual([])
  })

  test.skipIf(missing)('a source that somebody asked about cannot be removed', async () => {
    await expect(removeSource(store.db, 'shop')).rejects.toThrow(/foreign key/i)
    await addSource(store.db, { ...shop, name: 'unused' })
    expect(await removeSource(store.db, 'unused')).toBe(true)
    expect(await removeSource(store.db, 'unused')).toBe(false)
  })

  test.skipIf(missing)('opening again changes nothing', async () => {
    const ledger = () =>
      sql<{ name: string; applied_at: string }>`SELECT name, applied_at FROM concord_migrations`.execute(
        store.db,
      )
    const before = (await ledger()).rows
    await (await openStore(fresh.location))[Symbol.asyncDispose]()
    expect((await ledger()).rows).toEqual(before)
    if (fresh.location.engine === 'sqlite') {
      const beside = readdirSync(dirname(fresh.location.file))
      expect(beside.filter((name) => name.includes('.before-'))).toEqual([])
    }
  })
})

describe.each(['sqlite', 'postgres'] as const)('migrations on %s', (engine) => {
  const missing = engine === 'postgres' && !postgresIsHere

  async function withFolder(act: (fresh: Fresh, migrations: string) => Promise<void>): Promise<void> {
    const migrations = mkdtempSync(join(tmpdir(), 'concord-migrations-'))
    cpSync(MIGRATIONS, migrations, { recursive: true })
    const fresh = await ENGINES[engine]()
    try {
      await (await openStore(fresh.location, { migrations }))[Symbol.asyncDispose]()
      await act(fresh, migrations)
    } finally {
      await fresh[Symbol.asyncDispose]()
      rmSync(migrations, { recursive: true, force: true })
    }
  }

  test.skipIf(missing)('an edited one is refused', async () => {
    await withFolder(async ({ location }, migrations) => {
      writeFileSync(join(migrations, '002-only-added.sql'), '-- nothing\n')
      const opened = openStore(location, { migrations })
      await expect(opened).rejects.toThrow(/the migration "002-only-added" is not the one that made it/)
      await expect(opened).rejects.toBeInstanceOf(UserError)
    })
  })

  test.skipIf(missing)('a store of a newer version is refused', async () => {
    await withFolder(async ({ location }, migrations) => {
      writeFileSync(join(migrations, '900-later.sql'), 'CREATE TABLE later (x TEXT);\n')
      await (await openStore(location, { migrations }))[Symbol.asyncDispose]()
      await expect(openStore(location)).rejects.toThrow(
        /was made by a newer Concord, which applied "900-later"/,
      )
    })
  })

  test.skipIf(missing)('one that fails leaves the store as it was', async () => {
    await withFolder(async ({ location }, migrations) => {
      writeFileSync(
        join(migrations, '900-later.sql'),
        'CREATE TABLE later (x TEXT);\nINSERT INTO nowhere VALUES (1);\n',
      )
      await expect(openStore(location, { migrations })).rejects.toThrow(/nowhere/)
      await using store = await openStore(location)
      await expect(sql`SELECT * FROM later`.execute(store.db)).rejects.toThrow(/later/)
    })
  })

  test.skipIf(missing)('several processes open a new store at once', async () => {
    const fresh = await ENGINES[engine]()
    const opened = await Promise.all(
      ['a', 'b', 'c'].map((name) => startWriter(fresh.location, { name, count: 0, task: 'write' }).ended),
    )
    expect(opened).toEqual([0, 0, 0])
    await fresh[Symbol.asyncDispose]()
  })
})
