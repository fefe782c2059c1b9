/** Rounds in the store: what was drawn for each, and how it ended. */
import {
  type Round,
  type RoundClosing,
  type RoundItem,
  round,
  roundClosing,
  roundItem,
} from '../model/round.ts'
import { addRow, addRows } from './add.ts'
import { codecOf } from './codec.ts'
import type { Db } from './tables.ts'

const rounds = codecOf(round)
const closings = codecOf(roundClosing)
const roundItems = codecOf(roundItem)

/** Adds a round with its questions, in the caller's transaction; false if a round of this number is there. */
export async function addRound(db: Db, one: Round, items: readonly RoundItem[]): Promise<boolean> {
  if (!(await addRow(db, 'rounds', rounds.toRow(one)))) return false
  await addRoundItems(db, items)
  return true
}

/** Adds questions to a round, such as its audit share; those that are in it already are passed over. */
export function addRoundItems(db: Db, items: readonly RoundItem[]): Promise<number> {
  return addRows(db, 'roundItems', items.map(roundItems.toRow))
}

/** False if it was closed before. */
export function closeRound(db: Db, one: RoundClosing): Promise<boolean> {
  return addRow(db, 'roundClosings', closings.toRow(one))
}

/** Oldest first, each with its closing if it is closed. */
export async function listRounds(db: Db): Promise<{ round: Round; closing?: RoundClosing }[]> {
  const rows = await db.selectFrom('rounds').selectAll().orderBy('round').execute()
  const closed = await db.selectFrom('roundClosings').selectAll().execute()
  const byRound = new Map(closed.map((row) => [row.round, closings.fromRow(row)]))
  return rows.map((row) => {
    const closing = byRound.get(row.round)
    return { round: rounds.fromRow(row), ...(closing ? { closing } : {}) }
  })
}

/** The round that was started and not yet closed. */
export async function openRound(db: Db): Promise<Round | undefined> {
  return (await listRounds(db)).findLast((one) => !one.closing)?.round
}

/** In the order in which they were drawn. */
export async function roundItemsOf(db: Db, number: number, part?: RoundItem['part']): Promise<RoundItem[]> {
  let query = db.selectFrom('roundItems').selectAll().where('round', '=', number)
  if (part !== undefined) query = query.where('part', '=', part)
  const rows = await query.orderBy('position').orderBy('question').execute()
  return rows.map(roundItems.fromRow)
}

/** The rounds that a question was drawn for. */
export async function roundsOf(db: Db, question: string): Promise<RoundItem[]> {
  const rows = await db
    .selectFrom('roundItems')
    .selectAll()
    .where('question', '=', question)
    .orderBy('round')
    .execute()
  return rows.map(roundItems.fromRow)
}
