/** What there is of a model's predictions now: written as a file, counted, and run. */
import type { BenchmarkItem } from '../../model/benchmark.ts'
import type { Workbench } from '../../workbench.ts'
import type { Desks } from '../answering/desk.ts'
import {
  countValid,
  type Predictor,
  predictionPath,
  predictionsOf,
  writePredictions,
} from './prediction-file.ts'

export interface Reported {
  readonly items: readonly BenchmarkItem[]
  readonly desks: Desks
  readonly out: string | undefined
}

/** Writes the file and tells what is there now. */
export async function predictionsReport(
  bench: Pick<Workbench, 'store' | 'workspace'>,
  of: Predictor,
  { items, desks, out }: Reported,
) {
  const predictions = await predictionsOf(bench.store.db, of)
  const path = out ?? predictionPath(bench.workspace, of)
  if (predictions.size > 0) await writePredictions(path, items, predictions)
  return {
    ...of,
    n: predictions.size,
    valid: await countValid(items, predictions, desks),
    file: predictions.size > 0 ? path : null,
    left: items.length - predictions.size,
    ...([...predictions.values()].some((one) => one.recorded) ? { recorded: true as const } : {}),
  }
}
