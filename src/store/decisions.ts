/** Decisions in the store. */
import { type Decision, decision } from '../model/decision.ts'
import { addRow } from './add.ts'
import { inChunks } from './chunks.ts'
import { codecOf } from './codec.ts'
import { PAGE, type Page, type PageOptions, pageOf } from './pages.ts'
import type { Db } from './tables.ts'

const decisions = codecOf(decision)

/**
 * Adds a decision at the place `n` among its question's: one more than `lastDecisionNumber` when the decider looked.
 *
 * @returns false if somebody else decided meanwhile; nothing is added then
 */
export function addDecision(db: Db, one: Decision): Promise<boolean> {
  return addRow(db, 'decisions', decisions.toRow(one))
}

/** 0 if nothing was decided about the question. */
export async function lastDecisionNumber(db: Db, question: string): Promise<number> {
  const row = await db
    .selectFrom('decisions')
    .select(({ fn }) => fn.max('n').as('last'))
    .where('question', '=', question)
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}

/** Every decision about these questions, undone ones and undoings too, in the order of arrival. */
export async function decisionsOf(db: Db, questions: readonly string[]): Promise<Decision[]> {
  const rows = await inChunks(questions, (chunk) =>
    db.selectFrom('decisions').selectAll().where('question', 'in', chunk).orderBy('seq').execute(),
  )
  return rows.map(decisions.fromRow)
}

export async function pageDecisions(
  db: Db,
  filter: { readonly round?: number; readonly by?: string },
  { after = -1, limit = PAGE }: PageOptions = {},
): Promise<Page<Decision>> {
  let query = db.selectFrom('decisions').selectAll().where('seq', '>', after)
  if (filter.round !== undefined) query = query.where('round', '=', filter.round)
  if (filter.by !== undefined) query = query.where('by', '=', filter.by)
  const rows = await query.orderBy('seq').limit(limit).execute()
  return pageOf(rows, { limit, place: (row) => row.seq, item: decisions.fromRow })
}
