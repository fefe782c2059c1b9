/** The verb with which a person settles what agent and annotators disagree about. */
import { type Decision, decisionId, standingDecision } from '../model/decision.ts'
import { UserError } from '../model/errors.ts'
import type { Execution } from '../model/execution.ts'
import type {
  ReviewDecideReport,
  ReviewListReport,
  ReviewShowReport,
  ReviewUndoReport,
} from '../model/review.ts'
import { questionState } from '../model/state.ts'
import { addDecision, lastDecisionNumber } from '../store/decisions.ts'
import { getGuidelines } from '../store/guidelines.ts'
import { getQuestion } from '../store/questions.ts'
import { listRounds } from '../store/rounds.ts'
import { getSource } from '../store/sources.ts'
import { recordsOf } from '../store/states.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { openTo, refuseWhileOpen } from './annotating/open-questions.ts'
import { comparingLimits } from './judging/instances.ts'
import { questionNamed } from './lineage/question-named.ts'
import { type Dispute, disputeOf, isRecorded, isSelfReview, itemOf, sidesFor } from './reviewing/dispute.ts'
import { awaitingPeople, type QueueFilter, reviewQueue } from './reviewing/queue.ts'
import { type DecideOptions, type Ruling, rulingOf } from './reviewing/ruling.ts'
import { showDispute } from './reviewing/show-dispute.ts'

export type { DecideOptions } from './reviewing/ruling.ts'

type Bench = Pick<Workbench, 'store' | 'openDatabase' | 'config' | 'clock' | 'person'>

/** Every question that waits for a reviewer, grouped by class; none that he is still to answer himself. */
export async function list(
  { store, person, clock }: Pick<Workbench, 'store' | 'person' | 'clock'>,
  filter: QueueFilter = {},
): Promise<ReviewListReport> {
  const isOpen = await openTo(store.db, { person, now: clock().getTime() })
  const all = await reviewQueue(store.db, filter)
  const queue = all.filter(({ question, record }) => !isOpen(question.id, record))
  const recorded = queue.some(isRecorded) ? { recorded: true as const } : {}
  return { items: queue.map((one) => itemOf(one, person)), ...recorded }
}

/** One dispute with both sides, in an order that does not tell who wrote which. */
export async function show(bench: Bench, item: string): Promise<ReviewShowReport> {
  const { db } = bench.store
  const dispute = await disputeFor(bench, await questionNamed(db, item))
  const run = (sql: string) => runOver(bench, dispute, sql)
  return showDispute(dispute, { db, reviewer: bench.person, run })
}

/** Settles a dispute, drops its question, or has it answered anew. */
export async function decide(
  bench: Bench,
  item: string,
  options: DecideOptions,
): Promise<ReviewDecideReport> {
  const { store, person } = bench
  const id = await questionNamed(store.db, item)
  const dispute = await disputeFor(bench, id)
  const ruling = rulingOf(options, sidesFor(dispute, person))
  // Whatever becomes gold has to run.
  for (const sql of [ruling.sql, ...(ruling.sqlAlternatives ?? [])]) {
    if (sql !== undefined) refuseFailing(await runOver(bench, dispute, sql), ruling)
  }
  // The place among the question's decisions is taken in the transaction that adds it.
  const added = await store.transaction(async (db) => {
    const now = await disputeAbout(db, id)
    if (now.agreement?.id !== dispute.agreement?.id) throw meanwhile(item)
    const one = await decisionOf(db, { bench, dispute, ruling, options })
    if (!(await addDecision(db, one))) throw meanwhile(item)
    return one
  })
  return reportOf(added, isSelfReview(dispute, person))
}

/** Takes the last decision about a question back; both stay on record. */
export async function undo(
  { store, clock, person }: Pick<Workbench, 'store' | 'clock' | 'person'>,
  item: string,
): Promise<ReviewUndoReport> {
  const question = await questionNamed(store.db, item)
  return store.transaction(async (db) => {
    const record = (await recordsOf(db, [question])).get(question)!
    const last = standingDecision(record.decisions)
    if (!last) {
      throw new UserError(`Cannot undo: nothing was decided about "${item}"`, 'concord review list')
    }
    const n = (await lastDecisionNumber(db, question)) + 1
    const undone: Decision = {
      id: decisionId({ question, n }),
      question,
      n,
      round: last.round,
      accept: 'undo',
      effect: 'undone',
      guidelineVersion: last.guidelineVersion,
      undoes: last.id,
      by: person,
      at: clock().toISOString(),
    }
    if (!(await addDecision(db, undone))) throw meanwhile(item)
    const state = questionState({ ...record, decisions: [...record.decisions, undone] })
    return { item: question, undone: last.id, accept: last.accept, by: person, state }
  })
}

