/** The verb with which a person answers questions, blind to every other answer. */
import { isAbsolute, resolve } from 'node:path'
import type { AnnotateNext, AnnotateSaid, AnnotateSubmit, AnnotationItem } from '../model/annotation.ts'
import { type Candidate, candidateId } from '../model/candidate.ts'
import { UserError } from '../model/errors.ts'
import type { Execution } from '../model/execution.ts'
import { type Flag, flagId } from '../model/flag.ts'
import type { Question } from '../model/question.ts'
import { questionState } from '../model/state.ts'
import { withdrawalId } from '../model/withdrawal.ts'
import { canonicalText } from '../sql/text/canonical-text.ts'
import { addCandidate, candidatesOf, nextSample } from '../store/candidates.ts'
import { decisionsOf } from '../store/decisions.ts'
import { addFlag, withdraw } from '../store/flags.ts'
import { recordsOf } from '../store/states.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import {
  type AnnotationWork,
  answersOf,
  assignNext,
  giveBack,
  type Refusal,
  refusal,
  workAtHand,
} from './annotating/assignment.ts'
import { type DeskBench, openDesks } from './answering/desk.ts'
import { wordsOf } from './answering/draft-one.ts'
import { guidelinesInForce, type ToldRule } from './answering/guidelines-in-force.ts'
import { standingQuestion } from './answering/standing-question.ts'
import { questionNamed } from './lineage/question-named.ts'

export type AnnotateBench = DeskBench & Pick<Workbench, 'clock' | 'person'>

/** The next question for this person; the same one until it is answered, skipped, flagged, or its time is up. */
export async function next(bench: AnnotateBench): Promise<AnnotateNext> {
  const { store, clock, person } = bench
  const work = await workAtHand(store.db)
  const asking = { person, now: clock().getTime() }
  const { item, until, waiting } = await store.transaction((db) => assignNext(db, work, asking))
  if (item === undefined) return { item: null, waiting }
  return shownTo(bench, { id: item, work, until })
}

/** A question as an annotator sees it: put together from what was there before anybody answered. */
async function shownTo(
  bench: AnnotateBench,
  { id, work, until }: { id: string; work: AnnotationWork; until: number },
): Promise<AnnotationItem> {
  const { db } = bench.store
  const question = await standingQuestion(db, id)
  const { source, catalog } = await openDesks(bench).of(question.db)
  const { version, rulesFor } = await guidelinesInForce(db, work.guidelineVersion)
  return {
    item: id,
    question: question.text,
    db_id: question.db,
    ...(question.evidence === undefined ? {} : { evidence: question.evidence }),
    source: wholeUrl(source.url, bench.workspace),
    tables: [...catalog.tables],
    guidelines: { version, rules: await withoutAnswers(db, rulesFor(question), question) },
    round: work.round,
    until: new Date(until).toISOString(),
  }
}

/** Examples that are an answer to this very question are left out, whoever gave it. */
async function withoutAnswers(db: Db, rules: readonly ToldRule[], question: Question): Promise<ToldRule[]> {
  const candidates = await candidatesOf(db, [question.id], { withdrawn: true })
  const decisions = await decisionsOf(db, [question.id])
  const said = [...candidates, ...decisions].flatMap((one) => one.sql ?? [])
  const known = new Set(said.map((sql) => canonicalText(sql)))
  const fresh = (examples: readonly string[]) => examples.filter((sql) => !known.has(canonicalText(sql)))
  return rules.map((rule) => ({ ...rule, good: fresh(rule.good), bad: fresh(rule.bad) }))
}

export interface SubmitOptions {
  readonly sql: string
  /** 1 unsure … 3 sure. */
  readonly confidence?: number | undefined
  readonly note?: string | undefined
  /** Takes it although it does not run. */
  readonly force?: boolean | undefined
}

/** Stores a person's answer; it has to run. */
export async function submit(
  bench: AnnotateBench,
  item: string,
  { sql, confidence, note, force }: SubmitOptions,
): Promise<AnnotateSubmit> {
  const { store, clock, person } = bench
  const id = await questionNamed(store.db, item)
  const work = await workAtHand(store.db)
  const question = await standingQuestion(store.db, id)
  const desk = await openDesks(bench).of(question.db)
  const guidelines = await guidelinesInForce(store.db, work.guidelineVersion)
  // Outside the transaction: the query may take its time.
  const result = await desk.run(sql)
  if (!force) refuseFailing(result, item)
  const findings = await (await desk.checker()).check({ ...wordsOf(question, guidelines), sql })
  const now = clock()
  const candidate = await store.transaction(async (db) => {
    // The same answer once more is the answer that is there.
    const same = answersOf((await recordsOf(db, [id])).get(id)!, work.round).find(
      (one) => one.name === person && one.sql === sql,
    )
    if (same) return same
    const refused = await refusal(db, id, { work, asking: { person, now: now.getTime() } })
    if (refused) throw refusedError(refused, item, person)
    const who = { question: id, kind: 'annotator', name: person, strategy: '', round: work.round } as const
    const told = { ...who, guidelineVersion: guidelines.version, sample: await nextSample(db, who) }
    const answer: Candidate = {
      id: candidateId(told),
      ...told,
      outcome: 'answered',
      sql,
      ...(confidence === undefined ? {} : { confidence }),
      ...(note === undefined ? {} : { note }),
      recorded: false,
      at: now.toISOString(),
    }
    await addCandidate(db, answer)
    await giveBack(db, work, { person, item: id })
    return answer
  })
  const rows = result.kind === 'rows' ? result.rowCount : null
  return { item: id, candidate: candidate.id, round: work.round, rows, findings }
}

