/** A workspace of a test's own with two real databases, settled questions over one and a benchmark over the other. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { registerSource } from '../src/flow/intake/register-source.ts'
import { type Candidate, candidateId } from '../src/model/candidate.ts'
import { type Decision, decisionId } from '../src/model/decision.ts'
import { type Question, questionId } from '../src/model/question.ts'
import { addBenchmark, addBenchmarkItems } from '../src/store/benchmarks.ts'
import { addCandidate } from '../src/store/candidates.ts'
import { addDecision } from '../src/store/decisions.ts'
import { addQuestions } from '../src/store/questions.ts'
import { addStage, appendToStage } from '../src/store/stages.ts'
import { openWorkbench, type Workbench } from '../src/workbench.ts'

const AT = '2026-01-02T03:04:05.000Z'

export interface Settled {
  readonly text: string
  readonly sql: string
  /** Default: a reviewer. */
  readonly accept?: Decision['accept']
  /** The text of an earlier question that it was made from. */
  readonly parent?: string
  readonly recorded?: boolean
  /** False for a question that nobody settled. */
  readonly settled?: boolean
}

export interface SettledWorkspace extends AsyncDisposable {
  readonly folder: string
  readonly bench: Workbench
}

export interface BenchmarkPair {
  readonly question: string
  readonly sql: string
  readonly db_id?: string
}

export interface SettledOptions {
  readonly questions: readonly Settled[]
  /** Pairs over the test database, where they name no other. */
  readonly benchmark?: readonly BenchmarkPair[]
  /** Lines of `concord.yaml` after the version. */
  readonly config?: string
}

/** Makes it in a temporary folder that goes when it is disposed of. */
export async function settledWorkspace({
  questions,
  benchmark = [],
  config = '',
}: SettledOptions): Promise<SettledWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-settled-'))
  writeFileSync(join(folder, 'concord.yaml'), `version: 1\n${config}`)
  makeDatabases(folder)
  const bench = await openWorkbench({ workspace: folder, as: 'mara', clock: () => new Date(AT) })
  const egress = 'rows' as const
  for (const [name, split] of [['library', 'train'] as const, ['zoo', 'test'] as const]) {
    const url = `sqlite:${join(folder, 'databases', name, `${name}.sqlite`)}`
    await registerSource(bench, { name, url, dataset: 'town', split, egress })
  }
  await addStage(bench.store.db, { name: 'seed', pipeline: 'seed', at: AT })
  const ids = new Map<string, string>()
  for (const one of questions) await settle(bench, one, ids)
  await appendToStage(bench.store.db, 'seed', [...ids.values()])
  await addItems(bench, benchmark)
  return {
    folder,
    bench,
    async [Symbol.asyncDispose]() {
      await bench[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true })
    },
  }
}

function makeDatabases(folder: string): void {
  for (const name of ['library', 'zoo']) mkdirSync(join(folder, 'databases', name), { recursive: true })
  using library = new DatabaseSync(join(folder, 'databases/library/library.sqlite'))
  library.exec(
    `CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT, pages INTEGER, shelf TEXT);
     INSERT INTO book VALUES (1, 'Ash', 120, 'a'), (2, 'Bee', 340, 'b'), (3, 'Cod', NULL, 'a'), (4, 'Bee', 90, 'c')`,
  )
  using zoo = new DatabaseSync(join(folder, 'databases/zoo/zoo.sqlite'))
  zoo.exec(
    `CREATE TABLE animal (id INTEGER PRIMARY KEY, name TEXT, legs INTEGER, house TEXT);
     INSERT INTO animal VALUES (1, 'Ant', 6, 'x'), (2, 'Bat', 2, 'y'), (3, 'Cow', 4, 'x'), (4, 'Eel', 0, NULL)`,
  )
}

async function settle(bench: Workbench, one: Settled, ids: Map<string, string>): Promise<void> {
  const { text, sql, accept = 'a', parent, recorded = false, settled = true } = one
  const { db } = bench.store
  const of = { db: 'library', text, ...(parent ? { parent: ids.get(parent)! } : {}) }
  const origin = parent ? ('syntactic' as const) : ('seed' as const)
  const id = questionId({ ...of, origin, parent: of.parent })
  const question: Question = { id, ...of, dataset: 'town', split: 'train', origin, by: 'mara', at: AT }
  await addQuestions(db, [question])
  ids.set(text, id)
  const kind = 'annotator' as const
  const made = { question: id, kind, name: 'mara', strategy: '', round: 1, sample: 0, guidelineVersion: 1 }
  const candidate: Candidate = {
    ...{ ...made, id: candidateId(made), outcome: 'answered' as const },
    ...{ sql, recorded, at: AT },
  }
  await addCandidate(db, candidate)
  if (!settled) return
  const place = { question: id, n: 1 }
  const decision: Decision = {
    ...{ ...place, id: decisionId(place), round: 1, accept, effect: 'settled' as const, sql },
    ...{ candidate: candidate.id, guidelineVersion: 1, by: 'rene', at: AT },
  }
  await addDecision(db, decision)
}

async function addItems({ store }: Workbench, pairs: readonly BenchmarkPair[]): Promise<void> {
  if (pairs.length === 0) return
  await addBenchmark(store.db, { name: 'exam', manifest: {}, by: 'mara', at: AT })
  await addBenchmarkItems(
    store.db,
    pairs.map(({ question, sql, db_id = 'zoo' }, position) => {
      const id = `exam-${position + 1}`
      const pair = { id, db_id, question, sql, dataset: 'town' }
      return { benchmark: 'exam', id, position, dataset: 'town', pair }
    }),
  )
}
