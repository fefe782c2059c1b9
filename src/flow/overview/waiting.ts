/** What waits for whom: computed from what is missing of each question, never kept as a list. */
import { standingDecision } from '../../model/decision.ts'
import type { Round, RoundItem } from '../../model/round.ts'
import { type QuestionState, questionState } from '../../model/state.ts'
import type { Waiting } from '../../model/status.ts'
import { unpublishedRules } from '../../store/guidelines.ts'
import { undecidedProofs } from '../../store/proofs.ts'
import type { Db } from '../../store/tables.ts'
import type { QuestionRecordRead } from '../reviewing/dispute.ts'

/** One question with all that was said of it. */
export interface Standing {
  readonly id: string
  readonly record: QuestionRecordRead
  readonly state: QuestionState
}

/** Answers and comparisons that the open round is still without. */
export function waitingInRound(
  round: Round,
  items: readonly RoundItem[],
  standings: ReadonlyMap<string, Standing>,
): Waiting[] {
  let [draft, annotate, compare] = [0, 0, 0]
  for (const { question, annotators = round.annotators } of items) {
    const standing = standings.get(question)
    if (!standing || isDone(standing, round.round)) continue
    const here = standing.record.candidates.filter((one) => one.round === round.round)
    const agents = here.filter((one) => one.kind === 'agent')
    const people = here.filter((one) => one.kind === 'annotator')
    const passed = standing.record.flags.filter(
      (one) => one.round === round.round && one.kind === 'flag',
    ).length
    if (agents.length === 0) draft++
    annotate += Math.max(0, annotators - people.length - passed)
    const answered = [agents, people].every((side) => side.some((one) => one.outcome === 'answered'))
    if (answered && !standing.record.agreements.some((one) => one.round === round.round)) compare++
  }
  return [
    { for: 'machine', verb: 'draft', n: draft },
    { for: 'annotator', verb: 'annotate', n: annotate },
    { for: 'machine', verb: 'compare', n: compare },
  ]
}

/** Decided in this round, or out. */
function isDone({ record, state }: Standing, round: number): boolean {
  if (state === 'dropped') return true
  if (standingDecision(record.decisions)?.round === round) return true
  // An anchor that an earlier round settled still has to be compared in this one.
  return state === 'settled' && record.agreements.some((one) => one.round === round)
}

/** Without a round: questions that nobody answered. */
export function waitingOutside(standings: Iterable<Standing>): Waiting[] {
  const open = [...standings].filter(({ state }) => state === 'open').length
  return [{ for: 'machine', verb: 'draft', n: open }]
}

/** What people have to say of what pipelines and reviewers left. */
export async function waitingForPeople(
  db: Db,
  counts: { readonly disputes: number; readonly unasked: number },
): Promise<Waiting[]> {
  return [
    { for: 'author', verb: 'author', n: counts.unasked },
    { for: 'reviewer', verb: 'review', n: counts.disputes },
    { for: 'reviewer', verb: 'augment', n: (await undecidedProofs(db)).length },
    { for: 'reviewer', verb: 'guideline', n: (await unpublishedRules(db)).length },
  ]
}

/** Every question's standing, from what the store says of it. */
export function standingOf(id: string, record: QuestionRecordRead): Standing {
  return { id, record, state: questionState(record) }
}
