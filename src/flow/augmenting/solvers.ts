/** Two independent solvers that write SQL for a question: they differ in prompt and, where the settings name two, in model. */

import { runOneShot } from '../../agent/one-shot.ts'
import { peoplesWords } from '../../agent/peoples-words.ts'
import type { AgentTask } from '../../agent/study.ts'
import { dialectOf } from '../../llm/dialect.ts'
import { fenced } from '../../llm/fence.ts'
import { labelText, type RunLabel } from '../../llm/label.ts'
import type { Model } from '../../llm/model.ts'
import { renderPrompt } from '../../llm/render.ts'
import { schemaText } from '../../llm/schema-text.ts'
import type { Message } from '../../model/call.ts'
import { extractSql } from '../../sql/extract.ts'
import type { Desk } from '../answering/desk.ts'

/** A model could not be reached: nothing is known of the attempt, and it is to be made again. */
export class Unreached extends Error {
  override readonly name = 'Unreached'
}

export interface Solution {
  /** Absent where the model wrote none. */
  readonly sql?: string
  readonly recorded: boolean
}

/** The label of a solver's call, but for what tells the solvers apart. */
export type SolveLabel = Omit<RunLabel, 'strategy' | 'model'>

export interface ToSolve {
  readonly task: AgentTask
  readonly desk: Desk
  readonly label: SolveLabel
  /** `solve` for a new question, `solve-parent` for the one that it starts from. */
  readonly strategy: 'solve' | 'solve-parent'
}

/**
 * Asks both at once.
 *
 * @throws {Unreached} if one of the models cannot be reached
 */
export async function solveTwice(
  models: readonly [Model, Model],
  toSolve: ToSolve,
): Promise<readonly [Solution, Solution]> {
  const [a, b] = models
  return Promise.all([directly(a, toSolve), workingOut(b, toSolve)])
}

/** Solver a: the one-shot prompt. */
async function directly(model: Model, { task, desk, label, strategy }: ToSolve): Promise<Solution> {
  const answer = await runOneShot({
    model,
    label: { ...label, strategy: `${strategy}-a`, model: model.name },
    task,
    database: { catalog: desk.catalog, egress: desk.source.egress },
  })
  if (answer.outcome === 'unavailable') throw new Unreached(answer.message)
  return { ...(answer.sql === undefined ? {} : { sql: answer.sql }), recorded: answer.recorded }
}

/** Solver b: works it out in words before it writes the query. */
async function workingOut(model: Model, toSolve: ToSolve): Promise<Solution> {
  const { label, strategy } = toSolve
  const { reply, recorded } = await model.ask({
    label: labelText({ ...label, strategy: `${strategy}-b`, model: model.name }, 1),
    messages: solverPrompt(model, toSolve),
    temperature: 0,
    maxTokens: 1_024,
    seed: 1,
  })
  if (reply.kind === 'unavailable' || reply.kind === 'malformed') throw new Unreached(reply.message)
  const sql = reply.kind === 'answer' ? extractSql(reply.text) : undefined
  return { ...(sql === undefined ? {} : { sql }), recorded }
}

export function solverPrompt(
  { schemaTokens }: Pick<Model, 'schemaTokens'>,
  { task, desk }: Pick<ToSolve, 'task' | 'desk'>,
): readonly Message[] {
  const { catalog, source } = desk
  const { question } = task
  const schema = schemaText(catalog, { egress: source.egress, maxTokens: schemaTokens, question })
  const dialect = dialectOf(catalog.engine)
  const values = { dialect, ...peoplesWords(task), schema: fenced('schema', schema.text) }
  return renderPrompt('augment-solver', values).messages
}