export interface SayOptions {
  readonly reason: Exclude<Flag['reason'], 'both-fail'>
  readonly note?: string | undefined
}

/** Passes a question over (`skip`), or reports it as unfit, and a reviewer looks (`flag`). */
export async function say(
  { store, clock, person }: AnnotateBench,
  { item, kind }: { readonly item: string; readonly kind: Flag['kind'] },
  { reason, note }: SayOptions,
): Promise<AnnotateSaid> {
  const id = await questionNamed(store.db, item)
  const work = await workAtHand(store.db)
  const now = clock()
  await store.transaction(async (db) => {
    const refused = await refusal(db, id, { work, asking: { person, now: now.getTime() } })
    if (refused && refused !== 'enough') throw refusedError(refused, item, person)
    const of = { question: id, round: work.round, kind, by: person }
    const words = note === undefined ? {} : { note }
    const said: Flag = { id: flagId(of), ...of, reason, ...words, at: now.toISOString() }
    if (!(await addFlag(db, said))) throw saidBefore(kind, item)
    await giveBack(db, work, { person, item: id })
  })
  return { item: id, round: work.round, said: kind === 'skip' ? 'skipped' : 'flagged' }
}

/** Takes back what the person said last of a question in the work at hand, until it is decided. */
export async function undo({ store, clock, person }: AnnotateBench, item: string): Promise<AnnotateSaid> {
  const id = await questionNamed(store.db, item)
  const work = await workAtHand(store.db)
  const at = clock().toISOString()
  const said = await store.transaction(async (db) => {
    const record = (await recordsOf(db, [id])).get(id)!
    refuseDecided(record, { item, round: work.round })
    const answer = answersOf(record, work.round).find((one) => one.name === person)
    const flag = record.flags.find((one) => one.round === work.round && one.by === person)
    const target = answer ?? flag
    if (!target) throw nothingSaid(item, person)
    const of = { noun: answer ? ('candidate' as const) : ('flag' as const), target: target.id }
    await withdraw(db, { id: withdrawalId(of), ...of, reason: 'undo', by: person, at })
    return answer ? ('answer taken back' as const) : (`${flag!.kind} taken back` as const)
  })
  return { item: id, round: work.round, said }
}

function refuseDecided(
  record: Parameters<typeof questionState>[0],
  { item, round }: { item: string; round: number },
): void {
  const state = questionState(record)
  const decidedHere = record.decisions.some((one) => one.round === round)
  if (state !== 'dropped' && (state !== 'settled' || !decidedHere)) return
  throw new UserError(
    `Cannot undo "${item}": it is ${state} already`,
    'A reviewer can take the decision back: concord review undo',
  )
}

function refuseFailing(result: Execution, item: string): void {
  if (result.kind === 'rows') return
  throw new UserError(
    `Cannot submit this for "${item}": the query does not run (${result.kind}): ${result.message}`,
    'Mend it and submit again, or flag the question; --force submits it as it is',
  )
}

function refusedError(refused: Refusal, item: string, person: string): UserError {
  const words: Record<Refusal, [string, string]> = {
    'not-in-round': ['it is not in the open round', 'concord annotate next gives one that is'],
    decided: ['it is decided already', 'concord annotate next gives another one'],
    'answered-by-you': [`${person} has answered it`, `concord annotate undo ${item} takes that back`],
    enough: [
      'it has the answers that it needs, or somebody else is at it',
      'concord annotate next gives another one',
    ],
  }
  const [why, hint] = words[refused]
  return new UserError(`Cannot answer "${item}": ${why}`, hint)
}

function saidBefore(kind: Flag['kind'], item: string): UserError {
  return new UserError(
    `Cannot ${kind} "${item}": you did so before in this round`,
    'concord annotate next gives another one',
  )
}

function nothingSaid(item: string, person: string): UserError {
  return new UserError(
    `Cannot undo "${item}": ${person} has said nothing of it in this round`,
    'Name who it was with --as',
  )
}

/** A file's URL with its whole path, so that it can be used from anywhere. */
function wholeUrl(url: string, workspace: string): string {
  const file = /^(sqlite|duckdb):(.*)$/i.exec(url)
  if (!file || isAbsolute(file[2]!)) return url
  return `${file[1]}:${resolve(workspace, file[2]!)}`
}
