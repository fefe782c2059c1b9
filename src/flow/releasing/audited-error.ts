/** How often pairs that no reviewer chose were wrong, as far as people looked at some of them again. */
import { standingDecision } from '../../model/decision.ts'
import type { AuditedError, FrozenPair } from '../../model/release.ts'
import { wilson } from '../../stats/intervals.ts'
import { candidatesOf } from '../../store/candidates.ts'
import { decisionsOf } from '../../store/decisions.ts'
import { listRounds, roundItemsOf } from '../../store/rounds.ts'
import type { Db } from '../../store/tables.ts'
import type { Workbench } from '../../workbench.ts'
import { openDesks } from '../answering/desk.ts'
import { auditedError } from '../settling/audited-error.ts'

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

/** Of answers such as the policy took, by the agents whose answers it took: those that differ from what people settled. */
export async function auditedPolicy(
  bench: Pick<Workbench, 'store' | 'workspace' | 'openDatabase' | 'config'>,
  frozen: readonly FrozenPair[],
): Promise<AuditedError> {
  const { db } = bench.store
  const taken = frozen.filter(({ lineage }) => lineage.settledBy === 'policy')
  const answers = await candidatesOf(
    db,
    taken.map(({ lineage }) => lineage.question),
  )
  const agents = new Set(answers.filter((one) => one.kind === 'agent').map((one) => one.name))
  const desks = openDesks(bench)
  let [wrong, n] = [0, 0]
  for (const agent of [...agents].sort()) {
    const audit = auditedError({ db, desks, agent, samples: bench.config.policy.samples })
    let step = await audit.next()
    while (!step.done) step = await audit.next()
    wrong += step.value.errors
    n += step.value.n
  }
  return auditedErrorOf(wrong, n)
}

/** The rate with its interval; nothing is claimed where nothing was audited. */
export function auditedErrorOf(wrong: number, n: number): AuditedError {
  if (n === 0) return { n, wrong, rate: null, interval: null }
  return { n, wrong, rate: wrong / n, interval: [...wilson(wrong, n)] }
}
