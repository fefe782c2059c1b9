/** What drafts that are still missing will take, told from those that are there or from the prompt. */
import { oneShotPrompt } from '../../agent/one-shot.ts'
import { agentPrompt } from '../../agent/sql-agent.ts'
import { type Forecast, forecast, type ItemCost } from '../../llm/forecast.ts'
import { likelyPromptTokens } from '../../llm/tokens.ts'
import type { StoredCall } from '../../model/call.ts'
import { eachCall } from '../../store/calls.ts'
import type { Db } from '../../store/tables.ts'
import type { Desks } from './desk.ts'
import { type DraftSettings, taskOf } from './draft-one.ts'
import type { DraftQueue } from './draft-queue.ts'
import { standingQuestion } from './standing-question.ts'

/** Turns that an agent is taken to need while none is measured, and the tokens of one answer. */
const LIKELY_STEPS = 5
const LIKELY_OUTPUT = 150
const MEASURED_ITEMS = 10

interface Pass {
  readonly settings: DraftSettings
  readonly queue: DraftQueue
}

export async function forecastOf(
  passes: readonly Pass[],
  { db, desks }: { readonly db: Db; readonly desks: Desks },
): Promise<Forecast> {
  const { settings } = passes[0]!
  let items = 0
  for (const pass of passes) items += await pass.queue.count(db)
  const { price, concurrency } = settings.model
  const done = await callsOfDone(db, settings)
  return forecast({ items, done, price, concurrency, estimate: await estimated(passes, { db, desks }) })
}

/** The calls of the first drafts of this kind, question by question. */
async function callsOfDone(db: Db, { model, strategy }: DraftSettings): Promise<StoredCall[][]> {
  const byRun = new Map<string, StoredCall[]>()
  for await (const call of eachCall(db, { verb: 'draft', model: model.name })) {
    const parts = call.label.split('/')
    if (parts[3] !== strategy) continue
    const run = parts.slice(0, -1).join('/')
    if (!byRun.has(run) && byRun.size === MEASURED_ITEMS) break
    byRun.set(run, [...(byRun.get(run) ?? []), call])
  }
  return [...byRun.values()]
}

/** From the first prompt that is still to be sent; each turn of an agent is told all before it. */
async function estimated(
  passes: readonly Pass[],
  { db, desks }: { readonly db: Db; readonly desks: Desks },
): Promise<ItemCost> {
  const nothing = { calls: 0, inputTokens: 0, outputTokens: 0, ms: null }
  for (const { queue, settings } of passes) {
    const [id] = await queue.next(db, 1, { kind: '', now: 0 })
    const question = id === undefined ? undefined : await standingQuestion(db, id)
    if (!question) continue
    const { catalog, source, run } = await desks.of(question.db)
    const task = await taskOf(question, settings)
    const database = { catalog, egress: source.egress, run }
    const agent = settings.strategy === 'agent'
    const messages = agent
      ? agentPrompt(task, database)
      : oneShotPrompt({ model: settings.model, task, database }).messages
    const calls = agent ? LIKELY_STEPS : 1
    const first = likelyPromptTokens(messages)
    const growth = (LIKELY_OUTPUT * 2 * calls * (calls - 1)) / 2
    return { calls, inputTokens: calls * first + growth, outputTokens: calls * LIKELY_OUTPUT, ms: null }
  }
  return nothing
}
