/** Has one question answered by a model, as agent or with one call, and makes the candidate of what came. */
import type { AgentAnswer } from '../../agent/answer.ts'
import { runOneShot } from '../../agent/one-shot.ts'
import { runSqlAgent } from '../../agent/sql-agent.ts'
import type { AgentTask } from '../../agent/study.ts'
import type { RunLabel } from '../../llm/label.ts'
import type { Model } from '../../llm/model.ts'
import { type Candidate, type CandidateKind, candidateId } from '../../model/candidate.ts'
import type { ConfigLimits } from '../../model/config.ts'
import type { Question } from '../../model/question.ts'
import type { Desk } from './desk.ts'
import { type GuidelinesInForce, guidelinesText } from './guidelines-in-force.ts'

export type Strategy = 'agent' | 'one-shot'

/** How a set of questions is drafted. */
export interface DraftSettings {
  readonly model: Model
  readonly strategy: Strategy
  /** 0 outside any round. */
  readonly round: number
  /** Which of several independent answers, from 0. */
  readonly sample: number
  readonly guidelines: GuidelinesInForce
  /** By data set; '' where there are none. */
  readonly instructions: (dataset: string) => Promise<string>
  readonly limits: ConfigLimits
}

/** Further samples are drawn warm, so that they can differ. */
const WARM = 0.7

/** What kind of candidate a sample is: the first is the answer, the others are held against it by the policy. */
export function kindOf(strategy: Strategy, sample: number): CandidateKind {
  return sample > 0 ? 'policy-sample' : strategy
}

/**
 * Asks the model.
 *
 * @throws {UserError} if a person has to mend something before any call can succeed, the budget included
 */
export async function draftOne(
  question: Question,
  desk: Desk,
  settings: DraftSettings,
): Promise<AgentAnswer> {
  const { model, strategy, sample, limits } = settings
  const task = await taskOf(question, settings)
  const label = labelOf(question, settings)
  const sampling = { seed: sample + 1, ...(sample > 0 ? { temperature: WARM } : {}) }
  const { catalog, source, run } = desk
  const database = { catalog, egress: source.egress, run }
  if (strategy === 'one-shot') return runOneShot({ model, label, task, database, sampling })
  const checker = await desk.checker()
  const words = wordsOf(question, settings.guidelines)
  const check = (sql: string) => checker.check({ ...words, sql })
  const { steps, tokens, timeMs, usd } = limits
  const runLimits = { steps, tokens, timeMs, ...(usd === undefined ? {} : { costUsd: usd }) }
  return runSqlAgent({ model, label, task, database, check, sampling, limits: runLimits })
}

/** What counts as said of a question when a query is checked: the rules' words, not their examples. */
export function wordsOf(question: Question, guidelines: GuidelinesInForce) {
  const rules = guidelines.rulesFor(question).map((rule) => rule.text)
  return { question: question.text, evidence: question.evidence, guidelines: rules.join('\n') }
}

/** What the model is told of a question. */
export async function taskOf(
  question: Question,
  { guidelines, instructions }: Pick<DraftSettings, 'guidelines' | 'instructions'>,
): Promise<AgentTask> {
  return {
    question: question.text,
    ...(question.evidence === undefined ? {} : { evidence: question.evidence }),
    guidelines: guidelinesText(guidelines.rulesFor(question)),
    instructions: await instructions(question.dataset),
  }
}

/** The stage in a label is the one that the question was made in. */
function labelOf(question: Question, { strategy, model, guidelines, sample }: DraftSettings): RunLabel {
  return {
    key: question.id,
    verb: 'draft',
    stage: question.origin,
    strategy,
    model: model.name,
    guidelineVersion: guidelines.version,
    sample,
  }
}

/** The candidate of an answer; nothing is made of one that could not be had. */
export function candidateOf(
  question: Question,
  answer: AgentAnswer & { readonly outcome: 'answered' | 'no-answer' },
  { settings, at }: { readonly settings: DraftSettings; readonly at: string },
): Candidate {
  const { model, strategy, round, sample, guidelines } = settings
  const who = {
    question: question.id,
    kind: kindOf(strategy, sample),
    name: model.name,
    strategy,
    round,
    sample,
    guidelineVersion: guidelines.version,
  }
  const { outcome, sql, explanation, reason, message, promptHash, recorded, trace } = answer
  return {
    ...who,
    id: candidateId(who),
    outcome,
    ...(sql === undefined ? {} : { sql }),
    ...(explanation === undefined ? {} : { explanation }),
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { note: message }),
    promptHash,
    recorded,
    elapsedMs: trace.elapsedMs,
    at,
  }
}
