/** The workspace's measure: the stages as the store has them, with the SQL that stands for each question, and the result kept. */
import { hashedEmbedding } from '../metrics/embedding-hashed.ts'
import { measureStages, type StageToMeasure } from '../metrics/stages.ts'
import { MEASURE_KIND, type StagesMeasure } from '../model/benchmark-evaluation.ts'
import type { Candidate } from '../model/candidate.ts'
import type { Catalog } from '../model/catalog.ts'
import { type Decision, standingDecision, standingWords } from '../model/decision.ts'
import { nearest, UserError } from '../model/errors.ts'
import { evaluationId } from '../model/evaluation.ts'
import type { Flow } from '../model/event.ts'
import type { Question } from '../model/question.ts'
import type { PatternLevel } from '../sql/pattern.ts'
import { addEvaluation } from '../store/evaluations.ts'
import { pageQuestions } from '../store/questions.ts'
import { listStages } from '../store/stages.ts'
import { recordsOf } from '../store/states.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { catalogsOf } from './releasing/settled-pairs.ts'

export interface MeasureWorkspaceOptions {
  /** Default: every stage, in the method's order. */
  readonly stages?: readonly string[] | undefined
  readonly level: PatternLevel
}

type Bench = Pick<Workbench, 'store' | 'config' | 'clock' | 'seed'>

/** @throws {UserError} if there is no stage, or none of a name that is asked for */
export async function* measureWorkspace(
  bench: Bench,
  { stages: asked, level }: MeasureWorkspaceOptions,
): Flow<StagesMeasure> {
  const { db } = bench.store
  const names = await stageNames(db, asked)
  const tally = { settled: 0, agent: 0, author: 0, none: 0, recorded: false }
  const stages: StageToMeasure[] = []
  for (const [done, name] of names.entries()) {
    yield { type: 'progress', label: 'Reading stages', done, total: names.length }
    stages.push({ name, items: await itemsOf(bench, name, tally) })
  }
  const catalogs = new Map<string, Catalog>()
  const catalogOf = catalogsOf(db)
  for (const { db: source } of stages.flatMap((stage) => stage.items)) {
    if (!catalogs.has(source)) catalogs.set(source, await catalogOf(source))
  }
  const report = yield* measureStages(stages, {
    ...{ catalogs, embedding: hashedEmbedding, level },
    seed: bench.seed,
  })
  const { recorded, ...sqlFrom } = tally
  const result: StagesMeasure = { ...report, sqlFrom, ...(recorded ? { recorded: true as const } : {}) }
  const request = { stages: names, level, seed: bench.seed }
  const id = evaluationId({ kind: MEASURE_KIND, asked: request, result })
  const at = bench.clock().toISOString()
  await addEvaluation(db, { id, kind: MEASURE_KIND, asked: request, result, at })
  return result
}

async function stageNames(db: Db, asked: readonly string[] | undefined): Promise<string[]> {
  const names = (await listStages(db)).map((one) => one.name)
  if (names.length === 0) {
    throw new UserError(
      'Cannot measure: there is no stage yet',
      'concord author submit, or concord seed sample',
    )
  }
  const unknown = asked?.find((name) => !names.includes(name))
  if (unknown === undefined) return asked ? [...asked] : names
  const near = nearest(unknown, names)
  throw new UserError(
    `Cannot measure the stage "${unknown}": there is none of this name`,
    near ? `Did you mean "${near}"?` : `There are ${names.join(', ')}`,
  )
}

type Tally = { settled: number; agent: number; author: number; none: number; recorded: boolean }

/** A stage's questions with the SQL that stands for each. */
async function itemsOf(
  { store, config }: Bench,
  stage: string,
  tally: Tally,
): Promise<StageToMeasure['items']> {
  const items: StageToMeasure['items'][number][] = []
  let after: number | undefined
  do {
    const page = await pageQuestions(store.db, { stage }, after === undefined ? {} : { after })
    const records = await recordsOf(
      store.db,
      page.items.map((one) => one.id),
    )
    for (const question of page.items) {
      const { candidates, decisions } = records.get(question.id)!
      const { sql, from, recorded } = standingSql(candidates, decisions)
      tally[from]++
      tally.recorded ||= recorded || isRecorded(question, config)
      items.push({ question: standingWords(question, decisions), sql, db: question.db })
    }
    after = page.next
  } while (after !== undefined)
  return items
}

interface StandingSql {
  readonly sql: string | undefined
  readonly from: 'settled' | 'agent' | 'author' | 'none'
  readonly recorded: boolean
}

/** What was settled, else the agent's last answer, else what the author gave. */
function standingSql(candidates: readonly Candidate[], decisions: readonly Decision[]): StandingSql {
  const decided = standingDecision(decisions)
  if (decided?.effect === 'settled') {
    const taken = candidates.find((one) => one.id === decided.candidate)
    return { sql: decided.sql, from: 'settled', recorded: taken?.recorded ?? false }
  }
  for (const kind of ['agent', 'author'] as const) {
    const own = candidates.filter((one) => one.kind === kind && one.sql !== undefined)
    const last = own.sort((a, b) => a.round - b.round).at(-1)
    if (last) return { sql: last.sql, from: kind, recorded: last.recorded }
  }
  return { sql: undefined, from: 'none', recorded: false }
}

function isRecorded({ by }: Question, { models }: Bench['config']): boolean {
  const writer = /^model:(.*)$/.exec(by)?.[1]
  return writer !== undefined && models[writer]?.provider === 'recorded'
}
