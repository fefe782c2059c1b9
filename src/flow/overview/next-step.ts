/** The one command that brings the work on. */
import type { StatusReport } from '../../model/status.ts'

/** What a workspace looks like, as far as the next step depends on it. */
export type Seen = Pick<StatusReport, 'sources' | 'questions' | 'rounds' | 'waiting' | 'nouns'>

export function nextStep({ sources, questions, rounds, waiting, nouns }: Seen): string {
  const waits = (verb: string) => waiting.some((one) => one.verb === verb && one.n > 0)
  const open = rounds.at(-1)?.open === true
  if (sources.length === 0) return 'concord source add NAME sqlite:FILE'
  if (questions.total === 0) return 'concord author next'
  if (open) {
    if (waits('draft')) return 'concord draft'
    if (waits('annotate')) return 'concord annotate next --as NAME'
    if (waits('compare')) return 'concord compare'
    if (waits('review')) return 'concord review list'
    return 'concord round close'
  }
  if (waits('review')) return 'concord review list'
  if (waits('augment')) return 'concord augment undecided'
  if (waits('guideline')) return 'concord guideline publish'
  const { settled, open: unanswered, drafted } = questions.byState
  if (unanswered + drafted > 0) return 'concord round start'
  if (settled > 0 && (nouns.release ?? 0) === 0) return 'concord release create --name NAME'
  return settled > 0 ? 'concord export FORMAT --release NAME --out DIR' : 'concord author next'
}
