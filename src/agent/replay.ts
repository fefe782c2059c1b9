/** Plays a stored run again without a model: the same loop, with the answers and the results that the trace holds. */
import type { Clock } from '../llm/clock.ts'
import type { CallOutcome, Model } from '../llm/model.ts'
import type { Observation, Trace } from '../model/step.ts'
import { type LoopOptions, runLoop } from './loop.ts'
import type { ToolAnswer, Toolbox } from './tool.ts'

export interface ReplayOptions extends Pick<LoopOptions, 'label' | 'endsWith' | 'limits'> {
  /** Runs these tools afresh in place of what the trace holds of them, to see what today's database says. */
  readonly live?: Toolbox
}

/** The trace of the run played again: equal to the given one, unless live tools answer otherwise today. */
export async function replay(trace: Trace, { live, ...options }: ReplayOptions): Promise<Trace> {
  return runLoop({
    ...options,
    ...playedModel(trace),
    prompt: trace.prompt,
    toolbox: live ?? playedTools(trace),
  })
}

/** Answers step by step from the trace; the clock stands where it stood when that step was done. */
function playedModel(trace: Trace): { model: Pick<Model, 'ask'>; clock: Clock } {
  let asked = 0
  let now = 0
  async function ask(): Promise<CallOutcome> {
    const step = trace.steps[asked++]
    now = step?.elapsedMs ?? trace.elapsedMs
    if (!step) return endOf(trace)
    const { reply, promptHash, costUsd, recorded } = step
    return { reply, promptHash, costUsd, recorded, elapsedMs: 0, waitedMs: 0, reused: true }
  }
  return { model: { ask }, clock: { now: () => now, sleep: async () => {} } }
}

/** What the model said where the trace has no further step: nothing, because time was up or the server was away. */
function endOf({ end }: Trace): CallOutcome {
  const timeUp = end.outcome === 'no-answer' && end.reason === 'time-limit'
  const message = end.outcome === 'unavailable' ? end.message : 'The trace ends here'
  const reason = timeUp ? 'stopped' : 'missing'
  return {
    reply: { kind: 'unavailable', reason, message, attempts: 0 },
    promptHash: '',
    costUsd: 0,
    recorded: true,
    elapsedMs: 0,
    waitedMs: 0,
    reused: true,
  }
}

function playedTools(trace: Trace): Toolbox {
  const seen = new Map(trace.steps.flatMap((step) => step.observations).map((one) => [one.toolCallId, one]))
  return { specs: [], call: async ({ id }) => answerOf(seen.get(id)) }
}

function answerOf(seen: Observation | undefined): ToolAnswer {
  if (!seen) return { text: 'The trace holds no result of this call', error: true }
  const { text, error, final, gaveUp } = seen
  return {
    text,
    error,
    ...(final === undefined ? {} : { final }),
    ...(gaveUp === undefined ? {} : { gaveUp }),
  }
}
