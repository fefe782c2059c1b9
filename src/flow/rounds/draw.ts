/** Draws the questions of a round: new ones by seed, those to be answered anew, and the anchors that every round repeats. */
import type { Round, RoundItem } from '../../model/round.ts'
import type { Split } from '../../model/source.ts'
import { questionState } from '../../model/state.ts'
import { sample, seededRandom } from '../../stats/random.ts'
import { eachOf } from '../../store/pages.ts'
import type { QuestionFilter } from '../../store/question-filter.ts'
import { pageQuestions } from '../../store/questions.ts'
import { listRounds, roundItemsOf } from '../../store/rounds.ts'
import { recordsOf, statesOf } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'
import { questionNamed } from '../lineage/question-named.ts'

export interface DrawOptions {
  readonly round: number
  readonly stage: string | undefined
  readonly split?: Split | undefined
  /** Of the stage's questions that are not dropped, in 0..1; `count` goes before it. */
  readonly share: number
  readonly count: number | undefined
  readonly anchor: number
  readonly seed: number
}

export interface Drawn {
  readonly items: readonly RoundItem[]
  readonly carried: number
  /** Questions that could be drawn. */
  readonly pool: number
}

/** The questions of a round, in the order in which they were drawn. */
export async function drawRound(db: Db, options: DrawOptions): Promise<Drawn> {
  const before = await drawnBefore(db)
  const { fresh, carried, all } = await sort(db, options, before)
  const anchors = options.round === 1 ? [] : await anchorSet(db, options.anchor)
  const random = seededRandom(options.seed, `round ${options.round}`)
  const count = options.count ?? Math.round(options.share * all)
  const again = carried.filter((id) => !anchors.includes(id))
  const main = [...sample(fresh, { count, random }), ...again]
  const item = (part: RoundItem['part']) => (question: string, at: number) => ({
    round: options.round,
    question,
    part,
    position: part === 'anchor' ? main.length + at : at,
  })
  const items = [...main.map(item('main')), ...anchors.map(item('anchor'))]
  return { items, carried: again.length, pool: fresh.length }
}

/**
 * The anchors: those that later rounds repeat; before there is one, the first questions that the first round drew,
 * which are a random sample of it. Dropped ones are passed over.
 *
 * @param size how many; fewer where there are no more
 */
export async function anchorSet(db: Db, size: number): Promise<string[]> {
  if (size === 0) return []
  const later = (await listRounds(db)).slice(1)
  const repeated = await Promise.all(later.map(({ round }) => roundItemsOf(db, round.round, 'anchor')))
  const first = repeated.find((items) => items.length > 0) ?? (await roundItemsOf(db, 1, 'main'))
  const ids = first.map((item) => item.question)
  const states = await statesOf(db, ids)
  return ids.filter((id) => states.get(id) !== 'dropped').slice(0, size)
}

/** How many anchors the rounds so far agreed on: what the latest round that has any said. */
export function anchorSize(rounds: readonly { readonly round: Round }[]): number {
  return rounds.findLast(({ round }) => round.anchor > 0)?.round.anchor ?? 0
}

async function drawnBefore(db: Db): Promise<Set<string>> {
  const rounds = await listRounds(db)
  const items = await Promise.all(rounds.map(({ round }) => roundItemsOf(db, round.round)))
  return new Set(items.flat().map((item) => item.question))
}

/** The stage's questions by what a draw may do with them; `all` counts those that are not dropped. */
async function sort(
  db: Db,
  { stage, split }: Pick<DrawOptions, 'stage' | 'split'>,
  before: ReadonlySet<string>,
) {
  const fresh: string[] = []
  const carried: string[] = []
  let all = 0
  const filter = { ...(stage === undefined ? {} : { stage }), ...(split === undefined ? {} : { split }) }
  for await (const ids of pagesOf(db, filter)) {
    for (const [id, record] of await recordsOf(db, ids)) {
      const state = questionState(record)
      if (state !== 'dropped') all++
      const unanswered = state === 'open' || state === 'drafted'
      if (before.has(id) && unanswered) carried.push(id)
      if (!before.has(id) && (unanswered || state === 'agreed')) fresh.push(id)
    }
  }
  return { fresh, carried, all }
}

async function* pagesOf(db: Db, filter: QuestionFilter): AsyncGenerator<string[], void> {
  let ids: string[] = []
  for await (const one of eachOf((options) => pageQuestions(db, filter, options))) {
    ids.push(one.id)
    if (ids.length === 500) {
      yield ids
      ids = []
    }
  }
  if (ids.length > 0) yield ids
}

/** A question by our id or by what others call it, for a draw that somebody made by hand. */
export interface GivenItem {
  readonly question: string
  readonly part: 'main' | 'anchor'
  /** People that it wants. Default: as many as the round says. */
  readonly annotators?: number | undefined
}

/**
 * A round of given questions, in their order.
 *
 * @throws {UserError} if one of them is not there, or several are called so
 */
export async function givenRound(db: Db, round: number, given: readonly GivenItem[]): Promise<Drawn> {
  const items: RoundItem[] = []
  for (const [position, { question: name, part, annotators }] of given.entries()) {
    const wanted = annotators === undefined ? {} : { annotators }
    items.push({ round, question: await questionNamed(db, name), part, position, ...wanted })
  }
  return { items, carried: 0, pool: items.length }
}
