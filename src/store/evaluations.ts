/** Kept results of measuring verbs in the store. */
import { type Evaluation, evaluation } from '../model/evaluation.ts'
import { addRow } from './add.ts'
import { codecOf } from './codec.ts'
import type { Db } from './tables.ts'

const evaluations = codecOf(evaluation)

/** False if the same was asked with the same result before. */
export function addEvaluation(db: Db, one: Evaluation): Promise<boolean> {
  return addRow(db, 'evaluations', evaluations.toRow(one))
}

export async function getEvaluation(db: Db, id: string): Promise<Evaluation | undefined> {
  const row = await db.selectFrom('evaluations').selectAll().where('id', '=', id).executeTakeFirst()
  return row && evaluations.fromRow(row)
}

/** Oldest first. */
export async function listEvaluations(db: Db, kind: string): Promise<Evaluation[]> {
  const query = db.selectFrom('evaluations').selectAll().where('kind', '=', kind)
  return (await query.orderBy('seq').execute()).map(evaluations.fromRow)
}
