/** Has one item of a benchmark answered by a model, and makes the prediction of what came. */
import type { AgentAnswer } from '../../agent/answer.ts'
import { type OneShotOptions, runOneShot } from '../../agent/one-shot.ts'
import { runSqlAgent } from '../../agent/sql-agent.ts'
import type { AgentTask } from '../../agent/study.ts'
import type { RunLabel } from '../../llm/label.ts'
import type { Model } from '../../llm/model.ts'
import type { BenchmarkItem } from '../../model/benchmark.ts'
import type { ConfigLimits } from '../../model/config.ts'
import { type Prediction, predictionId } from '../../model/prediction.ts'
import type { Desk } from '../answering/desk.ts'
import { type GuidelinesInForce, guidelinesText } from '../answering/guidelines-in-force.ts'

/**
 * How a model is asked: `one-shot` one call with the prompt that releases are exported with · `guided` one call with
 * instructions and guidelines · `agent` the agent, with both.
 */
export const PREDICT_STRATEGIES = ['one-shot', 'guided', 'agent'] as const
export type PredictStrategy = (typeof PREDICT_STRATEGIES)[number]

export interface PredictSettings {
  readonly benchmark: string
  readonly model: Model
  readonly run: string
  readonly strategy: PredictStrategy
  readonly guidelines: GuidelinesInForce
  /** By data set; '' where there are none. */
  readonly instructions: (dataset: string) => Promise<string>
  readonly limits: ConfigLimits
}

/** @throws {UserError} if a person has to mend something before any call can succeed, the budget included */
export async function answerItem(
  item: BenchmarkItem,
  desk: Desk,
  settings: PredictSettings,
): Promise<AgentAnswer> {
  const { model, strategy, limits } = settings
  const label = labelOf(item, settings)
  const request = await requestOf(item, desk, settings)
  if (strategy !== 'agent') return runOneShot({ ...request, label, sampling: { seed: 1 } })
  const checker = await desk.checker()
  const { question, evidence, guidelines = '' } = request.task
  const check = (sql: string) => checker.check({ question, evidence, guidelines, sql })
  const { steps, tokens, timeMs, usd } = limits
  const answer = await runSqlAgent({
    ...{ model, label, task: request.task, check, sampling: { seed: 1 } },
    database: { ...request.database, run: desk.run },
    limits: { steps, tokens, timeMs, ...(usd === undefined ? {} : { costUsd: usd }) },
  })
  await desk.unchanged()
  return answer
}

/** What the model is asked, without the label. */
export async function requestOf(
  item: BenchmarkItem,
  { catalog, source }: Desk,
  { model, strategy, guidelines, instructions }: PredictSettings,
): Promise<
  Pick<OneShotOptions, 'model' | 'task' | 'database'> & { readonly format: OneShotOptions['format'] & string }
> {
  const { question, evidence, db_id } = item.pair
  const asked = { question, ...(evidence ? { evidence } : {}) }
  const database = { catalog, egress: source.egress }
  if (strategy === 'one-shot') return { model, task: asked, database, format: 'ddl-values-v1' }
  const rules = guidelines.rulesFor({ id: item.id, dataset: item.dataset, db: db_id })
  const task: AgentTask = {
    ...asked,
    guidelines: guidelinesText(rules),
    instructions: await instructions(item.dataset),
  }
  return { model, task, database, format: 'guided' }
}

/** Runs of one model are told apart by the stage, so that each is asked afresh. */
function labelOf(
  item: BenchmarkItem,
  { benchmark, run, strategy, model, guidelines }: PredictSettings,
): RunLabel {
  return {
    key: item.id,
    verb: 'predict',
    stage: run === '' ? benchmark : `${benchmark}:${run}`,
    strategy,
    model: model.name,
    guidelineVersion: strategy === 'one-shot' ? 0 : guidelines.version,
    sample: 0,
  }
}

/** Nothing is made of an answer that could not be had. */
export function predictionOf(
  item: BenchmarkItem,
  answer: AgentAnswer & { readonly outcome: 'answered' | 'no-answer' },
  { settings, at }: { readonly settings: PredictSettings; readonly at: string },
): Prediction {
  const { benchmark, model, run } = settings
  const who = { benchmark, item: item.id, model: model.name, run }
  const { outcome, sql, promptHash, recorded, trace } = answer
  return {
    ...who,
    id: predictionId(who),
    outcome,
    ...(sql === undefined ? {} : { sql }),
    promptHash,
    recorded,
    elapsedMs: trace.elapsedMs,
    at,
  }
}
