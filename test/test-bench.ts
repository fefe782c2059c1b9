/** A workspace for tests of verbs: real databases made on the spot, the real store in a file, people's words by function. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { registerSource } from '../src/flow/intake/register-source.ts'
import { type Candidate, candidateId } from '../src/model/candidate.ts'
import { decisionId } from '../src/model/decision.ts'
import type { Flow } from '../src/model/event.ts'
import { guidelineHash, guidelineRuleId } from '../src/model/guideline.ts'
import { type Question, questionId } from '../src/model/question.ts'
import type { Round } from '../src/model/round.ts'
import { addCandidate } from '../src/store/candidates.ts'
import { addDecision, lastDecisionNumber } from '../src/store/decisions.ts'
import { addRule, addVersion, listVersions } from '../src/store/guidelines.ts'
import { addQuestions } from '../src/store/questions.ts'
import { getSource } from '../src/store/sources.ts'
import { openWorkbench, type Workbench } from '../src/workbench.ts'

const CARS = `
  CREATE TABLE car (id INTEGER PRIMARY KEY, doors INTEGER, maker TEXT);
  INSERT INTO car VALUES (1, 2, 'Opel'), (2, 4, 'Fiat'), (3, 4, 'Saab'), (4, 4, 'Fiat');`

/** Of the second instance: a five-door car, so that `doors = 4` and `doors > 3` can be told apart. */
const OTHER_CARS = `
  CREATE TABLE car (id INTEGER PRIMARY KEY, doors INTEGER, maker TEXT);
  INSERT INTO car VALUES (1, 5, 'Opel'), (2, 4, 'Fiat'), (3, 2, 'Saab');`

const PETS = `
  CREATE TABLE pet (id INTEGER PRIMARY KEY, name TEXT, born TEXT);
  INSERT INTO pet VALUES (1, 'Rex', '2019-01-01'), (2, 'Mia', NULL), (3, 'Rex', '2021-05-05');`

export interface TestBench extends Workbench {
  readonly folder: string
  at(): string
  /** Adds questions over a source and returns their ids. */
  ask(db: string, texts: readonly string[], more?: Partial<Question>): Promise<string[]>
  /** Publishes a version of one further rule. */
  publish(text: string, more?: { readonly cases?: string[]; readonly good?: string[] }): Promise<number>
  /** A reviewer's decision. */
  settle(question: string, sql: string, round?: number): Promise<void>
  answer(of: Pick<Candidate, 'question' | 'kind' | 'name'> & Partial<Candidate>): Promise<string>
  /** A round to add with items of the test's own. */
  round(number: number, more?: Partial<Round>): Round
}

export interface TestBenchOptions {
  /** As `models` of concord.yaml. */
  readonly models?: Readonly<Record<string, object>>
  readonly policy?: object
  readonly use?: object
}

/** Makes a workspace with the sources `cars` (two instances) and `pets` (one). */
export async function testBench({
  models = {},
  policy = {},
  use = {},
}: TestBenchOptions = {}): Promise<TestBench> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-verbs-'))
  writeFileSync(join(folder, 'concord.yaml'), JSON.stringify({ version: 1, models, policy, use }))
  for (const [file, sql] of [
    ['databases/cars/cars.sqlite', CARS],
    ['databases/cars/cars-2.sqlite', OTHER_CARS],
    ['databases/pets/pets.sqlite', PETS],
  ] as const) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    const database = new DatabaseSync(join(folder, file))
    database.exec(sql)
    database.close()
  }
  let ticks = 0
  const bench = await openWorkbench({
    workspace: folder,
    as: 'mara',
    clock: () => new Date(Date.now() + ticks++),
  })
  for (const name of ['cars', 'pets']) {
    const url = `sqlite:databases/${name}/${name}.sqlite`
    await registerSource(bench, { name, url, dataset: name, split: 'train', egress: 'rows' })
  }
  return benchWith(bench, folder)
}

function benchWith(bench: Workbench, folder: string): TestBench {
  const { workspace, config, store, openDatabase, clock, person, seed } = bench
  const { db } = store
  const at = () => clock().toISOString()
  return {
    workspace,
    config,
    store,
    openDatabase,
    clock,
    person,
    seed,
    get models() {
      return bench.models
    },
    folder,
    at,
    async ask(name, texts, more = {}) {
      const { dataset, split } = (await getSource(db, name))!
      const questions = texts.map((text): Question => {
        const of = { db: name, text, origin: 'seed' as const, ...more }
        return { id: questionId(of), dataset, split, by: 'ann', at: at(), ...of }
      })
      await addQuestions(db, questions)
      return questions.map((one) => one.id)
    },
    async publish(text, { cases = [], good = [] } = {}) {
      const rule = { text, scope: 'all' as const, good, bad: [], cases, by: 'mara', at: at() }
      await addRule(db, { id: guidelineRuleId(rule), ...rule })
      const last = (await listVersions(db)).at(-1)
      const rules = [...(last?.rules ?? []), guidelineRuleId(rule)]
      const version = (last?.version ?? 0) + 1
      const hash = guidelineHash(rules.map((id) => ({ id })))
      await addVersion(db, { version, rules, hash, by: 'mara', at: at() })
      return version
    },
    async settle(question, sql, round = 0) {
      const of = { question, n: (await lastDecisionNumber(db, question)) + 1 }
      const what = { accept: 'a', effect: 'settled', sql, round, guidelineVersion: 0 } as const
      await addDecision(db, { id: decisionId(of), ...of, ...what, by: 'rita', at: at() })
    },
    async answer(of) {
      const who = {
        strategy: of.kind === 'agent' ? 'agent' : '',
        round: 1,
        sample: 0,
        guidelineVersion: 0,
        ...of,
      }
      const one: Candidate = { outcome: 'answered', recorded: false, at: at(), ...who, id: candidateId(who) }
      await addCandidate(db, one)
      return one.id
    },
    round: (number, more = {}) => ({
      round: number,
      annotators: 1,
      anchor: 0,
      guidelineVersion: number === 1 ? 1 : 0,
      seed: 1,
      by: 'mara',
      at: at(),
      ...more,
    }),
    async [Symbol.asyncDispose]() {
      await bench[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Drives a verb to its end; its report with what it said meanwhile. */
export async function collect<Report>(flow: Flow<Report>): Promise<{ report: Report; notes: string[] }> {
  const notes: string[] = []
  for (;;) {
    const step = await flow.next()
    if (step.done) return { report: step.value, notes }
    if (step.value.type === 'note') notes.push(step.value.text)
  }
}
