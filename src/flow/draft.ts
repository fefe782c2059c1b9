/** The verb that has a model answer questions: as agent or with one call, in a round or outside any. */
import type { AgentAnswer } from '../agent/answer.ts'
import { sharedWork } from '../jobs/shared-work.ts'
import type { Model } from '../llm/model.ts'
import type { DraftReport } from '../model/drafting.ts'
import type { Flow } from '../model/event.ts'
import type { Question } from '../model/question.ts'
import { addCandidate } from '../store/candidates.ts'
import { instructionsOf } from '../store/instructions.ts'
import type { QuestionFilter } from '../store/question-filter.ts'
import { countBy } from '../store/questions.ts'
import { listSources } from '../store/sources.ts'
import { addTrace } from '../store/steps.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { openDesks } from './answering/desk.ts'
import { forecastOf } from './answering/draft-forecast.ts'
import { candidateOf, type DraftSettings, draftOne, kindOf, type Strategy } from './answering/draft-one.ts'
import { type DraftQueue, draftQueue } from './answering/draft-queue.ts'
import { type DraftTally, newDraftTally } from './answering/draft-tally.ts'
import { questionsIn, roundAsked, stageAsked } from './answering/drafting-scope.ts'
import { egressNotes } from './answering/egress-note.ts'
import { guidelinesInForce } from './answering/guidelines-in-force.ts'
import { modelAsked } from './answering/model-asked.ts'
import { standingQuestion } from './answering/standing-question.ts'

export interface DraftOptions {
  readonly strategy: Strategy
  /** A name in `concord.yaml`. Default: what `use` says. */
  readonly model?: string | undefined
  /** Default: the open round, else outside any; 0 means outside any. */
  readonly round?: number | undefined
  readonly stage?: string | undefined
  /** Answers under this guideline version, kept outside any round; the round's questions are asked where one is named. */
  readonly guidelines?: number | undefined
  /** Questions that are asked at most. */
  readonly limit?: number | undefined
  /** Independent answers a question: the first is the draft, the others are for the policy. */
  readonly samples?: number | undefined
  /** Also answers anew what was answered under earlier guidelines. */
  readonly again?: boolean | undefined
  /** Asks nothing and says what there is to ask. */
  readonly dryRun?: boolean | undefined
}

export type DraftBench = Pick<
  Workbench,
  'store' | 'workspace' | 'openDatabase' | 'config' | 'models' | 'clock'
>

/** One pass over the questions for one sample. */
interface Pass {
  readonly settings: DraftSettings
  readonly queue: DraftQueue
  readonly filter: QuestionFilter
  readonly leases: string
}

/**
 * Drafts what is missing; each answer is stored with its steps as soon as it is there.
 *
 * @throws {UserError} if a person has to mend something: the model, its key, the budget, a database
 */
export async function* draft(bench: DraftBench, options: DraftOptions): Flow<DraftReport> {
  const { db } = bench.store
  const { passes, model } = await preparePasses(bench, options)
  const desks = openDesks(bench)
  const tally = newDraftTally()
  const sources = await sourcesIn(db, passes)
  // What leaves the machine is said before anything does.
  for (const text of egressNotes(model, sources)) yield { type: 'note', text }
  if (options.dryRun) {
    const forecast = await forecastOf(passes, { db, desks })
    return { ...reportOf(options, passes, tally), left: forecast.items, forecast }
  }
  for (const pass of passes) yield* drafting(pass, { bench, desks, tally, limit: options.limit })
  for (const text of [...tally.notes(), ...bench.models.notes()]) yield { type: 'note', text }
  let left = 0
  for (const pass of passes) left += await pass.queue.count(db)
  return { ...reportOf(options, passes, tally), left }
}

