/** The verb that compares the answers of a round by what they return, on every instance of their databases. */
import { sharedWork } from '../jobs/shared-work.ts'
import type { CompareReport } from '../model/comparison.ts'
import type { Flow } from '../model/event.ts'
import type { Round, RoundItem } from '../model/round.ts'
import { agreementsOf } from '../store/agreements.ts'
import { candidatesOf, eachCandidate } from '../store/candidates.ts'
import { leasesUnder } from '../store/leases.ts'
import { getQuestion, getQuestions } from '../store/questions.ts'
import { listRounds, roundItemsOf } from '../store/rounds.ts'
import { recordsOf } from '../store/states.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { type DeskBench, type Desks, openDesks } from './answering/desk.ts'
import { roundAsked } from './answering/drafting-scope.ts'
import {
  agreementOf,
  type Comparing,
  compareTwo,
  type Settled,
  settle,
  type TwoAnswers,
  twosOf,
} from './comparing/compare-question.ts'
import { type ComparedQuestion, comparisonFigures, peopleWanted } from './comparing/figures.ts'
import { judgeVersion, type MoreInstances } from './judging/classify.ts'
import { anchorSet, anchorSize } from './rounds/draw.ts'

export interface CompareOptions {
  /** Default: the open round, else the last one; 0 for what was answered outside any. */
  readonly round?: number | undefined
  /** Makes further instances for two queries that tie on those that there are. */
  readonly more?: MoreInstances | undefined
}

export type CompareBench = DeskBench & Pick<Workbench, 'clock'>

/** Questions compared at once; each runs a handful of queries. */
const AT_ONCE = 8

/**
 * Compares whatever this judge has not compared yet in the round, settles what agrees, and counts the whole round.
 *
 * @throws {UserError} if there is no such round, or a database is gone
 */
export async function* compare(bench: CompareBench, options: CompareOptions = {}): Flow<CompareReport> {
  const { store, clock } = bench
  const { db } = store
  const { comparing, items } = await roundOf(bench, options)
  const desks = openDesks(bench)
  const ids = items.map((item) => item.question)
  const kind = `compare:${comparing.round}:`
  // What is left to do: every two standing answers without this judge's word.
  const todo = new Set(await uncomparedOf(db, ids, { desks, comparing }))
  const total = todo.size
  const done: Settled[] = []
  const work = sharedWork(store, {
    kind,
    width: AT_ONCE,
    clock,
    find: async (inside, count, now) => {
      const held = new Set((await leasesUnder(inside, { prefix: kind, now })).map((one) => one.item))
      return firstOf(todo, { count, without: held })
    },
    work: async (id) => {
      todo.delete(id)
      return compareQuestion(bench, id, { desks, comparing })
    },
  })
  for await (const settled of work) {
    done.push(settled)
    yield { type: 'progress', label: 'Comparing', done: done.length, total }
  }
  const left = (await uncomparedOf(db, ids, { desks, comparing })).length
  return { ...(await figuresNow(db, items, comparing)), ...sums(done), round: comparing.round, left }
}

/** Stops at the last one wanted: what is left to do may be long, and is asked for anew every few questions. */
function firstOf(
  ids: Iterable<string>,
  { count, without }: { readonly count: number; readonly without: ReadonlySet<string> },
): string[] {
  const found: string[] = []
  for (const id of ids) {
    if (found.length >= count) break
    if (!without.has(id)) found.push(id)
  }
  return found
}

interface Work {
  readonly desks: Desks
  readonly comparing: Comparing
}

/** Runs what is missing for one question, then stores it in one short transaction with what follows from it. */
async function compareQuestion(
  { store, clock }: CompareBench,
  id: string,
  { desks, comparing }: Work,
): Promise<Settled> {
  const question = (await getQuestion(store.db, id))!
  const desk = await desks.of(question.db)
  const at = clock().toISOString()
  const twos = await missingTwos(store.db, id, { desk, comparing })
  const agreements = await Promise.all(twos.map((two) => compareTwo(two, { desk, comparing, at })))
  return store.transaction((db) => settle(db, id, { agreements, comparing, at }))
}

async function missingTwos(
  db: Db,
  id: string,
  { desk, comparing }: { desk: Awaited<ReturnType<Desks['of']>>; comparing: Comparing },
): Promise<TwoAnswers[]> {
  const { round, more } = comparing
  const known = new Set((await agreementsOf(db, [id], { round })).map((one) => one.id))
  const version = judgeVersion(await desk.instances(), more)
  const twos = twosOf(await candidatesOf(db, [id], { round }), round)
  return twos.filter((two) => !known.has(agreementOf(two, round, version)))
}

/** The questions of which two answers lack this judge's word. */
async function uncomparedOf(db: Db, ids: readonly string[], { desks, comparing }: Work): Promise<string[]> {
  const { round, more } = comparing
  const questions = await getQuestions(db, ids)
  const found: string[] = []
  for (const [id, { candidates, agreements }] of await recordsOf(db, ids)) {
    const twos = twosOf(candidates, round)
    if (twos.length === 0) continue
    const desk = await desks.of(questions.get(id)!.db)
    const version = judgeVersion(await desk.instances(), more)
    const known = new Set(agreements.map((one) => one.id))
    if (twos.some((two) => !known.has(agreementOf(two, round, version)))) found.push(id)
  }
  return found
}

/** The round with its questions; outside any round those that somebody has answered there. */
async function roundOf(
  { store, config }: CompareBench,
  { round: asked, more }: CompareOptions,
): Promise<{ comparing: Comparing; items: Pick<RoundItem, 'question' | 'part'>[] }> {
  const { db } = store
  const last = (await listRounds(db)).at(-1)?.round
  const round = (await roundAsked(db, asked)) ?? (asked === undefined ? last : undefined)
  const { audit } = config.policy
  const settings = { audit, ...(more ? { more } : {}) }
  if (round) {
    const items = await roundItemsOf(db, round.round)
    return { comparing: { ...settings, ...comparingOf(round, items) }, items }
  }
  const questions = new Set<string>()
  for await (const one of eachCandidate(db, { kind: 'annotator', round: 0 })) questions.add(one.question)
  const comparing = { ...settings, round: 0, annotatorsOf: () => 1, guidelineVersion: 0, seed: 1 }
  return { comparing, items: [...questions].map((question) => ({ question, part: 'main' })) }
}

function comparingOf(of: Round, items: readonly RoundItem[]) {
  const { round, guidelineVersion, seed } = of
  return { round, annotatorsOf: peopleWanted(of, items), guidelineVersion, seed }
}

async function figuresNow(
  db: Db,
  items: readonly Pick<RoundItem, 'question' | 'part'>[],
  { round, annotatorsOf }: Comparing,
) {
  const ids = items.map((item) => item.question)
  const records = await recordsOf(db, ids)
  const anchors = new Set(await anchorSet(db, anchorSize(await listRounds(db))))
  const all = items.map(({ question, part }): ComparedQuestion => {
    const { candidates, agreements } = records.get(question)!
    return { question, part, candidates, agreements }
  })
  return comparisonFigures(all, { round, anchors, annotatorsOf })
}

function sums(done: readonly Settled[]) {
  return {
    compared: done.reduce((sum, one) => sum + one.added, 0),
    settled: done.filter((one) => one.settled).length,
    toAudit: done.filter((one) => one.toAudit).length,
  }
}
