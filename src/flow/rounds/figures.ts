/** What came of a round: how often agent and people disagreed, with its interval, where its questions stand, and what caused it. */
import type { Agreement } from '../../model/agreement.ts'
import type { Candidate } from '../../model/candidate.ts'
import { type Decision, standingDecision } from '../../model/decision.ts'
import type { Round, RoundItem } from '../../model/round.ts'
import type { Disagreement, RoundFigures } from '../../model/round-report.ts'
import { type QuestionState, questionState, STATES } from '../../model/state.ts'
import { wilson } from '../../stats/intervals.ts'
import { roundItemsOf } from '../../store/rounds.ts'
import { recordsOf } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'

type Records = Awaited<ReturnType<typeof recordsOf>>

/** Everything there is about the questions of one round. */
export interface RoundRecord {
  readonly round: Round
  readonly open: boolean
  readonly items: readonly RoundItem[]
  readonly records: Records
}

export async function readRound(db: Db, round: Round, open: boolean): Promise<RoundRecord> {
  const items = await roundItemsOf(db, round.round)
  const records = await recordsOf(
    db,
    items.map((item) => item.question),
  )
  return { round, open, items, records }
}

/**
 * The figures of a round.
 *
 * @param anchors the anchor set, whose part in the round is counted apart; empty if there is none
 */
export function figuresOf(of: RoundRecord, anchors: ReadonlySet<string>): RoundFigures {
  const { round, open, items, records } = of
  const main = items.filter((item) => item.part !== 'anchor').map((item) => item.question)
  const repeated = items.filter((item) => anchors.has(item.question)).map((item) => item.question)
  const recorded = [...records.values()].some((record) =>
    record.candidates.some((one) => one.round === round.round && one.recorded),
  )
  return {
    round: round.round,
    open,
    stage: round.stage ?? null,
    guidelineVersion: round.guidelineVersion,
    n: main.length,
    ...disagreementOf(main, of),
    anchor: repeated.length > 0 ? { n: repeated.length, ...disagreementOf(repeated, of) } : null,
    byState: countStates(main.map((id) => questionState(records.get(id)!))),
    causes: causesOf(main, of),
    ...(recorded ? { recorded } : {}),
  }
}

/** An agent's answer against a person's, by the latest judge, each two once. */
export function comparisonsOf(
  record: { readonly candidates: readonly Candidate[]; readonly agreements: readonly Agreement[] },
  round: number,
): Agreement[] {
  const kinds = new Map(record.candidates.map((one) => [one.id, one.kind]))
  const latest = new Map<string, Agreement>()
  for (const one of record.agreements.filter((agreement) => agreement.round === round)) {
    const [a, b] = [kinds.get(one.a), kinds.get(one.b)]
    if (a === undefined || b === undefined || (a === 'agent') === (b === 'agent')) continue
    const key = [one.a, one.b].sort().join(' ')
    const held = latest.get(key)
    if (!held || held.at <= one.at) latest.set(key, one)
  }
  return [...latest.values()]
}

function disagreementOf(ids: readonly string[], { records, round }: RoundRecord): Disagreement {
  const all = ids.flatMap((id) => comparisonsOf(records.get(id)!, round.round))
  const count = (counted: Agreement['counted']) => all.filter((one) => one.counted === counted).length
  const disagreements = count('disagreement')
  const compared = disagreements + count('agreement')
  const [low, high] = wilson(disagreements, compared)
  return {
    compared,
    notCounted: count('not-counted'),
    disagreements,
    rate: compared === 0 ? null : disagreements / compared,
    interval: [low, high],
  }
}

/** How many of each state, every state named. */
export function countStates(states: readonly QuestionState[]): Record<QuestionState, number> {
  const counts = STATES.map((state) => [state, states.filter((one) => one === state).length] as const)
  return Object.fromEntries(counts) as Record<QuestionState, number>
}

function causesOf(ids: readonly string[], { records, round }: RoundRecord): RoundFigures['causes'] {
  const causes: Record<string, number> = {}
  const decided = ids
    .map((id) => standingDecision(records.get(id)!.decisions))
    .filter((one): one is Decision => one?.round === round.round && isReview(one))
  for (const { cause = 'unsaid' } of decided) causes[cause] = (causes[cause] ?? 0) + 1
  return causes as RoundFigures['causes']
}

function isReview({ accept }: Decision): boolean {
  return accept !== 'agreement' && accept !== 'policy'
}
