/** Flags and withdrawals in the store: what people said of questions and took back. */
import { type Flag, flag } from '../model/flag.ts'
import { type Withdrawal, withdrawal } from '../model/withdrawal.ts'
import { addRow } from './add.ts'
import { inChunks } from './chunks.ts'
import { codecOf } from './codec.ts'
import { none } from './none.ts'
import type { Db } from './tables.ts'

const flags = codecOf(flag)
const withdrawals = codecOf(withdrawal)

/** False if the same person said the same kind of thing of the question in the round. */
export function addFlag(db: Db, one: Flag): Promise<boolean> {
  return addRow(db, 'flags', flags.toRow(one))
}

/** The standing flags of these questions, in the order of arrival. */
export async function flagsOf(db: Db, questions: readonly string[]): Promise<Flag[]> {
  const rows = await inChunks(questions, (chunk) =>
    db
      .selectFrom('flags')
      .selectAll()
      .where('question', 'in', chunk)
      .where((where) => none(where.selectFrom('withdrawals').whereRef('withdrawals.target', '=', 'flags.id')))
      .orderBy('seq')
      .execute(),
  )
  return rows.map(flags.fromRow)
}

/** False if it was withdrawn before. */
export function withdraw(db: Db, one: Withdrawal): Promise<boolean> {
  return addRow(db, 'withdrawals', withdrawals.toRow(one))
}

/** The withdrawals of these questions, candidates or flags, by what was withdrawn. */
export async function withdrawalsOf(db: Db, targets: readonly string[]): Promise<Map<string, Withdrawal>> {
  const rows = await inChunks(targets, (chunk) =>
    db.selectFrom('withdrawals').selectAll().where('target', 'in', chunk).execute(),
  )
  return new Map(rows.map((row) => [row.target, withdrawals.fromRow(row)]))
}
