/** What is to be decided about one question: the two answers that stand against each other, their class, and its route. */
import { type Agreement, CLASSES } from '../../model/agreement.ts'
import type { Candidate } from '../../model/candidate.ts'
import { standingDecision, standingWords } from '../../model/decision.ts'
import { sha256 } from '../../model/ids.ts'
import type { Question } from '../../model/question.ts'
import type { ReviewClass, ReviewItem, ReviewRoute } from '../../model/review.ts'
import { questionState } from '../../model/state.ts'
import type { recordsOf } from '../../store/states.ts'

export type QuestionRecordRead =
  Awaited<ReturnType<typeof recordsOf>> extends Map<string, infer One> ? One : never

export interface Dispute {
  readonly question: Question
  /** The question's words that hold. */
  readonly text: string
  readonly record: QuestionRecordRead
  readonly round: number
  readonly class: ReviewClass
  readonly route: ReviewRoute
  /** Absent where nothing was compared. */
  readonly agreement?: Agreement
  /** In the agreement's order; absent where that side gave nothing at all. */
  readonly sides: readonly [Candidate | undefined, Candidate | undefined]
}

/**
 * The dispute about a question.
 *
 * @param awaited true if a person is still to answer the question in the open round
 * @returns undefined if there is nothing to review
 */
export function disputeOf(
  question: Question,
  record: QuestionRecordRead,
  awaited: boolean,
): Dispute | undefined {
  const state = questionState(record)
  if (state === 'settled' || state === 'dropped') return undefined
  const text = standingWords(question, record.decisions)
  const decided = standingDecision(record.decisions)
  const since = decided?.effect === 'again' ? decided.round : Number.NEGATIVE_INFINITY
  const candidates = record.candidates.filter((one) => one.round > since)
  const flagged = record.flags.some((flag) => flag.kind === 'flag' && flag.round > since)
  // Whoever is still asked must not find it decided, nor a reviewer decide without him.
  if (awaited && !flagged) return undefined
  const base = { question, text, record }
  const agreement = worstOf(record.agreements, candidates)
  if (agreement) {
    const side = (id: string) => candidates.find((one) => one.id === id)
    return {
      ...base,
      round: agreement.round,
      class: agreement.class,
      route: routeOf(agreement),
      agreement,
      sides: [side(agreement.a), side(agreement.b)],
    }
  }
  const missing = foundNothing(candidates)
  if (!flagged && !missing) return undefined
  return {
    ...base,
    round: Math.max(0, ...candidates.map((one) => one.round), ...record.flags.map((flag) => flag.round)),
    class: flagged ? 'flagged' : 'no-answer',
    route: flagged ? 'flagged' : 'review',
    sides: lastOf(candidates),
  }
}

/** The agreement of the last round that most needs a person: failing and differing ones before those that agree. */
function worstOf(agreements: readonly Agreement[], candidates: readonly Candidate[]): Agreement | undefined {
  const standing = new Set(candidates.map((one) => one.id))
  const real = agreements.filter((one) => standing.has(one.a) && standing.has(one.b))
  const last = Math.max(...real.map((one) => one.round))
  const latest = new Map<string, Agreement>()
  for (const one of real.filter((each) => each.round === last)) {
    const key = [one.a, one.b].sort().join(' ')
    const held = latest.get(key)
    if (!held || held.at <= one.at) latest.set(key, one)
  }
  const kinds = new Map(candidates.map((one) => [one.id, one.kind]))
  const withAgent = (one: Agreement) => (kinds.get(one.a) === 'agent') !== (kinds.get(one.b) === 'agent')
  const need = ({ counted }: Agreement) => ['disagreement', 'not-counted', 'agreement'].indexOf(counted)
  return [...latest.values()].sort(
    (x, y) =>
      need(x) - need(y) ||
      Number(withAgent(y)) - Number(withAgent(x)) ||
      CLASSES.indexOf(x.class) - CLASSES.indexOf(y.class),
  )[0]
}

function routeOf({ counted, side }: Agreement): ReviewRoute {
  if (side === 'both') return 'flagged'
  if (side !== undefined) return 'back'
  return counted === 'agreement' ? 'audit' : 'review'
}

/** Whether the agents of the last round that answered gave up, all of them. */
function foundNothing(candidates: readonly Candidate[]): boolean {
  const agents = candidates.filter((one) => one.kind === 'agent')
  const last = Math.max(...agents.map((one) => one.round))
  const here = agents.filter((one) => one.round === last)
  return here.length > 0 && here.every((one) => one.outcome === 'no-answer')
}

/** Of an agent and of a person the last answer of the last round. */
function lastOf(candidates: readonly Candidate[]): Dispute['sides'] {
  const last = Math.max(...candidates.map((one) => one.round))
  const here = candidates.filter((one) => one.round === last)
  return [
    here.findLast((one) => one.kind === 'agent'),
    here.findLast((one) => one.kind === 'annotator' || one.kind === 'author'),
  ]
}

/** True if side A is the agreement's second, by a hash of item and reviewer: it tells nothing of who wrote which. */
export function isTurned(item: string, reviewer: string): boolean {
  return Number.parseInt(sha256(`${item}\n${reviewer}`).slice(0, 2), 16) % 2 === 1
}

/** The two answers as this reviewer is shown them. */
export function sidesFor(
  { question, sides }: Dispute,
  reviewer: string,
): { readonly a: Candidate | undefined; readonly b: Candidate | undefined } {
  const [a, b] = isTurned(question.id, reviewer) ? [sides[1], sides[0]] : sides
  return { a, b }
}

/** True if the reviewer gave one of its answers. */
export function isSelfReview({ record }: Dispute, reviewer: string): boolean {
  return record.candidates.some((one) => isPerson(one) && one.name === reviewer)
}

function isPerson({ kind }: Candidate): boolean {
  return kind === 'annotator' || kind === 'author'
}

export function isRecorded({ record }: Dispute): boolean {
  return record.candidates.some((one) => one.recorded)
}

export function itemOf(dispute: Dispute, reviewer: string): ReviewItem {
  const { question, text, round, route } = dispute
  return {
    item: question.id,
    question: text,
    db_id: question.db,
    class: dispute.class,
    round,
    dataset: question.dataset,
    route,
    selfReviewed: isSelfReview(dispute, reviewer),
  }
}
