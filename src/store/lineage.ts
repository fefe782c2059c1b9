/** Looks things up by their id, and by what they were made from, for following a row to its parents and children. */
import { type Agreement, agreement } from '../model/agreement.ts'
import { type StoredCall, storedCall } from '../model/call.ts'
import { type Decision, decision } from '../model/decision.ts'
import { type Prediction, prediction } from '../model/prediction.ts'
import { codecOf } from './codec.ts'
import type { Db } from './tables.ts'

const agreements = codecOf(agreement)
const calls = codecOf(storedCall)
const decisions = codecOf(decision)
const predictions = codecOf(prediction)

export async function getDecision(db: Db, id: string): Promise<Decision | undefined> {
  const row = await db.selectFrom('decisions').selectAll().where('id', '=', id).executeTakeFirst()
  return row && decisions.fromRow(row)
}

/** The decisions that look at an agreement, take a candidate's SQL, or take another decision back. */
export async function decisionsFrom(
  db: Db,
  by: 'agreement' | 'candidate' | 'undoes',
  id: string,
): Promise<Decision[]> {
  const rows = await db.selectFrom('decisions').selectAll().where(by, '=', id).orderBy('seq').execute()
  return rows.map(decisions.fromRow)
}

/** The agreements that a candidate is a side of. */
export async function agreementsWith(db: Db, candidate: string): Promise<Agreement[]> {
  const rows = await db
    .selectFrom('agreements')
    .selectAll()
    .where((where) => where.or([where('a', '=', candidate), where('b', '=', candidate)]))
    .orderBy('seq')
    .execute()
  return rows.map(agreements.fromRow)
}

/** A call by its id or by its label, the newest of that label. */
export async function getCall(db: Db, name: string): Promise<StoredCall | undefined> {
  const row = await db
    .selectFrom('calls')
    .selectAll()
    .where((where) => where.or([where('id', '=', name), where('label', '=', name)]))
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && calls.fromRow(row)
}

/** The candidates of whose trace a call is a step. */
export async function candidatesOfCall(db: Db, label: string): Promise<string[]> {
  const query = db.selectFrom('steps').select('candidate').where('label', '=', label)
  return [...new Set((await query.orderBy('candidate').execute()).map((row) => row.candidate))]
}

export async function getPrediction(db: Db, id: string): Promise<Prediction | undefined> {
  const row = await db.selectFrom('predictions').selectAll().where('id', '=', id).executeTakeFirst()
  return row && predictions.fromRow(row)
}

/** Ids of questions, and what others call them, that begin so; at most some hundreds. */
export async function questionNamesLike(db: Db, beginning: string): Promise<string[]> {
  const like = `${beginning.replace(/[%\\]/g, '')}%`
  const ids = db.selectFrom('questions').select('id as name').where('id', 'like', like).limit(300)
  const names = db.selectFrom('questionNames').select('name').where('name', 'like', like).limit(300)
  return [...(await ids.execute()), ...(await names.execute())].map((row) => row.name)
}
