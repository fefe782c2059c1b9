/** The verb that has a model answer a benchmark, or brings in what an outside system answered. */
import type { AgentAnswer } from '../agent/answer.ts'
import { sharedWork } from '../jobs/shared-work.ts'
import type { BenchmarkItem } from '../model/benchmark.ts'
import { UserError } from '../model/errors.ts'
import type { Flow } from '../model/event.ts'
import { type Prediction, type PredictReport, predictionId } from '../model/prediction.ts'
import { unpredicted } from '../store/benchmarks.ts'
import { instructionsOf } from '../store/instructions.ts'
import { addPrediction } from '../store/predictions.ts'
import { listSources } from '../store/sources.ts'
import type { Workbench } from '../workbench.ts'
import { type Desks, openDesks } from './answering/desk.ts'
import { type DraftTally, newDraftTally } from './answering/draft-tally.ts'
import { egressNotes } from './answering/egress-note.ts'
import { guidelinesInForce } from './answering/guidelines-in-force.ts'
import { modelAsked } from './answering/model-asked.ts'
import { readPredictions } from './inputs/predictions.ts'
import {
  answerItem,
  type PredictSettings,
  type PredictStrategy,
  predictionOf,
} from './predicting/answer-item.ts'
import { itemsOf } from './predicting/benchmark-named.ts'
import { predictForecast } from './predicting/predict-forecast.ts'
import { predictionsReport } from './predicting/predict-report.ts'
import { type Predictor, predictionsOf } from './predicting/prediction-file.ts'

export type PredictBench = Pick<
  Workbench,
  'store' | 'workspace' | 'openDatabase' | 'config' | 'models' | 'clock'
>

export interface PredictOptions {
  readonly benchmark: string
  /** A name in `concord.yaml`. Default: what `use` says. */
  readonly model?: string | undefined
  readonly strategy: PredictStrategy
  /** Tells repeated predictions of one model apart. Default: '', or the strategy where it is not one-shot. */
  readonly run?: string | undefined
  /** Items that are asked at most. */
  readonly limit?: number | undefined
  /** Asks nothing and says what there is to ask. */
  readonly dryRun?: boolean | undefined
  /** The file to write; default: in the workspace. */
  readonly out?: string | undefined
}

/**
 * Predicts what is missing; each answer is stored as soon as it is there.
 *
 * @throws {UserError} if a person has to mend something: the model, its key, the budget, a database
 */
export async function* predict(bench: PredictBench, options: PredictOptions): Flow<PredictReport> {
  const { db } = bench.store
  const items = await itemsOf(db, options.benchmark)
  const settings = await settingsOf(bench, options)
  const desks = openDesks(bench)
  const tally = newDraftTally()
  const names = new Set(items.map(({ pair }) => pair.db_id))
  // What leaves the machine is said before anything does.
  const sources = (await listSources(db)).filter(({ name }) => names.has(name))
  for (const text of egressNotes(settings.model, sources)) yield { type: 'note', text }
  if (!options.dryRun) yield* predicting(settings, { bench, items, desks, tally, limit: options.limit })
  for (const text of [...tally.notes(), ...bench.models.notes()]) yield { type: 'note', text }
  const { drafted, byOutcome, cost } = tally.figures()
  const { benchmark, run, model } = settings
  const report = await predictionsReport(
    bench,
    { benchmark, run, model: model.name },
    { items, desks, out: options.out },
  )
  const told = { ...report, predicted: drafted, byOutcome, cost }
  return options.dryRun
    ? { ...told, forecast: await predictForecast(settings, { items, desks, left: report.left }) }
    : told
}

export interface ImportPredictionsOptions {
  readonly benchmark: string
  /** What the outside system is called from now on. */
  readonly model: string
  readonly run?: string | undefined
  /** PREDICTIONS. */
  readonly file: string
  /** True for recorded example answers. */
  readonly recorded: boolean
  readonly out?: string | undefined
}

/**
 * Keeps the predictions of an outside system; importing the same again changes nothing.
 *
 * @throws {UserError} if the file does not pair with the benchmark, or other predictions have this name
 */
