/** What came of a round: how often agent and people disagreed, with its interval, where its questions stand, and what caused it. */
import type { ComparisonCounts } from '../../model/comparison.ts'
import { type Decision, standingDecision } from '../../model/decision.ts'
import type { Round, RoundItem } from '../../model/round.ts'
import type { Disagreement, RoundFigures } from '../../model/round-report.ts'
import { type QuestionState, questionState, STATES } from '../../model/state.ts'
import { roundItemsOf } from '../../store/rounds.ts'
import { recordsOf } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'
import { comparisonFigures, peopleWanted } from '../comparing/figures.ts'

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
  const repeated = items.filter((item) => anchors.has(item.question)).length
  const compared = items.map(({ question, part }) => ({ question, part, ...records.get(question)! }))
  const found = comparisonFigures(compared, {
    round: round.round,
    anchors,
    annotatorsOf: peopleWanted(round, items),
  })
  return {
    round: round.round,
    open,
    stage: round.stage ?? null,
    guidelineVersion: round.guidelineVersion,
    n: main.length,
    ...disagreementOf(found),
    anchor: found.anchor && { n: repeated, ...disagreementOf(found.anchor) },
    byState: countStates(main.map((id) => questionState(records.get(id)!))),
    causes: causesOf(main, of),
    ...(found.recorded ? { recorded: true as const } : {}),
  }
}

function disagreementOf({ n, notCounted, disagreements, rate, interval }: ComparisonCounts): Disagreement {
  return { compared: n, notCounted, disagreements, rate, interval }
}

/** How many of each state, every state named. */
export function countStates(states: readonly QuestionState[]): Record<QuestionState, number> {
  const counts = STATES.map((state) => [state, states.filter((one) => one === state).length] as const)
  return Object.fromEntries(counts) as Record<QuestionState, number>
}

function causesOf(ids: readonly string[], { records, round }: RoundRecord): RoundFigures['causes'] {
  const causes: RoundFigures['causes'] = {}
  for (const id of ids) {
    const { decisions, agreements } = records.get(id)!
    const decided = standingDecision(decisions)
    if (decided?.round !== round.round || !isReview(decided)) continue
    const about = agreements.find((one) => one.id === decided.agreement)
    // A review of answers that agree is an audit and had no dispute to cause.
    if (about?.counted === 'agreement') continue
    const { cause = 'unsaid' } = decided
    causes[cause] = (causes[cause] ?? 0) + 1
  }
  return causes
}

function isReview({ accept }: Decision): boolean {
  return accept !== 'agreement' && accept !== 'policy'
}
