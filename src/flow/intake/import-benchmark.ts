/** Imported pairs as the items of a benchmark: over test databases only, each with its gold SQL. */
import { addBenchmarkItems, benchmarkSize } from '../../store/benchmarks.ts'
import type { Db } from '../../store/tables.ts'
import type { Tally } from './import-tally.ts'
import type { PlacedPair } from './placed-pair.ts'

/** Stores a batch at the end of the benchmark, in the caller's transaction, and counts what was new. */
export async function importBenchmarkItems(
  db: Db,
  batch: readonly PlacedPair[],
  { benchmark, tally }: { benchmark: string; tally: Tally },
): Promise<void> {
  let position = await benchmarkSize(db, benchmark)
  for (const { pair, source, dataset } of batch) {
    if (source.split !== 'test') {
      const reason = `A benchmark is over test databases, and the source "${source.name}" is on the train side`
      tally.failed.push({ item: pair.id, reason })
      continue
    }
    const item = { benchmark, id: pair.id, position, dataset, pair: { ...pair, dataset } }
    const added = await addBenchmarkItems(db, [item])
    position += added
    tally.imported += added
    tally.skipped += 1 - added
  }
}
