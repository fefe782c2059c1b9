/** The pipelines over a clinic with two instances and a model server of the test's own: every outcome of proof, and going on. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, expect, test } from 'vitest'
import { collect } from '../../test/collect.ts'
import { type ModelServer, startModelServer, told, type WireRequest } from '../../test/model-server/server.ts'
import { type TestBench, testBench } from '../../test/test-bench.ts'
import { type AugmentReport, augmentReport, type PipelineName } from '../model/augment.ts'
import { eachProof } from '../store/proofs.ts'
import { eachQuestion, getQuestions } from '../store/questions.ts'
import { addStage, addStageItems, stageItemsOf } from '../store/stages.ts'
import { augment, planAugment } from './augment.ts'
import { decideProof, listUndecided } from './augmenting/decide.ts'
import { submitQuestion, withdrawQuestion } from './author.ts'
import { registerSource } from './intake/register-source.ts'

const SCHEMA = `
  CREATE TABLE patient (id INTEGER PRIMARY KEY, name TEXT, city TEXT, born INTEGER);
  CREATE TABLE visit (id INTEGER PRIMARY KEY, patient_id INTEGER REFERENCES patient, fee INTEGER, status TEXT);`
const SHIPPED = `${SCHEMA}
  INSERT INTO patient VALUES (1, 'Ada', 'Bonn', 1950), (2, 'Bo', 'Bonn', 1980), (3, 'Cy', 'Kiel', 1990);
  INSERT INTO visit VALUES (1, 1, 10, 'kept'), (2, 1, 20, 'missed'), (3, 2, 30, 'kept');`
/** Here a patient was born in 1985, so that "after 1980" and "from 1990 on" can be told apart. */
const OTHER = `${SCHEMA}
  INSERT INTO patient VALUES (1, 'Di', 'Bonn', 1985), (2, 'Ed', 'Ulm', 1990), (3, 'Flo', 'Kiel', 1991);
  INSERT INTO visit VALUES (1, 2, 5, 'kept'), (2, 3, 7, 'missed');`

/** Question → the SQL of solver a, and of solver b where it writes another. */
type Answers = Readonly<Record<string, string | readonly [string, string]>>
/** Question → what the writer makes of it; text that is no object is said as it is. */
type Writings = Readonly<Record<string, { question: string } | string>>

const PARENTS: Answers = {
  'How many patients live in Bonn?': "SELECT count(*) FROM patient WHERE city = 'Bonn'",
  'Which patients had a visit?': 'SELECT name FROM patient WHERE id IN (SELECT patient_id FROM visit)',
  'Which patients live in Kiel?': "SELECT name FROM patient WHERE city = 'Kiel'",
  'Who was born after 1980?': 'SELECT name FROM patient WHERE born > 1980',
  'What do visits cost in all?': 'SELECT sum(fee) FROM visit',
  'Which fees are there?': 'SELECT fee FROM visit',
  'What is the highest fee?': 'SELECT max(fee) FROM visit',
  'Who is oldest?': 'SELECT name FROM patient ORDER BY born LIMIT 1',
}

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]()
})

async function clinic(
  writings: Writings,
  answers: Answers,
): Promise<{ bench: TestBench; server: ModelServer }> {
  const server = await startModelServer((request) => ({ say: answerOf(request, writings, answers) }))
  open.push(server)
  const model = { provider: 'openai-compatible', baseUrl: server.baseUrl, model: 'm', concurrency: 3 }
  const bench = await testBench({ models: { writer: { ...model, attempts: 1 } } })
  open.push(bench)
  const folder = join(bench.folder, 'databases', 'clinic')
  mkdirSync(folder)
  for (const [file, sql] of Object.entries({ 'clinic.sqlite': SHIPPED, 'clinic-2.sqlite': OTHER })) {
    const database = new DatabaseSync(join(folder, file))
    database.exec(sql)
    database.close()
  }
  const url = 'sqlite:databases/clinic/clinic.sqlite'
  await registerSource(bench, { name: 'clinic', url, dataset: 'care', split: 'train', egress: 'schema' })
  return { bench, server }
}

