/** Who annotates what: never more people on a question than the round wants, never twice the same one. */
import type { Candidate } from '../../model/candidate.ts'
import type { RoundItem } from '../../model/round.ts'
import { type QuestionState, questionState } from '../../model/state.ts'
import { leasesUnder, oneAtATime, releaseLeases, takeLeases } from '../../store/leases.ts'
import { eachOf } from '../../store/pages.ts'
import type { QuestionFilter } from '../../store/question-filter.ts'
import { pageQuestions } from '../../store/questions.ts'
import { openRound, roundItemsOf } from '../../store/rounds.ts'
import { recordsOf } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'

/** How long an item is kept for a person. */
const KEPT_MS = 15 * 60_000

const PAGE = 100

/** The work at hand: the open round's questions, or without one all that are open. */
export interface AnnotationWork {
  /** 0 outside any round. */
  readonly round: number
  /** People a question wants, where it does not say so itself. */
  readonly annotators: number
  /** Absent outside any round: the version in force then. */
  readonly guidelineVersion?: number
}

export type Standing = Awaited<ReturnType<typeof recordsOf>> extends Map<string, infer One> ? One : never

export async function workAtHand(db: Db): Promise<AnnotationWork> {
  const round = await openRound(db)
  if (!round) return { round: 0, annotators: 1 }
  const { annotators, guidelineVersion } = round
  return { round: round.round, annotators, guidelineVersion }
}

/** Who asks, and when. */
export interface Asking {
  readonly person: string
  readonly now: number
}

export interface Assigned {
  readonly item: string | undefined
  /** Milliseconds since 1970. */
  readonly until: number
  /** Questions that lack an answer of somebody else, or are in another's hands; counted where nothing was assigned. */
  readonly waiting: number
}

/**
 * Assigns the next question, in the caller's transaction: the one that the person has in hand, else the first with
 * room.
 */
export async function assignNext(db: Db, work: AnnotationWork, asking: Asking): Promise<Assigned> {
  await oneAtATime(db, lockOf(work))
  const until = asking.now + KEPT_MS
  const held = await heldBy(db, work, asking.now)
  const parts = await partsOf(db, work)
  const mine = [...held].filter(([, people]) => people.has(asking.person)).map(([item]) => item)
  const inHand = (await standingOf(db, mine)).find((one) => hasRoom(one, { work, parts, asking, held }))
  const found = inHand ?? (await firstWithRoom(db, { work, parts, asking, held }))
  if (typeof found === 'number') return { item: undefined, until, waiting: found }
  await takeLeases(db, [found.id], { ...leaseOf(work, asking.person), now: asking.now, ttlMs: KEPT_MS })
  return { item: found.id, until, waiting: 0 }
}

/** What may keep a person from answering a question. */
export type Refusal = 'not-in-round' | 'decided' | 'answered-by-you' | 'enough'

/**
 * Whether a person may answer a question now, in the caller's transaction; others wait until it ends.
 *
 * @returns undefined if so
 */
export async function refusal(
  db: Db,
  id: string,
  { work, asking }: { work: AnnotationWork; asking: Asking },
): Promise<Refusal | undefined> {
  await oneAtATime(db, lockOf(work))
  const parts = await partsOf(db, work)
  if (parts && !parts.has(id)) return 'not-in-round'
  const [standing] = await standingOf(db, [id])
  if (!standing || isDone(standing, parts)) return 'decided'
  const answers = answersOf(standing.record, work.round)
  if (answers.some((one) => one.name === asking.person)) return 'answered-by-you'
  const held = await heldBy(db, work, asking.now)
  const wanted = peopleWanted(id, { work, parts })
  return othersOn(standing, { work, asking, held }) >= wanted ? 'enough' : undefined
}

/** Gives an item back. */
export async function giveBack(
  db: Db,
  work: AnnotationWork,
  of: { person: string; item: string },
): Promise<void> {
  await releaseLeases(db, leaseOf(work, of.person), [of.item])
}

/** A person's standing answers in a round come from here. */
export function answersOf(record: { candidates: readonly Candidate[] }, round: number): Candidate[] {
  return record.candidates.filter((one) => one.kind === 'annotator' && one.round === round)
}

/** The round's items by their questions. */
export type Parts = ReadonlyMap<string, RoundItem>

interface Known {
  readonly work: AnnotationWork
  /** The round's questions; undefined outside any round. */
  readonly parts: Parts | undefined
  readonly asking: Asking
  /** Who has which item in hand. */
  readonly held: ReadonlyMap<string, ReadonlySet<string>>
}

interface StandingQuestion {
  readonly id: string
  readonly record: Standing
  readonly state: QuestionState
}

