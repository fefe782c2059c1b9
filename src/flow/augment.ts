/** The verb that widens a stage: a pipeline makes new questions, each of which has to prove its claim. */
import { pipelines } from '../augment/all.ts'
import type { AugmentForecast, AugmentReport, PipelineName } from '../model/augment.ts'
import type { Flow } from '../model/event.ts'
import { getQuestions } from '../store/questions.ts'
import { listSources } from '../store/sources.ts'
import type { Db } from '../store/tables.ts'
import { egressNotes } from './answering/egress-note.ts'
import { forecastAugment } from './augmenting/augment-forecast.ts'
import { augmentTally } from './augmenting/augment-tally.ts'
import { type AugmentBench, openCrew } from './augmenting/crew.ts'
import { knownSql } from './augmenting/known-sql.ts'
import { type Making, makeAttempts, upcoming } from './augmenting/make-attempts.ts'
import { beginStage, stageToMake } from './augmenting/new-stage.ts'
import { orderOf } from './augmenting/order.ts'
import { readPlan } from './augmenting/plan-file.ts'

export interface AugmentOptions {
  readonly pipeline: PipelineName
  /** Questions wanted; default: the pipeline's share of the parent stage, with a plan all that it can give. */
  readonly count?: number | undefined
  /** The stage to start from. Default: the last before this one in the method's order. */
  readonly stage?: string | undefined
  /** What the new stage is called. Default: the pipeline's name. */
  readonly name?: string | undefined
  /** Attempts at most in this run. */
  readonly limit?: number | undefined
  /** Attempts on one parent at most. Default 1. */
  readonly attempts?: number | undefined
  /** Files of attempts that were fixed beforehand, instead of drawn. */
  readonly plan?: readonly string[] | undefined
  /** The model that writes. Default: what `use` says. */
  readonly model?: string | undefined
}

/**
 * Makes or goes on with a stage: what is stored is done, and running again makes the attempts that are missing.
 *
 * @throws {UserError} if a person has to mend something: the stage, a model, its key, the budget, a database
 */
export async function* augment(bench: AugmentBench, options: AugmentOptions): Flow<AugmentReport> {
  const making = await prepare(bench, options)
  const { made, crew } = making
  // The stage is whole from the beginning: what is not made anew is taken over.
  await beginStage(bench, made)
  yield* egressSaid(bench.store.db, making)
  // Attempts are made until enough questions are there, or none is left that this run can make.
  for (let left = options.limit ?? Number.POSITIVE_INFINITY; left > 0; ) {
    const { stored, stopped } = yield* makeAttempts(bench, making, left)
    left -= stored
    if (stored === 0 || stopped) break
  }
  for (const text of bench.models.notes()) yield { type: 'note', text }
  const done = (await upcoming(bench.store.db, making)).length === 0
  return augmentTally(bench.store.db, { made, desks: crew.desks, done })
}

/** The attempts that come next with their labels, and what they will cost; nothing is stored or called. */
export async function planAugment(bench: AugmentBench, options: AugmentOptions): Promise<AugmentForecast> {
  const making = await prepare(bench, options)
  const { db } = bench.store
  const tasks = (await upcoming(db, making)).slice(0, options.limit)
  const parents = await getQuestions(
    db,
    tasks.map((one) => one.parent),
  )
  const known = await knownSql(db, [...parents.keys()])
  return forecastAugment(db, making.crew, { tasks, parents, known: (id) => known.has(id) })
}

async function prepare(bench: AugmentBench, options: AugmentOptions): Promise<Making> {
  const pipeline = pipelines[options.pipeline]
  const { name, stage: parent, model } = options
  const plan = options.plan && (await readPlan(bench.store.db, options.plan, pipeline.name))
  const made = await stageToMake(bench, { pipeline, name, parent, plan })
  const crew = await openCrew(bench, { pipeline, stage: made.stage.name, model })
  const share = Math.round(pipeline.share * made.parents.length)
  const planned = made.stage.draw.plan?.length
  const count = options.count ?? planned ?? Math.max(1, share)
  const attempts = options.attempts ?? 1
  const order = await orderOf(made, { pipeline, count, attempts, desks: crew.desks })
  return { made, crew, order, count, once: pipeline.effect === 'replaces' }
}

/** What leaves the machine is said before anything does. */
async function* egressSaid(db: Db, { crew, made }: Making): Flow<void> {
  const asked = new Set(made.parents.map((one) => one.db))
  const sources = (await listSources(db)).filter((one) => asked.has(one.name))
  const models = new Map([crew.writer, ...crew.solvers].map((one) => [one.name, one]))
  for (const model of models.values()) {
    for (const text of egressNotes(model, sources)) yield { type: 'note', text }
  }
}
