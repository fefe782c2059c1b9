/** How often answers that the policy would take are wrong, told from questions that people have settled since. */
import { mapInOrder } from '../../jobs/in-order.ts'
import { standingDecision } from '../../model/decision.ts'
import type { Flow } from '../../model/event.ts'
import type { AuditedError } from '../../model/policy-report.ts'
import { clopperPearson, rateUpperBound } from '../../stats/intervals.ts'
import { listRules, listVersions } from '../../store/guidelines.ts'
import type { Db } from '../../store/tables.ts'
import { standingQuestion } from '../answering/standing-question.ts'
import { agree, answerRefusal } from './eligible.ts'
import { type AgentAnswer, answersOfAgent, lastAnswerOf, type Settling } from './queue.ts'

/** Questions judged at once. */
const AT_ONCE = 8

/** An error is an answer that agrees with no gold SQL of its question. */
export async function* auditedError(settling: Settling): Flow<AuditedError> {
  let n = 0
  let errors = 0
  const wasTold = await outcomesTold(settling.db)
  const judged = mapInOrder(answersOfAgent(settling), {
    width: AT_ONCE,
    work: (one) => isWrong(one, settling, wasTold),
  })
  for await (const wrong of judged) {
    if (wrong === undefined) continue
    n++
    if (wrong) errors++
    yield { type: 'progress', label: 'Auditing', done: n }
  }
  const [low, high] = n === 0 ? [0, 1] : clopperPearson(errors, n)
  return {
    n,
    errors,
    rate: n === 0 ? null : errors / n,
    interval: [low, high],
    upperBound: n === 0 ? 1 : rateUpperBound(errors, n),
  }
}

/** @returns undefined where no person has settled the question, or the policy would not have taken the answer */
async function isWrong(
  { id, record }: AgentAnswer,
  settling: Settling,
  wasTold: (question: string, version: number) => boolean,
): Promise<boolean | undefined> {
  const decided = standingDecision(record.decisions)
  if (decided?.effect !== 'settled' || decided.accept === 'policy') return undefined
  // A later answer counts unless a rule that its question caused told it what came of that.
  const untold = record.candidates.filter((one) => one.at <= decided.at || !wasTold(id, one.guidelineVersion))
  const answer = lastAnswerOf(settling.agent, untold)
  if (!answer) return undefined
  const question = await standingQuestion(settling.db, id)
  const desk = await settling.desks.of(question.db)
  // Whether an author's SQL agrees is a condition of settling; here it would hide errors.
  const all = untold.filter((one) => one.kind !== 'author')
  const { db, samples } = settling
  if (await answerRefusal({ answer, all, question }, { db, desk, samples })) return undefined
  for (const gold of [decided.sql!, ...(decided.sqlAlternatives ?? [])]) {
    if (await agree(answer.sql!, gold, desk)) return false
  }
  return true
}

/** Tells whether a version of the guidelines holds a rule that this question caused. */
async function outcomesTold(db: Db): Promise<(question: string, version: number) => boolean> {
  const causes = new Map((await listRules(db)).map((rule) => [rule.id, new Set(rule.cases)]))
  const versions = new Map((await listVersions(db)).map((one) => [one.version, one.rules]))
  return (question, version) =>
    versions.get(version)?.some((rule) => causes.get(rule)?.has(question)) ?? false
}