function answerOf(request: WireRequest, writings: Writings, answers: Answers): string {
  const text = told(request)
  const [, question = ''] = /Question: (.*)$/m.exec(text) ?? []
  const [, required] = /has to be about: (.*)$/m.exec(text) ?? []
  if (text.includes('"question": "the new question"')) {
    const written = writings[required ?? question] ?? 'Sorry, I would rather talk about the weather.'
    return typeof written === 'string' ? written : JSON.stringify({ ...written, change: 'so' })
  }
  const found = answers[question] ?? PARENTS[question]
  if (found === undefined) return 'I cannot tell.'
  const [a, b] = typeof found === 'string' ? [found, found] : found
  return text.includes('You are an analyst') ? `One row.\n\`\`\`sql\n${b}\n\`\`\`` : a
}

/** A stage of questions, each with its author's SQL where `withSql` says so. */
async function stageOf(bench: TestBench, name: string, texts: readonly string[], withSql = true) {
  const ids = await bench.ask('clinic', texts)
  await addStage(bench.store.db, { name, pipeline: 'seed', at: bench.at() })
  await addStageItems(
    bench.store.db,
    ids.map((question, position) => ({ stage: name, position, question })),
  )
  if (withSql) {
    for (const [i, question] of ids.entries())
      await bench.answer({
        question,
        kind: 'author',
        name: 'ann',
        round: 0,
        sql: PARENTS[texts[i]!] as string,
      })
  }
  return new Map(texts.map((text, i) => [text, ids[i]!]))
}

async function run(bench: TestBench, pipeline: PipelineName, more: object = {}): Promise<AugmentReport> {
  return augmentReport.parse(await collect(augment(bench, { pipeline, ...more })))
}

async function outcomes(bench: TestBench, stage: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const one of eachProof(bench.store.db, { stage })) {
    const parent = (await getQuestions(bench.store.db, [one.parent])).get(one.parent)!
    found[parent.text] = `${one.outcome} ${one.reason}`
  }
  return found
}

const HARDER: Writings = {
  'How many patients live in Bonn?': { question: 'How many patients born before 1960 live in Bonn?' },
  'Which patients had a visit?': { question: 'Which patients of any city had a visit?' },
  'Which patients live in Kiel?': { question: 'Which patients born before 1900 live in Kiel?' },
  'Who was born after 1980?': { question: 'Who was born after 1985?' },
  'What do visits cost in all?': { question: 'what do visits cost in all' },
  'Which fees are there?': 'The question would be harder with a join.',
  'What is the highest fee?': { question: 'What is the highest fee of a happy visit?' },
  'Who is oldest?': { question: 'Who is the oldest patient that missed an early visit?' },
}
const HARDER_SQL: Answers = {
  'How many patients born before 1960 live in Bonn?': [
    "SELECT count(*) FROM patient WHERE city = 'Bonn' AND born < 1960",
    "SELECT sum(born < 1960) FROM patient WHERE city = 'Bonn'",
  ],
  'Which patients of any city had a visit?':
    'SELECT name FROM patient WHERE id IN (SELECT patient_id FROM visit) AND city IS NOT NULL',
  'Which patients born before 1900 live in Kiel?':
    "SELECT name FROM patient WHERE city = 'Kiel' AND born < 1900",
  'Who was born after 1985?': 'SELECT name FROM patient WHERE born > 1985',
  'What is the highest fee of a happy visit?': 'SELECT max(fee) FROM visit WHERE mood = 1',
  'Who is the oldest patient that missed an early visit?': [
    "SELECT name FROM patient WHERE id IN (SELECT patient_id FROM visit WHERE status = 'missed')",
    'SELECT name FROM patient WHERE id IN (SELECT patient_id FROM visit WHERE fee = 30)',
  ],
}

const BY_HAND = {
  'How many patients live in Bonn?': 'proven harder',
  'Which patients had a visit?': 'refuted same-result',
  'Which patients live in Kiel?': 'refuted empty-result',
  'Who was born after 1980?': 'refuted same-result',
  'What do visits cost in all?': 'refuted copy',
  'Which fees are there?': 'refuted not-a-question',
  'What is the highest fee?': 'refuted failing',
  'Who is oldest?': 'undecided solvers-differ',
}

