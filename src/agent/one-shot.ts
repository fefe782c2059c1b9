/** The baseline beside the agent: one prompt, the query taken out of the answer, no tools. */
import { type Clock, systemClock } from '../llm/clock.ts'
import { dialectOf } from '../llm/dialect.ts'
import { fenced } from '../llm/fence.ts'
import { labelText, promptHash, type RunLabel } from '../llm/label.ts'
import type { CallOutcome, Model } from '../llm/model.ts'
import { renderPrompt } from '../llm/render.ts'
import { schemaText } from '../llm/schema-text.ts'
import { type TaskFormat, taskText } from '../llm/task-text.ts'
import type { Message, Reply } from '../model/call.ts'
import type { RunEnd, Step, Trace } from '../model/step.ts'
import { extractSql } from '../sql/extract.ts'
import { type AgentAnswer, totalsOf } from './answer.ts'
import { DEFAULT_SAMPLING, type Sampling } from './loop.ts'
import { peoplesWords } from './peoples-words.ts'
import type { AgentDatabase, AgentTask } from './study.ts'

export interface OneShotOptions {
  readonly model: Model
  /** What the call is for; its strategy is usually `one-shot`. */
  readonly label: RunLabel
  readonly task: AgentTask
  readonly database: Omit<AgentDatabase, 'run'>
  /** `guided` (default): instructions, guidelines and schema · a task format: its text to the letter, as models are trained on it. */
  readonly format?: 'guided' | TaskFormat
  readonly sampling?: Partial<Sampling>
  readonly clock?: Clock
}

/**
 * Answers one question with one call.
 *
 * @throws {BudgetExceeded} if the budget would be passed
 * @throws {UserError} if a person has to mend something before any call can succeed
 */
export async function runOneShot(options: OneShotOptions): Promise<AgentAnswer> {
  const { model, label, sampling, clock = systemClock } = options
  const { messages, schemaTruncated } = oneShotPrompt(options)
  const startedAt = clock.now()
  const name = labelText(label, 1)
  const came = await model.ask({ ...DEFAULT_SAMPLING, ...sampling, label: name, messages })
  const elapsedMs = clock.now() - startedAt
  const { reply } = came
  const steps = reply.kind === 'unavailable' ? [] : [stepOf({ ...came, reply }, name, elapsedMs)]
  const end = endOf(reply)
  const trace: Trace = { prompt: [...messages], steps, end, elapsedMs }
  const base = { trace, ...totalsOf(trace), promptHash: promptHash(messages), schemaTruncated, flags: [] }
  if (end.outcome === 'answered') return { ...base, outcome: 'answered', sql: String(end.final) }
  return { ...base, ...end }
}

/** The messages of the one call. */
export function oneShotPrompt({
  model,
  task,
  database,
  format = 'guided',
}: Pick<OneShotOptions, 'task' | 'database' | 'format'> & { model: Pick<Model, 'schemaTokens'> }): {
  readonly messages: readonly Message[]
  readonly schemaTruncated: boolean
} {
  const { catalog, egress } = database
  const { schemaTokens } = model
  if (format !== 'guided') {
    const { text, schemaTruncated } = taskText(format, task, { catalog, egress, schemaTokens })
    return { messages: [{ role: 'user', text }], schemaTruncated }
  }
  const schema = schemaText(catalog, { egress, maxTokens: schemaTokens, question: task.question })
  const { messages } = renderPrompt('one-shot', {
    dialect: dialectOf(catalog.engine),
    ...peoplesWords(task),
    schema: fenced('schema', schema.text),
  })
  return { messages, schemaTruncated: schema.schemaTruncated }
}

function endOf(reply: CallOutcome['reply']): RunEnd {
  if (reply.kind === 'unavailable') return { outcome: 'unavailable', message: reply.message }
  if (reply.kind === 'refused') return { outcome: 'no-answer', reason: 'refused', message: reply.message }
  if (reply.kind === 'malformed') return { outcome: 'unavailable', message: reply.message }
  const sql = extractSql(reply.text)
  if (sql !== undefined) return { outcome: 'answered', final: sql }
  return { outcome: 'no-answer', reason: 'no-sql', message: 'The answer holds no query' }
}

function stepOf(came: CallOutcome & { reply: Reply }, label: string, elapsedMs: number): Step {
  const { reply, promptHash, costUsd, recorded } = came
  return { step: 1, label, promptHash, reply, observations: [], costUsd, recorded, elapsedMs }
}
