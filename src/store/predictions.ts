/** Predictions in the store. */
import { type Prediction, prediction } from '../model/prediction.ts'
import { addRow } from './add.ts'
import { codecOf } from './codec.ts'
import { eachOf, PAGE, type PageOptions, pageOf } from './pages.ts'
import type { Db } from './tables.ts'

const predictions = codecOf(prediction)

/** False if this model and run predicted the item before. */
export function addPrediction(db: Db, one: Prediction): Promise<boolean> {
  return addRow(db, 'predictions', predictions.toRow(one))
}

export interface PredictionFilter {
  readonly benchmark: string
  readonly model?: string
  readonly run?: string
}

/** In the order of arrival. */
export function eachPrediction(db: Db, filter: PredictionFilter): AsyncGenerator<Prediction, void> {
  return eachOf(async ({ after = -1, limit = PAGE }: PageOptions) => {
    let query = db.selectFrom('predictions').selectAll().where('seq', '>', after)
    for (const [member, value] of Object.entries(filter)) {
      if (value !== undefined) query = query.where(member as keyof PredictionFilter, '=', value)
    }
    const rows = await query.orderBy('seq').limit(limit).execute()
    return pageOf(rows, { limit, place: (row) => row.seq, item: predictions.fromRow })
  })
}

/** Who predicted a benchmark, and how many items of it. */
export async function listPredicted(
  db: Db,
  benchmark: string,
): Promise<{ model: string; run: string; n: number; recorded: boolean }[]> {
  const rows = await db
    .selectFrom('predictions')
    .select(({ fn }) => ['model', 'run', fn.countAll().as('n'), fn.max('recorded').as('recorded')] as const)
    .where('benchmark', '=', benchmark)
    .groupBy(['model', 'run'])
    .orderBy('model')
    .orderBy('run')
    .execute()
  return rows.map((row) => ({ ...row, n: Number(row.n), recorded: Number(row.recorded) === 1 }))
}
