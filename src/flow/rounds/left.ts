/** What keeps a round open: questions without both answers, and questions that wait for a reviewer. */
import { standingDecision } from '../../model/decision.ts'
import type { RoundLeft } from '../../model/round-report.ts'
import { questionState } from '../../model/state.ts'
import { isAwaited } from '../reviewing/awaited.ts'
import type { QuestionRecordRead } from '../reviewing/dispute.ts'
import type { RoundRecord } from './figures.ts'

export function leftOf({ items, records, round }: RoundRecord): RoundLeft {
  const left = { unanswered: 0, undecided: 0 }
  for (const { question, part, annotators = round.annotators } of items) {
    const record = records.get(question)!
    const state = questionState(record)
    const decided = standingDecision(record.decisions)
    if (state === 'dropped' || decided?.round === round.round) continue
    if (state === 'settled') {
      if (part === 'anchor' && !isRepeated(record, { round: round.round, annotators })) left.unanswered++
    } else if (state === 'open' || state === 'drafted') left.unanswered++
    // A reviewer waits until all whom it wants were asked.
    else if (isAwaited(record, { round: round.round, annotators })) left.unanswered++
    else left.undecided++
  }
  return left
}

/**
 * An anchor that an earlier round settled is done when it was compared again, when somebody would not answer it, or
 * when the agent found no answer that people's could be compared with.
 */
function isRepeated(
  record: QuestionRecordRead,
  { round, annotators }: { readonly round: number; readonly annotators: number },
): boolean {
  const agents = record.candidates.filter((one) => one.round === round && one.kind === 'agent')
  const gaveUp = agents.length > 0 && agents.every((one) => one.outcome === 'no-answer')
  return (
    record.flags.some((flag) => flag.round === round && flag.kind === 'flag') ||
    record.agreements.some((one) => one.round === round) ||
    (gaveUp && peopleHere(record, round) >= annotators)
  )
}

function peopleHere({ candidates, flags }: QuestionRecordRead, round: number): number {
  const answers = candidates.filter((one) => one.round === round && one.kind === 'annotator')
  return answers.length + flags.filter((one) => one.round === round && one.kind === 'flag').length
}