test('complexity: each claim is proven, refuted with its reason, or left to a person', async () => {
  const harder = {
    ...HARDER,
    'Who was born after 1980?': { question: 'Who was born before 1960?' },
  }
  const { bench } = await clinic(harder, {
    ...HARDER_SQL,
    'Who was born before 1960?': 'SELECT name FROM patient WHERE born < 1960',
  })
  const ids = await stageOf(bench, 'seed', Object.keys(PARENTS))
  const report = await run(bench, 'complexity', { count: 8 })
  expect(await outcomes(bench, 'complexity')).toEqual({
    ...BY_HAND,
    'Who was born after 1980?': 'refuted no-structural-gain',
  })
  expect(report).toMatchObject({
    stage: 'complexity',
    parent: 'seed',
    size: 8,
    replaced: 1,
    added: 0,
    tried: 8,
    accepted: 1,
    undecided: 1,
    rejected: {
      copy: 1,
      'empty-result': 1,
      failing: 1,
      'no-structural-gain': 1,
      'not-a-question': 1,
      'same-result': 1,
    },
    done: true,
  })
  const items = await stageItemsOf(bench.store.db, 'complexity')
  const replaced = items.filter((one) => one.replaces !== undefined)
  expect(replaced.map((one) => one.replaces)).toEqual([ids.get('How many patients live in Bonn?')])
  expect(items.map((one) => one.position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('running again asks nothing and changes nothing; an undecided one waits for a person, who decides once', async () => {
  const { bench, server } = await clinic(HARDER, HARDER_SQL)
  await stageOf(bench, 'seed', Object.keys(PARENTS))
  const first = await run(bench, 'complexity', { count: 8 })
  const asked = server.requests.length
  expect(await run(bench, 'complexity', { count: 8 })).toEqual(first)
  expect(server.requests.length).toBe(asked)

  const waiting = await listUndecided(bench)
  expect(waiting).toHaveLength(first.undecided)
  const { proof } = waiting.find((one) => one.parent === 'Who is oldest?')!
  const decided = await decideProof(bench, { proof, accept: true })
  const items = await stageItemsOf(bench.store.db, 'complexity')
  expect(items.find((one) => one.question === decided.question)).toMatchObject({
    replaces: expect.any(String),
  })
  await expect(decideProof(bench, { proof, accept: false })).rejects.toThrow(/decided it already/)
  const after = await run(bench, 'complexity', { count: 8 })
  expect(after).toMatchObject({ accepted: first.accepted + 1, undecided: first.undecided - 1, replaced: 2 })
})

test('a stage goes on with what it began with, whatever becomes of the stage before it and of the seed', async () => {
  const { bench } = await clinic(HARDER, HARDER_SQL)
  await stageOf(bench, 'seed', Object.keys(PARENTS))
  const first = await run(bench, 'complexity', { count: 1 })
  const plan = async (more: object = {}) => {
    const planned = await planAugment(
      { ...bench, models: bench.models, ...more },
      { pipeline: 'complexity', count: 8 },
    )
    return planned.plan.map((one) => one.parent)
  }
  const before = await plan()
  expect(before).toHaveLength(8 - first.tried)
  await submitQuestion(bench, { db: 'clinic', text: 'Who came later?' })
  await withdrawQuestion(bench, { question: before[0]!, reason: 'a slip' })
  expect(await plan()).toEqual(before)
  expect(await plan({ seed: 99 })).toEqual(before)
  await expect(run(bench, 'complexity', { stage: 'semantic' })).rejects.toThrow(/it is made from "seed"/)
})

test('syntactic: the same result on every instance, or the meaning has changed', async () => {
  const { bench } = await clinic(
    {
      'Who was born after 1980?': { question: 'Name the patients whose year of birth is 1981 or later.' },
      'Which patients live in Kiel?': { question: 'List everybody from Kiel.' },
      'Which fees are there?': { question: 'Which fees are there ?' },
      'What is the highest fee?': { question: 'Give the fee at the top.' },
    },
    {
      // 1990 and later is the same on the shipped data, and not where somebody was born in 1985.
      'Name the patients whose year of birth is 1981 or later.':
        'SELECT name FROM patient WHERE born >= 1990',
      'List everybody from Kiel.': [
        "SELECT name FROM patient WHERE city IN ('Kiel')",
        "SELECT name FROM patient WHERE city LIKE 'kiel'",
      ],
      'Give the fee at the top.': ['SELECT max(fee) FROM visit', 'SELECT min(fee) FROM visit'],
    },
  )
  const texts = [
    'Who was born after 1980?',
    'Which patients live in Kiel?',
    'Which fees are there?',
    'What is the highest fee?',
  ]
  // No SQL is known of the parents: the solvers write it.
  await stageOf(bench, 'semantic', texts, false)
  const report = await run(bench, 'syntactic', { count: 4 })
  expect(await outcomes(bench, 'syntactic')).toEqual({
    'Who was born after 1980?': 'refuted meaning-changed',
    'Which patients live in Kiel?': 'proven same-meaning',
    'Which fees are there?': 'refuted near-copy',
    'What is the highest fee?': 'undecided solvers-differ',
  })
  expect(report).toMatchObject({ parent: 'semantic', size: 4, replaced: 1, tried: 4, done: true })
})

test('semantic: new questions join the stage if they use the drawn columns, repeat nothing and reach something new', async () => {
  const plan = [
    { requires: ['patient.city'], parent: 0 },
    { requires: ['patient.born'], parent: 1 },
    { requires: ['visit.status'], parent: 0 },
    { requires: ['patient.name'], parent: 1 },
    { requires: ['visit.fee'], parent: 0 },
    { requires: ['visit.fee', 'visit.status'], parent: 1 },
  ]
  const { bench } = await clinic(
    {
      '"city" of "patient"': { question: 'In which city do most patients live?' },
      '"born" of "patient"': { question: 'Which patients are there?' },
      '"status" of "visit"': { question: 'Which visits were cancelled?' },
      '"name" of "patient"': { question: 'In which city do most of the patients live?' },
      '"fee" of "visit"': { question: 'Which fees are there?' },
      '"fee" of "visit", "status" of "visit"': { question: 'What did the visits that were kept cost?' },
    },
    {
      'In which city do most patients live?':
        'SELECT city FROM patient GROUP BY city ORDER BY count(*) DESC LIMIT 1',
      'Which patients are there?': 'SELECT name FROM patient',
      'Which visits were cancelled?': "SELECT id FROM visit WHERE status = 'cancelled'",
      'In which city do most of the patients live?':
        'SELECT name FROM patient GROUP BY name ORDER BY count(*) DESC LIMIT 1',
      'What did the visits that were kept cost?': [
        "SELECT fee FROM visit WHERE status = 'kept'",
        "SELECT fee FROM visit WHERE NOT status <> 'kept'",
      ],
    },
  )
  const ids = [...(await stageOf(bench, 'seed', ['Which fees are there?', 'Who is oldest?'])).values()]
  const lines = plan.map(({ requires, parent }, attempt) =>
    JSON.stringify({ pipeline: 'semantic', parent: ids[parent], attempt, db: 'clinic', requires }),
  )
  const file = join(bench.folder, 'plan.jsonl')
  writeFileSync(file, `${lines.join('\n')}\n{"pipeline": "other", "parent": "nobody"}\n`)
  const report = await run(bench, 'semantic', { plan: [file] })
  expect(report).toMatchObject({
    size: 4,
    added: 2,
    replaced: 0,
    tried: 6,
    accepted: 2,
    rejected: { 'column-not-used': 1, copy: 1, 'empty-result': 1, duplicate: 1 },
    done: true,
  })
  expect(report.coverage.after).toBeGreaterThan(report.coverage.before)
  const added: string[] = []
  for await (const one of eachQuestion(bench.store.db, { stage: 'semantic', origin: 'semantic' }))
    added.push(one.text)
  expect(added).toEqual(['In which city do most patients live?', 'What did the visits that were kept cost?'])
})

test('a run in pieces, and two at once, make the same attempts as one run without a break', async () => {
  const proofsOf = async (bench: TestBench) => {
    const found: string[] = []
    for await (const one of eachProof(bench.store.db, {}))
      found.push(`${one.parent} ${one.outcome} ${one.reason}`)
    return found.sort()
  }
  const whole = await clinic(HARDER, HARDER_SQL)
  await stageOf(whole.bench, 'seed', Object.keys(PARENTS))
  const undisturbed = await run(whole.bench, 'complexity', { count: 2 })

  const pieces = await clinic(HARDER, HARDER_SQL)
  await stageOf(pieces.bench, 'seed', Object.keys(PARENTS))
  for (let done = false; !done; ) ({ done } = await run(pieces.bench, 'complexity', { count: 2, limit: 1 }))
  expect(await proofsOf(pieces.bench)).toEqual(await proofsOf(whole.bench))

  const shared = await clinic(HARDER, HARDER_SQL)
  await stageOf(shared.bench, 'seed', Object.keys(PARENTS))
  await Promise.all([1, 2].map(() => run(shared.bench, 'complexity', { count: 2 })))
  await run(shared.bench, 'complexity', { count: 2 })
  expect(await proofsOf(shared.bench)).toEqual(await proofsOf(whole.bench))
  expect(shared.server.requests.length).toBe(whole.server.requests.length)
  expect(undisturbed.tried).toBeGreaterThanOrEqual(2)
})

test('a dry run names the labels of a recording, which then answers for the model and is said to', async () => {
  const { bench, server } = await clinic(HARDER, HARDER_SQL)
  await stageOf(bench, 'seed', ['Who is oldest?'])
  const planned = await planAugment(bench, { pipeline: 'complexity', count: 1 })
  const [one] = planned.plan
  expect(server.requests).toHaveLength(0)
  const key = one!.parent
  expect(one!.labels).toEqual([
    `${key}/augment/complexity/write/writer/g0/sample0/step1`,
    `${key}/augment/complexity/solve-a/writer/g0/sample0/step1`,
    `${key}/augment/complexity/solve-b/writer/g0/sample0/step1`,
  ])
  expect(planned.egress).toMatchObject([{ source: 'clinic', policy: 'schema' }])

  const recorded = await testBench({ models: { writer: { provider: 'recorded', file: 'answers.jsonl' } } })
  open.push(recorded)
  const [question] = await recorded.ask('pets', ['What are the pets called?'])
  await addStage(recorded.store.db, { name: 'seed', pipeline: 'seed', at: recorded.at() })
  await addStageItems(recorded.store.db, [{ stage: 'seed', position: 0, question: question! }])
  await recorded.answer({
    question: question!,
    kind: 'author',
    name: 'ann',
    round: 0,
    sql: 'SELECT name FROM pet',
  })
  const said = [
    JSON.stringify({ question: 'Which pets were born in 2021?' }),
    "SELECT name FROM pet WHERE born LIKE '2021%'",
    "SELECT name FROM pet WHERE born >= '2021'",
  ]
  const lines = one!.labels.map((label, i) => ({
    label: label.replace(key, question!),
    reply: { kind: 'answer', text: said[i]! },
  }))
  writeFileSync(
    join(recorded.folder, 'answers.jsonl'),
    lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  )
  expect(await run(recorded, 'complexity', { count: 1 })).toMatchObject({ accepted: 1, recorded: true })
})

test('a model that cannot be reached leaves nothing behind, and the report says that it is not done', async () => {
  const { bench, server } = await clinic(HARDER, HARDER_SQL)
  await stageOf(bench, 'seed', Object.keys(PARENTS))
  await server[Symbol.asyncDispose]()
  const report = await run(bench, 'complexity', { count: 1 })
  expect(report).toMatchObject({ tried: 0, done: false, size: 8 })
})
