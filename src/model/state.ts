/** Where a question stands: computed from what was said about it, never stored. */
import type { Agreement } from './agreement.ts'
import type { Candidate } from './candidate.ts'
import { type Decision, standingDecision } from './decision.ts'
import type { Flag } from './flag.ts'

/**
 * `open` nobody answered yet · `drafted` answered, not yet compared · `agreed` its answers agree ·
 * `disputed` they do not, or somebody flagged it: it waits for a reviewer · `settled` it has gold SQL ·
 * `dropped` it is out.
 */
export const STATES = ['open', 'drafted', 'agreed', 'disputed', 'settled', 'dropped'] as const
export type QuestionState = (typeof STATES)[number]

/** Everything that was said about one question; order does not matter. */
export interface QuestionRecord {
  /** True if its author took it back. */
  readonly withdrawn: boolean
  /** Without the withdrawn ones, like the flags; agreements may name withdrawn candidates, which are passed over. */
  readonly candidates: readonly Pick<Candidate, 'id' | 'round' | 'outcome'>[]
  readonly agreements: readonly Pick<Agreement, 'round' | 'a' | 'b' | 'counted' | 'at'>[]
  readonly decisions: readonly Decision[]
  readonly flags: readonly Pick<Flag, 'kind' | 'round'>[]
}

/**
 * The state of a question, first that fits: withdrawn or decided; flagged or compared, by the latest round that
 * compared it (one disagreement, or a pair of which neither side runs, disputes it); answered; open.
 * After a decision for `again`, what belongs to that round or an earlier one no longer counts.
 */
export function questionState(record: QuestionRecord): QuestionState {
  if (record.withdrawn) return 'dropped'
  const decided = standingDecision(record.decisions)
  if (decided?.effect === 'settled') return 'settled'
  if (decided?.effect === 'dropped') return 'dropped'
  const since = decided?.effect === 'again' ? decided.round : Number.NEGATIVE_INFINITY
  const counts = (one: { round: number }) => one.round > since
  if (record.flags.some((flag) => flag.kind === 'flag' && counts(flag))) return 'disputed'
  const candidates = record.candidates.filter(counts)
  const latest = latestAgreements({ ...record, agreements: record.agreements.filter(counts), candidates })
  if (latest.length > 0) return latest.every((one) => one.counted === 'agreement') ? 'agreed' : 'disputed'
  return candidates.some((one) => one.outcome === 'answered') ? 'drafted' : 'open'
}

/** Of the last round that compared standing candidates: for each two the latest judge's word. */
function latestAgreements(record: QuestionRecord): QuestionRecord['agreements'] {
  const standing = new Set(record.candidates.map((one) => one.id))
  const real = record.agreements.filter((one) => standing.has(one.a) && standing.has(one.b))
  const last = Math.max(...real.map((one) => one.round))
  const byTwo = new Map<string, (typeof real)[number]>()
  for (const one of real.filter((each) => each.round === last)) {
    const key = JSON.stringify([one.a, one.b])
    const held = byTwo.get(key)
    if (!held || held.at <= one.at) byTwo.set(key, one)
  }
  return [...byTwo.values()]
}