export async function* importPredictions(
  bench: PredictBench,
  { benchmark, model, run = '', file, recorded, out }: ImportPredictionsOptions,
): Flow<PredictReport> {
  const { store } = bench
  const items = await itemsOf(store.db, benchmark)
  const answers = await readPredictions(
    file,
    items.map(({ id }) => id),
  )
  const at = bench.clock().toISOString()
  const of = { benchmark, model, run }
  const held = await predictionsOf(store.db, of)
  const other = items.find(({ id }) => held.has(id) && (held.get(id)!.sql ?? '') !== answers.get(id))
  if (other) {
    throw new UserError(
      `Cannot import "${file}" as "${model}": other predictions have this name, such as for ${other.id}`,
      'Predictions are never changed: name this run with --run',
    )
  }
  let predicted = 0
  await store.transaction(async (db) => {
    predicted = 0
    for (const { id } of items) {
      const one = importedPrediction({ ...of, item: id }, answers.get(id)!, { recorded, at })
      if (await addPrediction(db, one)) predicted++
    }
  })
  yield { type: 'progress', label: 'Running predictions', done: 0, total: items.length }
  return { ...(await predictionsReport(bench, of, { items, desks: openDesks(bench), out })), predicted }
}

function importedPrediction(
  who: Predictor & { readonly item: string },
  sql: string,
  more: Pick<Prediction, 'recorded' | 'at'>,
): Prediction {
  const answered = sql.trim() !== ''
  const answer = answered ? { outcome: 'answered' as const, sql } : { outcome: 'no-answer' as const }
  return { ...who, id: predictionId(who), ...answer, ...more }
}

async function settingsOf(bench: PredictBench, options: PredictOptions): Promise<PredictSettings> {
  const { store, config, models } = bench
  const { benchmark, strategy, run = strategy === 'one-shot' ? '' : strategy } = options
  const known = new Map<string, Promise<string>>()
  return {
    ...{ benchmark, strategy, run, limits: config.limits },
    model: models.model(modelAsked(config, options.model, [config.use.predict])),
    guidelines: await guidelinesInForce(store.db),
    instructions(dataset) {
      const text =
        known.get(dataset) ?? instructionsOf(store.db, dataset).then((all) => all.at(-1)?.text ?? '')
      known.set(dataset, text)
      return text
    },
  }
}

interface Predicting {
  readonly bench: PredictBench
  readonly items: readonly BenchmarkItem[]
  readonly desks: Desks
  readonly tally: DraftTally
  readonly limit: number | undefined
}

/** Asks for every item that has no prediction, as many at once as the model takes. */
async function* predicting(
  settings: PredictSettings,
  { bench, items, desks, tally, limit }: Predicting,
): Flow<void> {
  const { store, clock } = bench
  const { benchmark, run, model, strategy } = settings
  const byId = new Map(items.map((item) => [item.id, item]))
  const of = { benchmark, run, model: model.name }
  const kind = `predict:${benchmark}:${model.name}:${run}`
  const total = Math.min(items.length - (await predictionsOf(store.db, of)).size, limit ?? items.length)
  const tooAway = () => !model.recorded && tally.awayInARow() >= Math.max(4, 2 * model.concurrency)
  const work = sharedWork(store, {
    ...{ kind, width: model.concurrency, limit, clock },
    async find(db, count, now) {
      if (tooAway()) return []
      const found = await unpredicted(db, { ...of, limit: count, unleased: { kind, now } })
      return found.map(({ id }) => id)
    },
    async work(id) {
      const item = byId.get(id)!
      const answer = await answerItem(item, await desks.of(item.pair.db_id), settings)
      return { answer, added: await keep(bench, { item, answer, settings }) }
    },
  })
  let done = 0
  for await (const { answer, added } of work) {
    if (added || answer.outcome === 'unavailable') tally.add(answer)
    yield { type: 'progress', label: `Predicting (${strategy})`, done: ++done, total }
  }
}

interface Kept {
  readonly item: BenchmarkItem
  readonly answer: AgentAnswer
  readonly settings: PredictSettings
}

/** False if there was nothing to store, or it was there. */
async function keep({ store, clock }: PredictBench, { item, answer, settings }: Kept): Promise<boolean> {
  const { outcome } = answer
  if (outcome === 'unavailable') return false
  const at = clock().toISOString()
  return addPrediction(store.db, predictionOf(item, { ...answer, outcome }, { settings, at }))
}
