/** Compares the answers of one question in one round, and settles it where everybody agrees. */
import { type Agreement, agreementId } from '../../model/agreement.ts'
import type { Candidate } from '../../model/candidate.ts'
import { type Decision, decisionId } from '../../model/decision.ts'
import { flagId } from '../../model/flag.ts'
import { questionState } from '../../model/state.ts'
import { seededRandom } from '../../stats/random.ts'
import { addAgreement } from '../../store/agreements.ts'
import { addDecision } from '../../store/decisions.ts'
import { addFlag } from '../../store/flags.ts'
import { recordsOf } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'
import type { Desk } from '../answering/desk.ts'
import { classify, judgeVersion, type MoreInstances } from '../judging/classify.ts'

/** Who decides where nobody does. */
const CONCORD = 'concord'

/** What is the same for all comparisons of a round. */
export interface Comparing {
  /** 0 outside any round. */
  readonly round: number
  /** Answers of people that a question needs. */
  readonly annotatorsOf: (question: string) => number
  readonly guidelineVersion: number
  /** The share of agreements that a reviewer sees all the same, drawn by this seed. */
  readonly audit: number
  readonly seed: number
  readonly more?: MoreInstances | undefined
}

/** Two answers of one question to compare: an agent's and a person's, or two people's. */
export interface TwoAnswers {
  readonly a: Candidate
  readonly b: Candidate
}

/** Every two of a round's standing answers that are compared: agents first, then people in the order of arrival. */
export function twosOf(candidates: readonly Candidate[], round: number): TwoAnswers[] {
  const answers = candidates.filter((one) => one.round === round && one.outcome === 'answered')
  const agents = answers.filter((one) => one.kind === 'agent')
  const people = answers.filter((one) => one.kind === 'annotator')
  return [
    ...agents.flatMap((a) => people.map((b) => ({ a, b }))),
    ...people.flatMap((a, at) => people.slice(at + 1).map((b) => ({ a, b }))),
  ]
}

/** The id that the agreement of two answers has under this judge. */
export function agreementOf({ a, b }: TwoAnswers, round: number, version: string): string {
  return agreementId({ round, a: a.id, b: b.id, judgeVersion: version })
}

/** Runs and classifies two answers. */
export async function compareTwo(
  { a, b }: TwoAnswers,
  { desk, comparing, at }: { readonly desk: Desk; readonly comparing: Comparing; readonly at: string },
): Promise<Agreement> {
  const { round, more } = comparing
  const instances = await desk.instances()
  const queries = { a: a.sql!, b: b.sql!, engine: desk.source.engine }
  const { reason: _, ...found } = await classify(queries, instances, more)
  const who = { round, a: a.id, b: b.id, judgeVersion: judgeVersion(instances, more) }
  return { id: agreementId(who), question: a.question, ...who, ...found, at }
}

export interface Settled {
  /** Agreements that were new. */
  readonly added: number
  readonly settled: boolean
  readonly toAudit: boolean
}

/**
 * Stores agreements in the caller's transaction, with what follows: neither side runs, and the question is flagged;
 * all agree, and the person's SQL is gold.
 */
export async function settle(
  db: Db,
  question: string,
  { agreements, comparing, at }: { agreements: readonly Agreement[]; comparing: Comparing; at: string },
): Promise<Settled> {
  let added = 0
  for (const one of agreements) if (await addAgreement(db, one)) added++
  if (agreements.some((one) => one.counted === 'not-counted')) {
    const of = { question, round: comparing.round, kind: 'flag', by: CONCORD } as const
    await addFlag(db, { id: flagId(of), ...of, reason: 'both-fail', at })
  }
  const agreed = await agreedAnswers(db, question, comparing)
  if (!agreed) return { added, settled: false, toAudit: false }
  if (isAudited(question, comparing)) return { added, settled: false, toAudit: true }
  const decision = decisionBy(agreed, { comparing, at })
  return { added, settled: await addDecision(db, decision), toAudit: false }
}

interface Agreed {
  readonly question: string
  readonly person: Candidate
  readonly others: readonly Candidate[]
  readonly agreement: string | undefined
  /** Decisions so far. */
  readonly n: number
}

/** What a question has where all that are asked have answered, they agree, and nobody took such an agreement back. */
async function agreedAnswers(
  db: Db,
  question: string,
  { round, annotatorsOf }: Comparing,
): Promise<Agreed | undefined> {
  const record = (await recordsOf(db, [question])).get(question)!
  if (questionState(record) !== 'agreed') return undefined
  if (record.decisions.some((one) => one.accept === 'agreement' && one.round === round)) return undefined
  const answers = record.candidates.filter((one) => one.round === round && one.outcome === 'answered')
  const people = answers.filter((one) => one.kind === 'annotator')
  const agents = answers.filter((one) => one.kind === 'agent')
  if (people.length < annotatorsOf(question) || agents.length === 0) return undefined
  const [person, ...rest] = people
  const agreement = record.agreements.findLast(
    (one) => one.round === round && (one.b === person!.id || one.a === person!.id),
  )?.id
  const n = Math.max(0, ...record.decisions.map((one) => one.n))
  return { question, person: person!, others: [...rest, ...agents], agreement, n }
}

/** The same questions on any machine and in any order of work. */
function isAudited(question: string, { audit, seed, round }: Comparing): boolean {
  return seededRandom(seed, `audit ${round} ${question}`).next() < audit
}

function decisionBy(
  { question, person, others, agreement, n }: Agreed,
  { comparing, at }: { comparing: Comparing; at: string },
): Decision {
  const of = { question, n: n + 1 }
  const alternatives = [...new Set(others.map((one) => one.sql!))].filter((sql) => sql !== person.sql)
  return {
    id: decisionId(of),
    ...of,
    round: comparing.round,
    ...(agreement === undefined ? {} : { agreement }),
    accept: 'agreement',
    effect: 'settled',
    sql: person.sql!,
    ...(alternatives.length > 0 ? { sqlAlternatives: alternatives } : {}),
    candidate: person.id,
    guidelineVersion: comparing.guidelineVersion,
    by: CONCORD,
    at,
  }
}
