/** Questions in the store: added once, read in pages, and found by what is still missing of them. */
import { type Question, question } from '../model/question.ts'
import { addRow, addRows } from './add.ts'
import { inChunks } from './chunks.ts'
import { codecOf } from './codec.ts'
import { eachOf, PAGE, type Page, type PageOptions, pageOf } from './pages.ts'
import { inOrder, type QuestionFilter, selectQuestions } from './question-filter.ts'
import type { Db } from './tables.ts'

const questions = codecOf(question)

/** How many were new. */
export function addQuestions(db: Db, all: readonly Question[]): Promise<number> {
  return addRows(db, 'questions', all.map(questions.toRow))
}

export async function getQuestion(db: Db, id: string): Promise<Question | undefined> {
  const row = await db.selectFrom('questions').selectAll().where('id', '=', id).executeTakeFirst()
  return row && questions.fromRow(row)
}

/** Those that there are, by id. */
export async function getQuestions(db: Db, ids: readonly string[]): Promise<Map<string, Question>> {
  const rows = await inChunks(ids, (chunk) =>
    db.selectFrom('questions').selectAll().where('id', 'in', chunk).execute(),
  )
  return new Map(rows.map((row) => [row.id, questions.fromRow(row)]))
}

/** A page in the stage's order where a stage is asked for, else in the order of arrival. */
export async function pageQuestions(
  db: Db,
  filter: QuestionFilter,
  { after = -1, limit = PAGE }: PageOptions = {},
): Promise<Page<Question>> {
  const rows = await inOrder(selectQuestions(db, filter), filter, { after, limit }).execute()
  return pageOf(rows, { limit, place: (row) => row.nth, item: (row) => questions.fromRow(row) })
}

export function eachQuestion(db: Db, filter: QuestionFilter): AsyncGenerator<Question, void> {
  return eachOf((options) => pageQuestions(db, filter, options))
}

export async function countQuestions(db: Db, filter: QuestionFilter): Promise<number> {
  const row = await selectQuestions(db, filter)
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** How many questions each database or data set has. */
export async function countBy(
  db: Db,
  by: 'db' | 'dataset',
  filter: QuestionFilter,
): Promise<Map<string, number>> {
  const rows = await selectQuestions(db, filter)
    .select([`q.${by} as key`, ({ fn }) => fn.countAll().as('n')])
    .groupBy(`q.${by}`)
    .orderBy(`q.${by}`)
    .execute()
  return new Map(rows.map((row) => [row.key, Number(row.n)]))
}

/** Remembers what others call a question. */
export function nameQuestion(
  db: Db,
  one: { dataset: string; name: string; question: string },
): Promise<boolean> {
  return addRow(db, 'questionNames', one)
}

/** The questions that an id means: our own id, or what others call them, of one data set or of any. */
export async function findQuestions(db: Db, id: string, dataset?: string): Promise<string[]> {
  if (await getQuestion(db, id)) return [id]
  const named = db.selectFrom('questionNames').select('question').where('name', '=', id)
  const rows = await (dataset === undefined ? named : named.where('dataset', '=', dataset)).execute()
  return [...new Set(rows.map((row) => row.question))]
}

/** What others call a question. */
export async function namesOf(db: Db, id: string): Promise<{ dataset: string; name: string }[]> {
  const query = db.selectFrom('questionNames').select(['dataset', 'name']).where('question', '=', id)
  return query.orderBy('dataset').orderBy('name').execute()
}

/** The questions that these names mean, by the JSON of `[dataset, name]`. */
export async function namedQuestions(
  db: Db,
  names: readonly { readonly dataset: string; readonly name: string }[],
): Promise<Map<string, string>> {
  const rows = await inChunks(
    names.map((one) => one.name),
    (chunk) => db.selectFrom('questionNames').selectAll().where('name', 'in', chunk).execute(),
  )
  return new Map(rows.map((row) => [JSON.stringify([row.dataset, row.name]), row.question]))
}
