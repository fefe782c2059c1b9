/** What an agent or the one-shot baseline returns: its SQL or why there is none, with every step behind it. */
import type { Usage } from '../model/call.ts'
import type { NoAnswerReason, Trace } from '../model/step.ts'
import type { AnswerFlag } from './tools/give-final-answer.ts'

export interface AgentAnswer {
  /** `unavailable`: the model could not be reached; nothing is to be stored and the run is to be done again. */
  readonly outcome: 'answered' | 'no-answer' | 'unavailable'
  /** Present exactly if answered. */
  readonly sql?: string
  readonly explanation?: string
  /** Why there is no answer. */
  readonly reason?: NoAnswerReason
  /** The same in words. */
  readonly message?: string
  readonly flags: readonly AnswerFlag[]
  readonly trace: Trace
  /** Of all steps together. */
  readonly usage: Usage
  /** USD of all steps together; null if the cost of one is not known. */
  readonly costUsd: number | null
  /** True if any answer came from a recording. */
  readonly recorded: boolean
  /** Of the first prompt. */
  readonly promptHash: string
  /** True if the schema was shortened to fit. */
  readonly schemaTruncated: boolean
}

/** What the steps of a trace add up to. */
export function totalsOf(trace: Trace): Pick<AgentAnswer, 'usage' | 'costUsd' | 'recorded'> {
  const usages = trace.steps.map((step) => step.reply.usage)
  const costs = trace.steps.map((step) => step.costUsd)
  const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)
  return {
    usage: {
      inputTokens: sum(usages.map((usage) => usage.inputTokens)),
      outputTokens: sum(usages.map((usage) => usage.outputTokens)),
      ...(usages.some((usage) => usage.estimated) ? { estimated: true } : {}),
    },
    costUsd: costs.includes(null) ? null : sum(costs.map((cost) => cost ?? 0)),
    recorded: trace.steps.some((step) => step.recorded),
  }
}
