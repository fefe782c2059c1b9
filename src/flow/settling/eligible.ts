/** Whether an agent's answer is one that the policy would take: clean of findings, and its samples agree on every instance. */

import { counted } from '../../model/agreement.ts'
import type { Candidate } from '../../model/candidate.ts'
import type { PolicyRefusal } from '../../model/policy-report.ts'
import type { Question } from '../../model/question.ts'
import type { Db } from '../../store/tables.ts'
import type { Desk } from '../answering/desk.ts'
import { wordsOf } from '../answering/draft-one.ts'
import { guidelinesInForce } from '../answering/guidelines-in-force.ts'
import { classify } from '../judging/classify.ts'

export interface EligibleOptions {
  readonly db: Db
  readonly desk: Desk
  /** Independent answers that have to agree, the agent's own among them. */
  readonly samples: number
}

/** @returns undefined if the policy would take it */
export async function answerRefusal(
  { answer, all, question }: { answer: Candidate; all: readonly Candidate[]; question: Question },
  { db, desk, samples }: EligibleOptions,
): Promise<PolicyRefusal | undefined> {
  if (answer.sql === undefined) return 'no-answer'
  const others = samplesOf(answer, all, samples - 1)
  if (others.length < samples - 1) return 'too-few-samples'
  if (!(await isClean(question, answer, { db, desk }))) return 'rule-findings'
  for (const { sql } of others) {
    if (sql === undefined || !(await agree(answer.sql, sql, desk))) return 'samples-differ'
  }
  for (const { sql, kind } of all) {
    if (kind === 'author' && sql !== undefined && !(await agree(answer.sql, sql, desk)))
      return 'differs-from-author'
  }
  return undefined
}

/** The samples that were told the same in the same round; where they are too few, all that the model gave. */
function samplesOf(answer: Candidate, all: readonly Candidate[], wanted: number): Candidate[] {
  const own = all.filter(
    (one) => one.kind === 'policy-sample' && one.name === answer.name && one.strategy === answer.strategy,
  )
  const alike = own.filter(
    (one) => one.round === answer.round && one.guidelineVersion === answer.guidelineVersion,
  )
  return alike.length >= wanted ? alike : own
}

async function isClean(
  question: Question,
  { sql, guidelineVersion }: Candidate,
  { db, desk }: Pick<EligibleOptions, 'db' | 'desk'>,
): Promise<boolean> {
  const guidelines = await guidelinesInForce(db, guidelineVersion)
  const checker = await desk.checker()
  const findings = await checker.check({ ...wordsOf(question, guidelines), sql: sql! })
  return findings.every((one) => one.severity === 'info' || one.waived !== undefined)
}

/** Whether two queries agree on every instance that there is. */
export async function agree(a: string, b: string, desk: Desk): Promise<boolean> {
  const found = await classify({ a, b, engine: desk.source.engine }, await desk.instances())
  return counted(found) === 'agreement'
}