/** Finds out what is to be asked of which model, sample by sample. */
async function preparePasses(bench: DraftBench, options: DraftOptions) {
  const { db } = bench.store
  const { strategy, samples = 1 } = options
  const { use, limits } = bench.config
  const used = strategy === 'agent' ? [use.draft] : [use.oneShot, use.draft]
  const model = bench.models.model(modelAsked(bench.config, options.model, used))
  const round = await roundAsked(db, options.round)
  const stage = options.stage === undefined ? undefined : await stageAsked(db, options.stage)
  const guidelines = await guidelinesInForce(db, options.guidelines ?? round?.guidelineVersion)
  const instructions = instructionsBook(db)
  const number = options.guidelines === undefined ? (round?.round ?? 0) : 0
  const under = options.guidelines ?? (options.again ? guidelines.version : undefined)
  const asked = under === undefined ? {} : { guidelineVersion: under }
  const passes = Array.from({ length: samples }, (_, sample): Pass => {
    const who = { kind: kindOf(strategy, sample), name: model.name, strategy, sample }
    const filter = {
      ...questionsIn(round, stage),
      without: { ...who, ...asked, ...(number > 0 ? { round: number } : {}) },
    }
    return {
      settings: { model, strategy, round: number, sample, guidelines, instructions, limits },
      queue: draftQueue(filter, { settledToo: under !== undefined }),
      filter,
      leases: `draft:${strategy}:${model.name}:${number}:${sample}${under === undefined ? '' : `:g${under}`}`,
    }
  })
  return { passes, model }
}

interface Drafting {
  readonly bench: DraftBench
  readonly desks: ReturnType<typeof openDesks>
  readonly tally: DraftTally
  readonly limit: number | undefined
}

/** Asks for every question of one pass, as many at once as the model takes. */
async function* drafting(pass: Pass, { bench, desks, tally, limit }: Drafting): Flow<void> {
  const { store, clock } = bench
  const { settings, leases: kind } = pass
  const { model } = settings
  const total = Math.min(await pass.queue.count(store.db), limit ?? Number.POSITIVE_INFINITY)
  let done = 0
  const work = sharedWork(store, {
    kind,
    width: model.concurrency,
    limit,
    clock,
    find: async (db, count, now) => (isAway(model, tally) ? [] : pass.queue.next(db, count, { kind, now })),
    work: async (id) => {
      const question = await standingQuestion(store.db, id)
      const desk = await desks.of(question.db)
      const answer = await draftOne(question, desk, settings)
      await desk.unchanged()
      const added = await keep(bench, { question, answer, settings })
      return { answer, added }
    },
  })
  for await (const { answer, added } of work) {
    if (added || answer.outcome === 'unavailable') tally.add(answer)
    yield { type: 'progress', label: 'Drafting', done: ++done, total }
  }
}

/** A server that was away for many questions in a row is not asked for the rest. */
function isAway(model: Model, tally: DraftTally): boolean {
  return !model.recorded && tally.awayInARow() >= Math.max(4, 2 * model.concurrency)
}

interface Kept {
  readonly question: Question
  readonly answer: AgentAnswer
  readonly settings: DraftSettings
}

/** Stores the candidate with its steps; false if there was nothing to store, or it was there. */
async function keep(bench: DraftBench, { question, answer, settings }: Kept): Promise<boolean> {
  const { outcome } = answer
  if (outcome === 'unavailable') return false
  const at = bench.clock().toISOString()
  const candidate = candidateOf(question, { ...answer, outcome }, { settings, at })
  return bench.store.transaction(async (db) => {
    const added = await addCandidate(db, candidate)
    if (added) await addTrace(db, candidate.id, answer.trace)
    return added
  })
}

function reportOf({ strategy }: DraftOptions, passes: readonly Pass[], tally: DraftTally) {
  const { round, model } = passes[0]!.settings
  return { round, strategy, model: model.name, ...tally.figures() }
}

async function sourcesIn(db: Db, passes: readonly Pass[]) {
  const counts = await Promise.all(passes.map((pass) => countBy(db, 'db', pass.filter)))
  return (await listSources(db)).filter((one) => counts.some((each) => each.has(one.name)))
}

/** The last instructions of each data set, read once. */
function instructionsBook(db: Db): (dataset: string) => Promise<string> {
  const known = new Map<string, Promise<string>>()
  return (dataset) => {
    const text = known.get(dataset) ?? instructionsOf(db, dataset).then((all) => all.at(-1)?.text ?? '')
    known.set(dataset, text)
    return text
  }
}