/** @throws {UserError} as `disputeAbout`, or if the reviewer is still to answer the question himself */
async function disputeFor({ store, person, clock }: Bench, id: string): Promise<Dispute> {
  const asking = { person, now: clock().getTime() }
  await refuseWhileOpen(store.db, id, { asking, what: `review "${id}"` })
  return disputeAbout(store.db, id)
}

/** @throws {UserError} if there is nothing to review about the question, with what there is instead */
async function disputeAbout(db: Db, id: string): Promise<Dispute> {
  const question = (await getQuestion(db, id))!
  const record = (await recordsOf(db, [id])).get(id)!
  const awaiting = await awaitingPeople(db)
  const found = disputeOf(question, record, awaiting(id, record))
  if (found) return found
  const state = questionState(record)
  const decided = standingDecision(record.decisions)
  if (decided && (state === 'settled' || state === 'dropped')) {
    throw new UserError(
      `Cannot review "${id}": ${decided.by} has ${state} it (${decided.accept})`,
      `concord review undo ${id} takes that back`,
    )
  }
  if (awaiting(id, record)) {
    throw new UserError(
      `Cannot review "${id}": not everybody whom the open round wants has answered it yet`,
      'concord annotate next --as NAME',
    )
  }
  const why = { dropped: 'its author withdrew it', open: 'nobody answered it yet' }[state as string]
  throw new UserError(
    `Cannot review "${id}": ${why ?? 'its answers are not compared yet'}`,
    state === 'dropped'
      ? 'concord review list'
      : 'concord draft, concord annotate and concord compare come first',
  )
}

async function runOver(
  { store, openDatabase, config }: Bench,
  { question }: Dispute,
  sql: string,
): Promise<Execution> {
  const source = await getSource(store.db, question.db)
  if (!source) throw new UserError(`Cannot find the source "${question.db}"`, 'concord source list')
  return (await openDatabase(source.url)).run(sql, comparingLimits(config.limits))
}

function refuseFailing(ran: Execution, { accept }: Ruling): void {
  if (ran.kind === 'rows') return
  const what = { a: "A's SQL", b: "B's SQL", both: 'one side' }[accept as string] ?? 'the SQL'
  throw new UserError(
    `Cannot settle it: ${what} does not run (${ran.kind}): ${ran.message}`,
    'Only a query that runs can be gold; --accept neither --sql gives another',
  )
}

interface Deciding {
  readonly bench: Bench
  readonly dispute: Dispute
  readonly ruling: Ruling
  readonly options: DecideOptions
}

async function decisionOf(db: Db, { bench, dispute, ruling, options }: Deciding): Promise<Decision> {
  const question = dispute.question.id
  const n = (await lastDecisionNumber(db, question)) + 1
  const round = (await listRounds(db)).find((one) => one.round.round === dispute.round)?.round
  const { cause, note } = options
  return {
    id: decisionId({ question, n }),
    question,
    n,
    round: dispute.round,
    ...(dispute.agreement ? { agreement: dispute.agreement.id } : {}),
    ...ruling,
    ...(cause === undefined ? {} : { cause }),
    ...(note === undefined ? {} : { note }),
    guidelineVersion: round?.guidelineVersion ?? (await getGuidelines(db))!.version,
    by: bench.person,
    at: bench.clock().toISOString(),
  }
}

function reportOf(one: Decision, selfReviewed: boolean): ReviewDecideReport {
  const { id, question, accept, effect, sql, sqlAlternatives, questionText, cause, round, by } = one
  return {
    item: question,
    decision: id,
    accept,
    effect,
    ...(sql === undefined ? {} : { sql }),
    ...(sqlAlternatives === undefined ? {} : { sqlAlternatives }),
    ...(questionText === undefined ? {} : { questionText }),
    ...(cause === undefined ? {} : { cause }),
    round,
    by,
    selfReviewed,
  }
}

function meanwhile(item: string): UserError {
  return new UserError(
    `Cannot decide "${item}": somebody else said something about it meanwhile`,
    `concord review show ${item} shows how it stands now`,
  )
}
