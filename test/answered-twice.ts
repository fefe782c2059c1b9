/** A workspace of the test's own, over a real database with a second instance, in which questions are answered and compared. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { registerSource } from '../src/flow/intake/register-source.ts'
import { classify, judgeVersion } from '../src/flow/judging/classify.ts'
import { openInstances } from '../src/flow/judging/instances.ts'
import { agreementId } from '../src/model/agreement.ts'
import { type Candidate, candidateId } from '../src/model/candidate.ts'
import { questionId } from '../src/model/question.ts'
import { addAgreement } from '../src/store/agreements.ts'
import { addCandidate, candidatesOf } from '../src/store/candidates.ts'
import { addQuestions } from '../src/store/questions.ts'
import { getSource } from '../src/store/sources.ts'
import { addStage, appendToStage } from '../src/store/stages.ts'
import { openWorkbench, type Workbench } from '../src/workbench.ts'

const TABLES = `
  CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, people INTEGER);
  CREATE TABLE shop (id INTEGER PRIMARY KEY, city INTEGER REFERENCES city, name TEXT, rating REAL);
  INSERT INTO city VALUES (1, 'Ulm', 120), (2, 'Bern', 130), (3, 'Graz', 290);
`

/** On the second instance a rating is shared, so that LIMIT 1 is not the maximum. */
const SHIPPED = "INSERT INTO shop VALUES (1, 1, 'Rose', 4.5), (2, 1, 'Oak', 3.0), (3, 2, 'Rose', 2.0);"
const OTHER = "INSERT INTO shop VALUES (1, 1, 'Rose', 4.5), (2, 2, 'Oak', 4.5), (3, 3, 'Elm', 2.0);"

export interface Answer {
  readonly kind?: Candidate['kind']
  readonly name?: string
  /** Absent for no answer. */
  readonly sql?: string
  readonly round?: number
  readonly guidelineVersion?: number
  readonly recorded?: boolean
}

export interface AnsweredTwice extends AsyncDisposable {
  readonly bench: Workbench
  /** The same workspace for another person or moment. */
  readonly folder: string
  as(person: string): Workbench
  ask(text: string): Promise<string>
  answer(question: string, answer: Answer): Promise<string>
  /** An agent's and a person's answer, in this round. */
  twice(question: string, agent: string, person: string, round?: number): Promise<void>
  /** Compares every agent's answer of a round with every annotator's. */
  compare(round: number): Promise<void>
}

export async function answeredTwice(): Promise<AnsweredTwice> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-twice-'))
  mkdirSync(join(folder, 'shops'))
  makeDatabase(join(folder, 'shops', 'shops.sqlite'), TABLES + SHIPPED)
  makeDatabase(join(folder, 'shops', 'shops_2.sqlite'), TABLES + OTHER)
  writeFileSync(join(folder, 'concord.yaml'), 'version: 1\n')
  let minutes = 0
  const clock = () => new Date(Date.UTC(2026, 0, 1, 0, minutes++))
  const bench = await openWorkbench({ workspace: folder, as: 'rita', clock })
  const spec = { dataset: 'retail', split: 'train', egress: 'rows' } as const
  await registerSource(bench, { name: 'shops', url: `sqlite:${folder}/shops/shops.sqlite`, ...spec })
  const { db } = bench.store
  await addStage(db, { name: 'seed', pipeline: 'seed', at: clock().toISOString() })

  const answer = async (question: string, given: Answer): Promise<string> => {
    const { kind = 'agent', sql, round = 1, guidelineVersion = 0, recorded = false } = given
    const name = given.name ?? (kind === 'agent' ? 'drafter' : 'mara')
    const strategy = kind === 'agent' ? 'agent' : ''
    const like = { question, kind, name, strategy, round, guidelineVersion, sample: 0 }
    const said =
      sql === undefined
        ? { outcome: 'no-answer' as const, reason: 'gave-up', note: 'no such column' }
        : { outcome: 'answered' as const, sql }
    const id = candidateId(like)
    await addCandidate(db, { id, ...like, ...said, recorded, at: clock().toISOString() })
    return id
  }
  return {
    bench,
    folder,
    as: (person) => ({ ...bench, models: bench.models, person }) as Workbench,
    async ask(text) {
      const asked = { db: 'shops', text, origin: 'seed' as const }
      const id = questionId(asked)
      const rest = { dataset: 'retail', split: 'train' as const, by: 'nora', at: clock().toISOString() }
      await addQuestions(db, [{ id, ...asked, ...rest }])
      await appendToStage(db, 'seed', [id])
      return id
    },
    answer,
    async twice(question, agent, person, round = 1) {
      await answer(question, { sql: agent, round })
      await answer(question, { kind: 'annotator', sql: person, round })
    },
    async compare(round) {
      const source = (await getSource(db, 'shops'))!
      const instances = await openInstances(bench, source, {})
      const questions = (await db.selectFrom('questions').select('id').execute()).map((row) => row.id)
      for (const question of questions) {
        const all = await candidatesOf(db, [question], { round, outcome: 'answered' })
        const of = (kind: string) => all.filter((one) => one.kind === kind)
        for (const a of of('agent')) {
          for (const b of of('annotator')) {
            const { reason: _, ...found } = await classify({ a: a.sql!, b: b.sql! }, instances)
            const two = { round, a: a.id, b: b.id, judgeVersion: judgeVersion(instances) }
            const at = clock().toISOString()
            await addAgreement(db, { id: agreementId(two), question, ...two, ...found, at })
          }
        }
      }
    },
    async [Symbol.asyncDispose]() {
      await bench[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function makeDatabase(file: string, sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}
