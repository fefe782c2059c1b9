/** The agent's loop: ask, run the tools that the answer calls, tell what came back, until a tool ends it or a limit does. */

import { type Clock, systemClock } from '../llm/clock.ts'
import { labelText, type RunLabel } from '../llm/label.ts'
import type { CallOutcome, Model } from '../llm/model.ts'
import type { Message, Reply, ToolCall, Unavailable } from '../model/call.ts'
import type { NoAnswerReason, Observation, RunEnd, Step, Trace } from '../model/step.ts'
import type { Toolbox } from './tool.ts'

/** When a run ends without an answer. */
export interface RunLimits {
  readonly steps: number
  /** Tokens read and written, all steps together. */
  readonly tokens: number
  /** Without the time in which the model was busy with others. */
  readonly timeMs: number
  /** What is spent on this run; a step whose cost is unknown counts as nothing. */
  readonly costUsd?: number
  /** Answers in a row that call no tool. */
  readonly prose: number
}

export const DEFAULT_RUN_LIMITS: RunLimits = { steps: 20, tokens: 100_000, timeMs: 300_000, prose: 3 }

/** How the model is asked. */
export interface Sampling {
  readonly temperature: number
  /** Tokens of one answer at most. */
  readonly maxTokens: number
  readonly seed: number
}

export const DEFAULT_SAMPLING: Sampling = { temperature: 0, maxTokens: 1_024, seed: 1 }

export interface LoopOptions {
  readonly model: Pick<Model, 'ask'>
  readonly label: RunLabel
  /** What the model is told first. */
  readonly prompt: readonly Message[]
  readonly toolbox: Toolbox
  /** The tool that alone ends a run, as the reminder names it. */
  readonly endsWith: string
  readonly limits?: Partial<RunLimits>
  readonly sampling?: Partial<Sampling>
  readonly clock?: Clock
}

/** What is known between two steps. */
interface Progress {
  readonly options: LoopOptions
  readonly limits: RunLimits
  readonly clock: Clock
  readonly startedAt: number
  readonly messages: Message[]
  readonly steps: Step[]
  /** Time that went by while the model was busy with others; it does not count. */
  waitedMs: number
}

/**
 * Runs to the end and returns the whole trace.
 *
 * @throws {BudgetExceeded} and other `UserError`s of the model: the run is then to be done again, and every answer that
 * is stored comes from the ledger
 */
export async function runLoop(options: LoopOptions): Promise<Trace> {
  const clock = options.clock ?? systemClock
  const run: Progress = {
    options,
    limits: { ...DEFAULT_RUN_LIMITS, ...options.limits },
    clock,
    startedAt: clock.now(),
    messages: [...options.prompt],
    steps: [],
    waitedMs: 0,
  }
  let end = limitReached(run)
  while (!end) end = (await takeStep(run)) ?? limitReached(run)
  return { prompt: [...options.prompt], steps: run.steps, end, elapsedMs: elapsedMs(run) }
}

/** One answer of the model and its tools; how the run ends, if it ends here. */
async function takeStep(run: Progress): Promise<RunEnd | undefined> {
  const number = run.steps.length + 1
  const label = labelText(run.options.label, number)
  const came = await askWithin(run, label)
  run.waitedMs += came.waitedMs
  if (came.reply.kind === 'unavailable') return withoutReply(came.reply, run)
  const reply = withOwnIds(came.reply, number)
  const { observations, end } = await act(run, reply)
  const reminder = end ? undefined : reminderFor(run, reply)
  const { promptHash, costUsd, recorded } = came
  const spoken = reminder === undefined ? {} : { reminder }
  run.steps.push({
    step: number,
    label,
    promptHash,
    reply,
    observations,
    ...spoken,
    costUsd,
    recorded,
    elapsedMs: elapsedMs(run),
  })
  run.messages.push(...messagesOf(reply, observations, reminder))
  return end
}

/** Asks the model, for no longer than the run may take. */
function askWithin(run: Progress, label: string): Promise<CallOutcome> {
  const { model, sampling, toolbox } = run.options
  const timeoutMs = Math.max(1, run.limits.timeMs - elapsedMs(run))
  const messages = [...run.messages]
  return model.ask({ ...DEFAULT_SAMPLING, ...sampling, label, messages, tools: toolbox.specs, timeoutMs })
}

