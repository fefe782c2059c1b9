/** Finds the benchmark that a person means, with its items. */
import type { BenchmarkItem } from '../../model/benchmark.ts'
import { nearest, UserError } from '../../model/errors.ts'
import { eachBenchmarkItem, getBenchmark, listBenchmarks } from '../../store/benchmarks.ts'
import type { Db } from '../../store/tables.ts'

/**
 * The items in the benchmark's order.
 *
 * @throws {UserError} if there is no such benchmark, or it has no items
 */
export async function itemsOf(db: Db, name: string): Promise<BenchmarkItem[]> {
  if (!(await getBenchmark(db, name))) throw await unknown(db, name)
  const items: BenchmarkItem[] = []
  for await (const item of eachBenchmarkItem(db, name)) items.push(item)
  if (items.length > 0) return items
  throw new UserError(`Cannot use the benchmark "${name}": it has no items`, 'Import or draw it again')
}

async function unknown(db: Db, name: string): Promise<UserError> {
  const known = (await listBenchmarks(db)).map((one) => one.name)
  const near = nearest(name, known)
  const hint = near
    ? `Did you mean "${near}"?`
    : known.length > 0
      ? `There are ${known.join(', ')}`
      : 'concord import FORMAT PATH --as benchmark, or concord benchmark create'
  return new UserError(`Cannot find the benchmark "${name}"`, hint)
}
