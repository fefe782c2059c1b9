/** Adds up what a run of drafts came to. */
import type { AgentAnswer } from '../../agent/answer.ts'
import type { DraftReport } from '../../model/drafting.ts'

export interface DraftTally {
  add(answer: AgentAnswer): void
  /** Answers in a row that could not be had, up to now. */
  awayInARow(): number
  figures(): Pick<DraftReport, 'drafted' | 'byOutcome' | 'steps' | 'cost' | 'recorded'>
  /** Why answers could not be had, the most frequent reasons first. */
  notes(): string[]
}

export function newDraftTally(): DraftTally {
  const byOutcome = { answered: 0, 'no-answer': 0, unavailable: 0 }
  const cost = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 as number | null }
  const away = new Map<string, number>()
  let inARow = 0
  let recorded = false
  return {
    add({ outcome, trace, usage, costUsd, message = '', recorded: fromRecording }) {
      byOutcome[outcome]++
      inARow = outcome === 'unavailable' ? inARow + 1 : 0
      if (outcome === 'unavailable') {
        away.set(message, (away.get(message) ?? 0) + 1)
        return
      }
      cost.calls += trace.steps.length
      cost.inputTokens += usage.inputTokens
      cost.outputTokens += usage.outputTokens
      cost.usd = costUsd === null || cost.usd === null ? null : cost.usd + costUsd
      recorded ||= fromRecording
    },
    awayInARow: () => inARow,
    figures: () => ({
      drafted: byOutcome.answered + byOutcome['no-answer'],
      byOutcome: { ...byOutcome },
      steps: cost.calls,
      cost: { ...cost },
      ...(recorded ? { recorded: true as const } : {}),
    }),
    notes: () =>
      [...away]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 3)
        .map(
          ([message, n]) =>
            `No answer could be had for ${n} ${n === 1 ? 'question' : 'questions'}: ${message}`,
        ),
  }
}
