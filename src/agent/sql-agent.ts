/** The Text2SQL agent: the loop with its prompt and exactly four tools. */
import type { Clock } from '../llm/clock.ts'
import { dialectOf } from '../llm/dialect.ts'
import { fenced } from '../llm/fence.ts'
import { promptHash, type RunLabel } from '../llm/label.ts'
import type { Model } from '../llm/model.ts'
import { renderPrompt } from '../llm/render.ts'
import { quoted } from '../llm/schema-text.ts'
import type { Message } from '../model/call.ts'
import type { Trace } from '../model/step.ts'
import { type AgentAnswer, totalsOf } from './answer.ts'
import { type RunLimits, runLoop, type Sampling } from './loop.ts'
import { peoplesWords } from './peoples-words.ts'
import { type ReplayOptions, replay } from './replay.ts'
import { type AgentDatabase, type AgentTask, type Check, knownTo } from './study.ts'
import type { Tool } from './tool.ts'
import { openToolbox } from './toolbox.ts'
import { exploreDb } from './tools/explore-db.ts'
import { finalAnswer, giveFinalAnswer } from './tools/give-final-answer.ts'
import { runSqlQuery } from './tools/run-sql-query.ts'
import { scratchpad } from './tools/scratchpad.ts'

export interface SqlAgentOptions {
  readonly model: Model
  /** What the run is for; its strategy is usually `agent`. */
  readonly label: RunLabel
  readonly task: AgentTask
  readonly database: AgentDatabase
  readonly check?: Check
  readonly limits?: Partial<RunLimits>
  readonly sampling?: Partial<Sampling>
  readonly clock?: Clock
}

const ENDS_WITH = 'give_final_answer'

/**
 * Answers one question.
 *
 * @throws {BudgetExceeded} if the budget would be passed; run again once it is raised, stored answers are reused
 * @throws {UserError} if a person has to mend something before any call can succeed
 */
export async function runSqlAgent(options: SqlAgentOptions): Promise<AgentAnswer> {
  const { model, label, task, database, limits, sampling, clock } = options
  const trace = await runLoop({
    model,
    label,
    prompt: agentPrompt(task, database),
    toolbox: openToolbox(agentTools(options)),
    endsWith: ENDS_WITH,
    ...(limits ? { limits } : {}),
    ...(sampling ? { sampling } : {}),
    ...(clock ? { clock } : {}),
  })
  return answerOf(trace)
}

/** Plays a stored run of the agent again, without a model. */
export function replaySqlAgent(trace: Trace, options: Omit<ReplayOptions, 'endsWith'>): Promise<Trace> {
  return replay(trace, { ...options, endsWith: ENDS_WITH })
}

/** The four tools, in the order in which the model is told of them. */
export function agentTools({
  model,
  task,
  database,
  check,
}: Pick<SqlAgentOptions, 'task' | 'database' | 'check'> & { model: Pick<Model, 'schemaTokens'> }): Tool[] {
  const known = knownTo(task, database.catalog)
  const { schemaTokens } = model
  return [
    exploreDb({ database, question: task.question, schemaTokens }),
    runSqlQuery(database, known),
    scratchpad(),
    giveFinalAnswer({ database, known, ...(check ? { check } : {}) }),
  ]
}

/** What the agent is told first: the tables by name; their columns it has to look at. */
export function agentPrompt(task: AgentTask, { catalog }: AgentDatabase): readonly Message[] {
  const tables = catalog.tables.map((table) => quoted(table.name)).join('\n')
  return renderPrompt('sql-agent', {
    dialect: dialectOf(catalog.engine),
    ...peoplesWords(task),
    tables: fenced('tables', tables),
  }).messages
}

function answerOf(trace: Trace): AgentAnswer {
  const { end } = trace
  const base = { trace, ...totalsOf(trace), promptHash: promptHash(trace.prompt), schemaTruncated: false }
  if (end.outcome === 'answered') return { ...base, outcome: 'answered', ...finalAnswer.parse(end.final) }
  if (end.outcome === 'unavailable')
    return { ...base, outcome: 'unavailable', message: end.message, flags: [] }
  return { ...base, outcome: 'no-answer', reason: end.reason, message: end.message, flags: [] }
}
