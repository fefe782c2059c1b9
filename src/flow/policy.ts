/** The verb that settles what an agent answered alone, as far as the audited error of such answers allows. */
import { mapInOrder } from '../jobs/in-order.ts'
import type { Candidate } from '../model/candidate.ts'
import { type Decision, decisionId } from '../model/decision.ts'
import { UserError } from '../model/errors.ts'
import type { Flow } from '../model/event.ts'
import type { AuditedError, PolicyRefusal, PolicyReport } from '../model/policy-report.ts'
import { questionState } from '../model/state.ts'
import { addDecision } from '../store/decisions.ts'
import { openRound, roundItemsOf } from '../store/rounds.ts'
import { recordsOf } from '../store/states.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { type DeskBench, openDesks } from './answering/desk.ts'
import { standingQuestion } from './answering/standing-question.ts'
import { auditedError } from './settling/audited-error.ts'
import { answerRefusal } from './settling/eligible.ts'
import { type AgentAnswer, answersOfAgent, lastAnswerOf, type Settling } from './settling/queue.ts'

export interface PolicyOptions {
  /** Whose answers. Default: what `use` says, else the only agent that has answered. */
  readonly agent?: string | undefined
  /** Questions that are settled at most. */
  readonly limit?: number | undefined
  /** Settles nothing. */
  readonly show?: boolean | undefined
}

export type PolicyBench = DeskBench & Pick<Workbench, 'clock'>

/** Questions judged at once. */
const AT_ONCE = 8

/**
 * Settles every answer that passes, if the error that was audited so far has an upper bound below the limit.
 *
 * @throws {UserError} if it cannot be told whose answers are meant
 */
export async function* policy(bench: PolicyBench, options: PolicyOptions = {}): Flow<PolicyReport> {
  const { store, config } = bench
  const { samples, maxError, minAudited } = config.policy
  const agent = await agentAsked(bench, options.agent)
  const settling: Settling = { db: store.db, desks: openDesks(bench), agent, samples }
  // How often such answers are wrong, before any is taken.
  const audited = yield* auditedError(settling)
  const gate = gateOf(audited, { maxError, minAudited })
  const report = { agent, settled: 0, eligible: 0, refused: {} as Record<string, number>, recorded: false }
  const refuse = (why: PolicyRefusal) => {
    report.refused[why] = (report.refused[why] ?? 0) + 1
  }
  const drawn = await inOpenRound(store.db)
  const judged = mapInOrder(waiting(settling), {
    width: AT_ONCE,
    work: (one) => judge(one, { settling, drawn }),
  })
  for await (const { id, answer, recorded, refusal } of judged) {
    report.recorded ||= recorded
    if (refusal === undefined) report.eligible++
    const why = refusal ?? gate
    const full = report.settled >= (options.limit ?? Number.POSITIVE_INFINITY)
    if (why !== undefined) refuse(why)
    else if (!options.show && !full && (await settle(bench, { id, answer, audited }))) report.settled++
    yield { type: 'progress', label: 'Settling', done: report.settled }
  }
  const { recorded, ...figures } = report
  const conditions = { samples, maxError, minAudited }
  return {
    ...figures,
    auditedError: audited,
    ...conditions,
    ...(recorded ? { recorded: true as const } : {}),
  }
}

/** What stops every answer; undefined if nothing does. */
function gateOf(
  { n, upperBound }: AuditedError,
  { maxError, minAudited }: { maxError: number; minAudited: number },
): PolicyRefusal | undefined {
  if (n < minAudited) return 'too-few-audited'
  return upperBound > maxError ? 'audited-error' : undefined
}

/** Answers to questions that nobody has answered besides and nobody has decided. */
async function* waiting(settling: Settling): AsyncGenerator<AgentAnswer, void> {
  for await (const one of answersOfAgent(settling)) {
    const { candidates } = one.record
    const alone = !candidates.some((candidate) => candidate.kind === 'annotator')
    if (alone && ['open', 'drafted'].includes(questionState(one.record))) yield one
  }
}

interface Judged {
  readonly id: string
  readonly answer: Candidate
  readonly recorded: boolean
  readonly refusal: PolicyRefusal | undefined
}

async function judge(
  { id, record }: AgentAnswer,
  { settling, drawn }: { settling: Settling; drawn: ReadonlySet<string> },
): Promise<Judged> {
  const { db, desks, agent, samples } = settling
  const answer = lastAnswerOf(agent, record.candidates)!
  const judged = { id, answer, recorded: record.candidates.some((one) => one.recorded) }
  if (drawn.has(id)) return { ...judged, refusal: 'in-open-round' }
  const question = await standingQuestion(db, id)
  const desk = await desks.of(question.db)
  const refusal = await answerRefusal({ answer, all: record.candidates, question }, { db, desk, samples })
  return { ...judged, refusal }
}

/** Stores the decision, unless somebody has answered or decided meanwhile. */
async function settle(
  { store, clock }: PolicyBench,
  { id, answer, audited }: { id: string; answer: Candidate; audited: AuditedError },
): Promise<boolean> {
  const at = clock().toISOString()
  return store.transaction(async (db) => {
    const record = (await recordsOf(db, [id])).get(id)!
    if (questionState(record) !== 'drafted') return false
    if (record.candidates.some((one) => one.kind === 'annotator')) return false
    const of = { question: id, n: Math.max(0, ...record.decisions.map((one) => one.n)) + 1 }
    const decision: Decision = {
      id: decisionId(of),
      ...of,
      round: answer.round,
      accept: 'policy',
      effect: 'settled',
      sql: answer.sql!,
      candidate: answer.id,
      note: `Audited error ${audited.errors} of ${audited.n}, at most ${audited.upperBound.toFixed(3)}`,
      guidelineVersion: answer.guidelineVersion,
      by: 'concord',
      at,
    }
    return addDecision(db, decision)
  })
}

/** People are still to answer these. */
async function inOpenRound(db: Db): Promise<ReadonlySet<string>> {
  const round = await openRound(db)
  return new Set(round ? (await roundItemsOf(db, round.round)).map((item) => item.question) : [])
}

async function agentAsked(
  { store, config }: Pick<PolicyBench, 'store' | 'config'>,
  given: string | undefined,
): Promise<string> {
  const rows = await store.db
    .selectFrom('candidates')
    .select('name')
    .distinct()
    .where('kind', '=', 'agent')
    .orderBy('name')
    .execute()
  const known = rows.map((row) => row.name)
  const wanted = given ?? [config.use.policy, config.use.draft].find((name) => name && known.includes(name))
  if (wanted !== undefined && known.includes(wanted)) return wanted
  if (wanted === undefined && known.length === 1) return known[0]!
  if (known.length === 0) {
    throw new UserError(
      'Cannot apply the policy: no agent has answered anything',
      'concord draft comes first',
    )
  }
  throw new UserError(
    wanted === undefined
      ? 'Cannot tell whose answers to settle: several agents have answered'
      : `Cannot settle the answers of "${wanted}": no agent of this name has answered`,
    `Name one with --agent: ${known.join(', ')}`,
  )
}
