/** Whether people are still to answer a question in a round before a reviewer sees it. */
import type { QuestionRecordRead } from './dispute.ts'

/** Fewer people than it wants have answered it or passed it over, and nobody has flagged it. */
export function isAwaited(
  { candidates, flags }: Pick<QuestionRecordRead, 'candidates' | 'flags'>,
  { round, annotators }: { readonly round: number; readonly annotators: number },
): boolean {
  const said = flags.filter((one) => one.round === round)
  if (said.some((one) => one.kind === 'flag')) return false
  const answers = candidates.filter((one) => one.round === round && one.kind === 'annotator')
  const people = new Set([...answers.map((one) => one.name), ...said.map((one) => one.by)])
  return people.size < annotators
}
