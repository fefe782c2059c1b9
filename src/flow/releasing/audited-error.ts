/** How often pairs that no reviewer chose were wrong, as far as people looked at some of them again. */
import { standingDecision } from '../../model/decision.ts'
import type { AuditedError } from '../../model/release.ts'
import { wilson } from '../../stats/intervals.ts'
import { decisionsOf } from '../../store/decisions.ts'
import { listRounds, roundItemsOf } from '../../store/rounds.ts'
import type { Db } from '../../store/tables.ts'

/** Of agreeing answers that were drawn for an audit: a reviewer who takes neither side says that both were wrong. */
export async function auditedAgreements(db: Db): Promise<AuditedError> {
  const drawn: string[] = []
  for (const { round } of await listRounds(db)) {
    drawn.push(...(await roundItemsOf(db, round.round, 'audit')).map((item) => item.question))
  }
  const decisions = await decisionsOf(db, [...new Set(drawn)])
  const byPeople = [...new Set(drawn)].flatMap((question) => {
    const decided = standingDecision(decisions.filter((one) => one.question === question))
    return decided && decided.accept !== 'agreement' && decided.accept !== 'policy' ? [decided] : []
  })
  const right = byPeople.filter((one) => ['a', 'b', 'both'].includes(one.accept))
  return auditedErrorOf(byPeople.length - right.length, byPeople.length)
}

/** The rate with its interval; nothing is claimed where nothing was audited. */
export function auditedErrorOf(wrong: number, n: number): AuditedError {
  if (n === 0) return { n, wrong, rate: null, interval: null }
  return { n, wrong, rate: wrong / n, interval: [...wilson(wrong, n)] }
}
