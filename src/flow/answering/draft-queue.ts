/** The questions that still lack a draft: read from the store page by page, never kept as a list. */
import type { QuestionState } from '../../model/state.ts'
import { eachOf } from '../../store/pages.ts'
import type { QuestionFilter } from '../../store/question-filter.ts'
import { roundItemsOf } from '../../store/rounds.ts'
import { pageStates } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'

export interface DraftQueue {
  /** Up to `count` questions that nobody has under a lease of this kind. */
  next(db: Db, count: number, unleased: NonNullable<QuestionFilter['unleased']>): Promise<string[]>
  /** How many lack a draft, whoever works on them. */
  count(db: Db): Promise<number>
}

/** What is decided needs no draft, unless it is in a round's anchor set, which is answered again in every round. */
const DECIDED: ReadonlySet<QuestionState> = new Set(['settled', 'dropped'])

export interface DraftQueueOptions {
  /** Settled ones too: what they are answered under other guidelines tells what those do. Default false. */
  readonly settledToo?: boolean
}

/** @param filter the questions that are meant, without the candidate that they lack */
export function draftQueue(
  filter: QuestionFilter,
  { settledToo = false }: DraftQueueOptions = {},
): DraftQueue {
  const needless = (state: QuestionState) => DECIDED.has(state) && !(settledToo && state === 'settled')

  async function* missing(db: Db, more: QuestionFilter): AsyncGenerator<string, void> {
    const anchors = await anchorsOf(db, filter.round)
    for await (const one of eachOf((options) => pageStates(db, { ...filter, ...more }, options))) {
      if (!needless(one.state) || anchors.has(one.question.id)) yield one.question.id
    }
  }
  return {
    async next(db, count, unleased) {
      const found: string[] = []
      for await (const id of missing(db, { unleased })) {
        found.push(id)
        if (found.length === count) break
      }
      return found
    },
    async count(db) {
      let n = 0
      for await (const _ of missing(db, {})) n++
      return n
    },
  }
}

async function anchorsOf(db: Db, round: number | undefined): Promise<ReadonlySet<string>> {
  if (round === undefined) return new Set()
  return new Set((await roundItemsOf(db, round, 'anchor')).map((item) => item.question))
}
