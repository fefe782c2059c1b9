/** The predictions of one model as a file, and how many of them run. */
import { dirname, join } from 'node:path'
import { mapInOrder } from '../../jobs/in-order.ts'
import type { BenchmarkItem } from '../../model/benchmark.ts'
import type { Prediction } from '../../model/prediction.ts'
import { eachPrediction } from '../../store/predictions.ts'
import type { Db } from '../../store/tables.ts'
import type { Desks } from '../answering/desk.ts'
import { openAtomicFile } from '../outputs/atomic-file.ts'
import { makeFolder } from '../outputs/make-folder.ts'

/** Whose predictions. */
export interface Predictor {
  readonly benchmark: string
  readonly model: string
  /** '' for the model's first. */
  readonly run: string
}

/** By item. */
export async function predictionsOf(db: Db, of: Predictor): Promise<Map<string, Prediction>> {
  const found = new Map<string, Prediction>()
  for await (const one of eachPrediction(db, of)) found.set(one.item, one)
  return found
}

/** Where predictions are written if nobody says where. */
export function predictionPath(workspace: string, { benchmark, model, run }: Predictor): string {
  const name = [model, run].filter((part) => part !== '').map(encodeURIComponent)
  return join(workspace, '.concord', 'predictions', encodeURIComponent(benchmark), `${name.join('-')}.jsonl`)
}

/** Lines `{ id, sql }` in the benchmark's order; an item without an answer has an empty query. */
export async function writePredictions(
  path: string,
  items: readonly BenchmarkItem[],
  predictions: ReadonlyMap<string, Prediction>,
): Promise<void> {
  makeFolder(dirname(path))
  await using file = await openAtomicFile(path)
  for (const { id } of items) {
    const one = predictions.get(id)
    if (one) await file.write(`${JSON.stringify({ id, sql: one.sql ?? '' })}\n`)
  }
  await file.commit()
}

const IN_WORK = 24

/** How many of the predictions run on the shipped database. */
export async function countValid(
  items: readonly BenchmarkItem[],
  predictions: ReadonlyMap<string, Prediction>,
  desks: Desks,
): Promise<number> {
  const runs = mapInOrder(items, {
    width: IN_WORK,
    async work({ id, pair }) {
      const sql = predictions.get(id)?.sql
      if (sql === undefined || sql.trim() === '') return false
      return (await (await desks.of(pair.db_id)).run(sql)).kind === 'rows'
    },
  })
  let valid = 0
  for await (const ran of runs) if (ran) valid++
  return valid
}