/** The first question that the person may take; if there is none, how many wait for somebody else. */
async function firstWithRoom(db: Db, known: Known): Promise<StandingQuestion | number> {
  const { work, asking } = known
  const several = mostPeople(known) > 1
  const like = several ? { name: asking.person } : {}
  const filter: QuestionFilter = {
    ...(work.round > 0 ? { round: work.round } : {}),
    without: { kind: 'annotator', round: work.round, ...like },
  }
  let waiting = 0
  for await (const ids of pagesOf(db, filter)) {
    for (const one of await standingOf(db, ids)) {
      if (hasRoom(one, known)) return one
      if (lacksAnswers(one, known)) waiting++
    }
  }
  return waiting + (several ? await waitingForOthers(db, known) : 0)
}

/** Questions that this person has answered and that others still have to. */
async function waitingForOthers(db: Db, known: Known): Promise<number> {
  const { work, asking } = known
  const filter = {
    round: work.round,
    having: { kind: 'annotator', round: work.round, name: asking.person },
  } as const
  let waiting = 0
  for await (const ids of pagesOf(db, filter)) {
    for (const one of await standingOf(db, ids)) {
      if (lacksAnswers(one, known)) waiting++
    }
  }
  return waiting
}

/** Somebody is still to answer it: nobody has flagged it, and too few have answered. */
export function lacksAnswers(one: StandingQuestion, known: Pick<Known, 'work' | 'parts'>): boolean {
  const { work, parts } = known
  const { flags } = one.record
  if (flags.some((flag) => flag.round === work.round && flag.kind === 'flag')) return false
  return !isDone(one, parts) && answersOf(one.record, work.round).length < peopleWanted(one.id, known)
}

function hasRoom(one: StandingQuestion, known: Known): boolean {
  const { work, parts, asking } = known
  if ((parts && !parts.has(one.id)) || isDone(one, parts)) return false
  const said = one.record.flags.filter((flag) => flag.round === work.round)
  if (said.some((flag) => flag.kind === 'flag' || flag.by === asking.person)) return false
  if (answersOf(one.record, work.round).some((answer) => answer.name === asking.person)) return false
  return othersOn(one, known) < peopleWanted(one.id, known)
}

function peopleWanted(id: string, { work, parts }: Pick<Known, 'work' | 'parts'>): number {
  return parts?.get(id)?.annotators ?? work.annotators
}

function mostPeople({ work, parts }: Pick<Known, 'work' | 'parts'>): number {
  return Math.max(work.annotators, ...[...(parts?.values() ?? [])].map((item) => item.annotators ?? 1))
}

/** People besides this one who have answered the question or have it in hand. */
function othersOn({ id, record }: StandingQuestion, { work, asking, held }: Omit<Known, 'parts'>): number {
  const people = new Set([...answersOf(record, work.round).map((one) => one.name), ...(held.get(id) ?? [])])
  people.delete(asking.person)
  return people.size
}

/** A settled question is answered again as an anchor; a dropped one never. Outside any round only new ones are. */
export function isDone({ id, state }: StandingQuestion, parts: Known['parts']): boolean {
  if (!parts) return state !== 'open' && state !== 'drafted'
  return state === 'dropped' || (state === 'settled' && parts.get(id)?.part !== 'anchor')
}

async function standingOf(db: Db, ids: readonly string[]): Promise<StandingQuestion[]> {
  const records = await recordsOf(db, ids)
  return [...records].map(([id, record]) => ({ id, record, state: questionState(record) }))
}

export async function partsOf(db: Db, { round }: AnnotationWork): Promise<Parts | undefined> {
  if (round === 0) return undefined
  const items = (await roundItemsOf(db, round)).filter((item) => item.part !== 'audit')
  return new Map(items.map((item) => [item.question, item]))
}

async function heldBy(db: Db, { round }: AnnotationWork, now: number): Promise<Map<string, Set<string>>> {
  const held = new Map<string, Set<string>>()
  for (const { item, holder } of await leasesUnder(db, { prefix: `annotate:${round}:`, now })) {
    held.set(item, (held.get(item) ?? new Set()).add(holder))
  }
  return held
}

export function leaseOf({ round }: AnnotationWork, person: string) {
  return { kind: `annotate:${round}:${person}`, holder: person }
}

function lockOf({ round }: AnnotationWork): string {
  return `annotate:${round}`
}

async function* pagesOf(db: Db, filter: QuestionFilter): AsyncGenerator<string[], void> {
  let ids: string[] = []
  for await (const { id } of eachOf((options) => pageQuestions(db, filter, { ...options, limit: PAGE }))) {
    ids.push(id)
    if (ids.length < PAGE) continue
    yield ids
    ids = []
  }
  if (ids.length > 0) yield ids
}
