/** The states of questions, computed page by page from what the store holds about them. */
import type { Question } from '../model/question.ts'
import { type QuestionRecord, type QuestionState, questionState } from '../model/state.ts'
import { agreementsOf } from './agreements.ts'
import { candidatesOf } from './candidates.ts'
import { decisionsOf } from './decisions.ts'
import { flagsOf, withdrawalsOf } from './flags.ts'
import type { Page, PageOptions } from './pages.ts'
import type { QuestionFilter } from './question-filter.ts'
import { pageQuestions } from './questions.ts'
import type { Db } from './tables.ts'

/** Everything said about each of these questions. */
export async function recordsOf(db: Db, ids: readonly string[]) {
  const withdrawn = await withdrawalsOf(db, ids)
  const candidates = byQuestion(await candidatesOf(db, ids))
  const agreements = byQuestion(await agreementsOf(db, ids))
  const decisions = byQuestion(await decisionsOf(db, ids))
  const flags = byQuestion(await flagsOf(db, ids))
  const record = (id: string) => ({
    withdrawn: withdrawn.has(id),
    candidates: candidates.get(id) ?? [],
    agreements: agreements.get(id) ?? [],
    decisions: decisions.get(id) ?? [],
    flags: flags.get(id) ?? [],
  })
  return new Map(ids.map((id) => [id, record(id) satisfies QuestionRecord]))
}

/** The state of each of these questions. */
export async function statesOf(db: Db, ids: readonly string[]): Promise<Map<string, QuestionState>> {
  const records = await recordsOf(db, ids)
  return new Map([...records].map(([id, record]) => [id, questionState(record)]))
}

export interface QuestionStanding {
  readonly question: Question
  readonly state: QuestionState
}

/** A page of questions with their states. */
export async function pageStates(
  db: Db,
  filter: QuestionFilter,
  options: PageOptions = {},
): Promise<Page<QuestionStanding>> {
  const page = await pageQuestions(db, filter, options)
  const states = await statesOf(
    db,
    page.items.map((one) => one.id),
  )
  return { ...page, items: page.items.map((question) => ({ question, state: states.get(question.id)! })) }
}

function byQuestion<T extends { readonly question: string }>(all: readonly T[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>()
  for (const one of all) {
    const held = grouped.get(one.question)
    if (held) held.push(one)
    else grouped.set(one.question, [one])
  }
  return grouped
}
