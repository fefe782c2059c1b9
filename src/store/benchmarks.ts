/** Benchmarks in the store. */
import { type Benchmark, type BenchmarkItem, benchmark, benchmarkItem } from '../model/benchmark.ts'
import { addRow, addRows } from './add.ts'
import { codecOf } from './codec.ts'
import { none } from './none.ts'
import { eachOf, PAGE, type PageOptions, pageOf } from './pages.ts'
import type { Db } from './tables.ts'

const benchmarks = codecOf(benchmark)
const items = codecOf(benchmarkItem)

/** False if one of this name is there. */
export function addBenchmark(db: Db, one: Benchmark): Promise<boolean> {
  return addRow(db, 'benchmarks', benchmarks.toRow(one))
}

/** How many were new. */
export function addBenchmarkItems(db: Db, all: readonly BenchmarkItem[]): Promise<number> {
  return addRows(db, 'benchmarkItems', all.map(items.toRow))
}

export async function getBenchmark(db: Db, name: string): Promise<Benchmark | undefined> {
  const row = await db.selectFrom('benchmarks').selectAll().where('name', '=', name).executeTakeFirst()
  return row && benchmarks.fromRow(row)
}

/** Oldest first. */
export async function listBenchmarks(db: Db): Promise<Benchmark[]> {
  const rows = await db.selectFrom('benchmarks').selectAll().orderBy('at').orderBy('name').execute()
  return rows.map(benchmarks.fromRow)
}

/** In the benchmark's order. */
export function eachBenchmarkItem(db: Db, name: string): AsyncGenerator<BenchmarkItem, void> {
  return eachOf(async ({ after = -1, limit = PAGE }: PageOptions) => {
    const query = db.selectFrom('benchmarkItems').selectAll().where('benchmark', '=', name)
    const rows = await query.where('position', '>', after).orderBy('position').limit(limit).execute()
    return pageOf(rows, { limit, place: (row) => row.position, item: items.fromRow })
  })
}

/** Items so far; also the position of the next one. */
export async function benchmarkSize(db: Db, name: string): Promise<number> {
  const row = await db
    .selectFrom('benchmarkItems')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('benchmark', '=', name)
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

export interface UnpredictedOptions {
  readonly benchmark: string
  readonly model: string
  readonly run: string
  readonly limit?: number
  /** Only items on which nobody holds a lease of this kind; `now` in milliseconds since 1970. */
  readonly unleased?: { readonly kind: string; readonly now: number }
}

/** Items for which this model and run have no prediction yet, in the benchmark's order. */
export async function unpredicted(
  db: Db,
  { benchmark: name, model, run, limit = PAGE, unleased }: UnpredictedOptions,
): Promise<BenchmarkItem[]> {
  let query = db
    .selectFrom('benchmarkItems as i')
    .selectAll('i')
    .where('i.benchmark', '=', name)
    .where((where) =>
      none(
        where
          .selectFrom('predictions as p')
          .whereRef('p.benchmark', '=', 'i.benchmark')
          .whereRef('p.item', '=', 'i.id')
          .where('p.model', '=', model)
          .where('p.run', '=', run),
      ),
    )
    .orderBy('i.position')
    .limit(limit)
  if (unleased) {
    query = query.where((where) =>
      none(
        where
          .selectFrom('leases as l')
          .whereRef('l.item', '=', 'i.id')
          .where('l.kind', '=', unleased.kind)
          .where('l.expires', '>', unleased.now),
      ),
    )
  }
  return (await query.execute()).map(items.fromRow)
}
