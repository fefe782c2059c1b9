/** What a guideline version did: the same agent on the same questions under two versions, each held against the gold. */
import type { Candidate } from '../../model/candidate.ts'
import { standingDecision } from '../../model/decision.ts'
import type { GuidelineEffect } from '../../model/guideline-report.ts'
import type { Question } from '../../model/question.ts'
import { pairedComparison } from '../../stats/execution-accuracy.ts'
import type { Db } from '../../store/tables.ts'
import type { Desks } from '../answering/desk.ts'
import { classify } from '../judging/classify.ts'
import { eachRecord } from '../reviewing/queue.ts'

/** One question that the same agent answered under both versions. */
export interface AnsweredUnderBoth {
  readonly question: Question
  /** Every right SQL, the gold first. */
  readonly golds: readonly string[]
  readonly before: Candidate
  readonly after: Candidate
}

/** One of them judged: whether the answer differs from the gold. */
export interface JudgedUnderBoth {
  readonly question: Question
  readonly before: boolean
  readonly after: boolean
  readonly recorded: boolean
}

/** Settled questions with an agent's last answer under each version; one entry a question and agent. */
export async function answeredUnderBoth(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<AnsweredUnderBoth[]> {
  const found: AnsweredUnderBoth[] = []
  for await (const { question, record } of eachRecord(db, {})) {
    const decided = standingDecision(record.decisions)
    if (decided?.effect !== 'settled') continue
    const golds = [decided.sql!, ...(decided.sqlAlternatives ?? [])]
    const agents = record.candidates.filter((one) => one.kind === 'agent')
    for (const name of new Set(agents.map((one) => one.name))) {
      const under = (version: number) =>
        agents.findLast((one) => one.name === name && one.guidelineVersion === version)
      const [before, after] = [under(from), under(to)]
      if (before && after) found.push({ question, golds, before, after })
    }
  }
  return found
}

/**
 * Judges both answers of one question.
 *
 * @returns undefined if no gold of it runs any more
 */
export async function judgeUnderBoth(
  one: AnsweredUnderBoth,
  desks: Desks,
): Promise<JudgedUnderBoth | undefined> {
  const { question, before, after } = one
  const instances = await (await desks.of(question.db)).instances()
  const differs = async ({ sql }: Candidate): Promise<boolean | undefined> => {
    if (sql === undefined) return true
    const found = await Promise.all(one.golds.map((gold) => classify({ a: sql, b: gold }, instances)))
    if (found.some(({ counted }) => counted === 'agreement')) return false
    // A gold that fails tells nothing of the answer.
    return found.every(({ side }) => side === 'b' || side === 'both') ? undefined : true
  }
  const [was, is] = await Promise.all([differs(before), differs(after)])
  if (was === undefined || is === undefined) return undefined
  return { question, before: was, after: is, recorded: before.recorded || after.recorded }
}

/** Disagreement before and after, paired. */
export function effectOf(judged: readonly JudgedUnderBoth[], seed: number): GuidelineEffect {
  if (judged.length === 0) {
    const none = { before: null, after: null, difference: null, interval: null }
    return { n: 0, ...none, mcnemarP: null, withinNoise: null }
  }
  const [before, after] = [judged.map((one) => one.before), judged.map((one) => one.after)]
  const places = judged.map(({ question: { dataset, db } }) => ({ dataset, db }))
  const paired = pairedComparison(after, before, { seed, places })
  return {
    n: judged.length,
    before: share(before),
    after: share(after),
    difference: paired.difference,
    interval: [paired.interval[0], paired.interval[1]],
    mcnemarP: paired.mcnemarP,
    withinNoise: paired.withinNoise,
  }
}

function share(wrong: readonly boolean[]): number {
  return wrong.filter(Boolean).length / wrong.length
}