function elapsedMs({ clock, startedAt, waitedMs }: Progress): number {
  return clock.now() - startedAt - waitedMs
}

interface Acted {
  readonly observations: Observation[]
  readonly end?: RunEnd
}

/** Runs the tools that the answer calls, one after the other; after the one that ends the run no other is run. */
async function act(run: Progress, reply: Reply): Promise<Acted> {
  if (reply.kind === 'refused') return { observations: [], end: noAnswer('refused', reply.message) }
  if (reply.kind === 'malformed') return { observations: [] }
  const observations: Observation[] = []
  let end: RunEnd | undefined
  for (const call of reply.toolCalls) {
    const about = { toolCallId: call.id, tool: call.name }
    if (end) {
      observations.push({ ...about, text: 'Not run: the work has ended.', error: true })
      continue
    }
    const { text, error = false, final, gaveUp } = await run.options.toolbox.call(call)
    const ended = gaveUp !== undefined ? { gaveUp } : final !== undefined ? { final } : {}
    observations.push({ ...about, text, error, ...ended })
    if (gaveUp !== undefined) end = noAnswer('gave-up', gaveUp)
    else if (final !== undefined) end = { outcome: 'answered', final }
  }
  return end ? { observations, end } : { observations }
}

/** What to tell a model that called no tool; undefined if it called one. */
function reminderFor(run: Progress, reply: Reply): string | undefined {
  if (reply.kind === 'malformed') return 'Your last answer could not be read. Call one of the tools.'
  if (reply.kind === 'answer' && reply.toolCalls.length > 0) return undefined
  return `You have called no tool. Go on with a tool; ${run.options.endsWith} alone ends the work.`
}

/** The server's own ids may change from run to run; ours do not, and nine letters and digits are right for every server. */
function withOwnIds(reply: Reply, number: number): Reply {
  if (reply.kind !== 'answer') return reply
  const id = (i: number) => `s${String(number).padStart(4, '0')}c${String(i + 1).padStart(3, '0')}`
  return { ...reply, toolCalls: reply.toolCalls.map((call: ToolCall, i) => ({ ...call, id: id(i) })) }
}

function messagesOf(
  reply: Reply,
  observations: readonly Observation[],
  reminder: string | undefined,
): Message[] {
  const said: Message[] =
    reply.kind === 'answer' ? [{ role: 'assistant', text: reply.text, toolCalls: reply.toolCalls }] : []
  const told = observations.map(
    ({ toolCallId, tool, text }): Message => ({ role: 'tool', toolCallId, tool, text }),
  )
  return [...said, ...told, ...(reminder === undefined ? [] : [{ role: 'user', text: reminder } as const])]
}

/** How the run ends where one more step would pass a limit. */
function limitReached(run: Progress): RunEnd | undefined {
  const { limits, steps } = run
  const sum = (of: (step: Step) => number) => steps.reduce((total, step) => total + of(step), 0)
  const tokens = sum(({ reply }) => reply.usage.inputTokens + reply.usage.outputTokens)
  const cost = sum((step) => step.costUsd ?? 0)
  const prose = steps.length - 1 - steps.findLastIndex((step) => step.reminder === undefined)
  if (elapsedMs(run) >= limits.timeMs) {
    return noAnswer('time-limit', `No answer within ${limits.timeMs} ms`)
  }
  if (prose >= limits.prose) return noAnswer('only-prose', `${prose} answers in a row called no tool`)
  if (steps.length >= limits.steps) return noAnswer('step-limit', `No answer within ${limits.steps} steps`)
  if (tokens >= limits.tokens) return noAnswer('token-limit', `No answer within ${limits.tokens} tokens`)
  if (limits.costUsd !== undefined && cost >= limits.costUsd) {
    return noAnswer('money-limit', `No answer for ${limits.costUsd} USD`)
  }
  return undefined
}

function noAnswer(reason: NoAnswerReason, message: string): RunEnd {
  return { outcome: 'no-answer', reason, message }
}

function withoutReply({ reason, message }: Unavailable, { limits }: Progress): RunEnd {
  if (reason === 'stopped') return noAnswer('time-limit', `No answer within ${limits.timeMs} ms`)
  return { outcome: 'unavailable', message }
}
