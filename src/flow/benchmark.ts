/** The verb that makes a benchmark: pairs over test databases, drawn in equal parts or all that were settled. */
import type { BenchmarkItem } from '../model/benchmark.ts'
import type { BenchmarkReport, DrawReport } from '../model/draw.ts'
import { nearest, UserError } from '../model/errors.ts'
import { canonicalJson } from '../model/ids.ts'
import type { Pair } from '../model/pair.ts'
import type { Release } from '../model/release.ts'
import {
  addBenchmark,
  addBenchmarkItems,
  eachBenchmarkItem,
  getBenchmark,
  listBenchmarks,
} from '../store/benchmarks.ts'
import { eachReleasePair, getRelease, listReleases } from '../store/releases.ts'
import { listSources } from '../store/sources.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { holdApart } from './sampling/apart.ts'
import { drawParts } from './sampling/equal-parts.ts'
import { pairsOf } from './sampling/pairs-so-far.ts'

type Bench = Pick<Workbench, 'store' | 'clock' | 'person' | 'seed'>

/** A pair that a benchmark may take. */
interface Offered {
  readonly pair: Pair
  readonly dataset: string
  readonly recorded: boolean
}

export interface SampleOptions {
  readonly name: string
  readonly perDataset: number
  /** Draw from the items of this benchmark; default: questions over test databases that have SQL. */
  readonly from?: string | undefined
}

/**
 * Draws the same number of pairs from each data set; those that have fewer are said.
 *
 * @throws {UserError} if there is nothing to draw from, both sides share something, or the name is another's
 */
export async function sampleBenchmark(bench: Bench, options: SampleOptions): Promise<BenchmarkReport> {
  const { name, perDataset, from } = options
  const { db } = bench.store
  const offered = from === undefined ? await questionsOffered(db, false) : await itemsOffered(db, from)
  if (offered.length === 0) {
    throw new UserError(
      `Cannot draw the benchmark "${name}": no question over a test database has SQL`,
      'Import pairs with --split test, or settle questions over a test database',
    )
  }
  const pools = grouped(offered)
  const parts = new Map([...pools.keys()].map((dataset) => [dataset, perDataset]))
  const { drawn, short } = drawParts({ pools }, { parts, seed: bench.seed, label: 'benchmark sample' })
  const drawnFrom = from === undefined ? {} : { from }
  const manifest = { drawn: 'in equal parts over data sets', perDataset, seed: bench.seed, ...drawnFrom }
  return makeBenchmark(bench, { name, manifest, offered: [...drawn.values()].flat(), short: [...short] })
}

export interface CreateOptions {
  readonly name: string
  /** Its pairs over test databases; where it has none, what is settled over test databases, held apart from it. */
  readonly release?: string | undefined
}

/**
 * Makes a benchmark of every pair that was settled over a test database.
 *
 * @throws {UserError} if there is none, there is no such release, both sides share something, or the name is another's
 */
export async function createBenchmark(
  bench: Bench,
  { name, release }: CreateOptions,
): Promise<BenchmarkReport> {
  const { db } = bench.store
  const known = release === undefined ? undefined : await namedRelease(db, release)
  const released = known ? await releaseOffered(db, known) : []
  const offered = released.length > 0 ? released : await questionsOffered(db, true)
  if (offered.length === 0) {
    throw new UserError(
      `Cannot make the benchmark "${name}": no question over a test database is settled`,
      'Write some over a test database with concord author submit, and let them go the way of the others',
    )
  }
  const source = released.length > 0 ? 'pairs of the release' : 'settled questions over test databases'
  const against = known ? { release: known.name, hash: known.hash } : {}
  return makeBenchmark(bench, { name, manifest: { source, ...against }, offered, short: [], release: known })
}

interface Made {
  readonly name: string
  readonly manifest: Record<string, unknown>
  readonly offered: readonly Offered[]
  readonly short: DrawReport['short']
  readonly release?: Release | undefined
}

async function makeBenchmark(
  bench: Bench,
  { name, manifest, offered, short, release }: Made,
): Promise<BenchmarkReport> {
  const { db } = bench.store
  const train = await trainSide(db, release)
  const warnings = await holdApart(db, { train, test: offered.map((one) => one.pair) })
  const items = offered.map(
    ({ pair, dataset }, position): BenchmarkItem => ({
      benchmark: name,
      id: pair.id,
      position,
      dataset,
      pair: { ...pair, dataset },
    }),
  )
  const created = await bench.store.transaction(async (db) => {
    const one = { name, manifest, by: bench.person, at: bench.clock().toISOString() }
    if (!(await getBenchmark(db, name))) {
      await addBenchmark(db, one)
      await addBenchmarkItems(db, items)
      return true
    }
    await refuseAnother(db, name, items)
    return false
  })
  const perDataset = Object.fromEntries([...grouped(offered)].map(([dataset, all]) => [dataset, all.length]))
  const figures = { perDataset, total: items.length, short: [...short] }
  const recorded = offered.some((one) => one.recorded) ? { recorded: true } : {}
  return { benchmark: name, created, ...figures, warnings, ...recorded }
}

/** A benchmark is never changed: the same items again are the same benchmark, others need another name. */
async function refuseAnother(db: Db, name: string, items: readonly BenchmarkItem[]): Promise<void> {
  const held: Pair[] = []
  for await (const item of eachBenchmarkItem(db, name)) held.push(item.pair)
  if (canonicalJson(held) === canonicalJson(items.map((one) => one.pair))) return
  throw new UserError(
    `Cannot make the benchmark "${name}": there is one of this name with other items`,
    'A benchmark is never changed; choose another --name',
  )
}

/** What models are trained on: a release's pairs over train databases, else every question over a train database. */
async function trainSide(db: Db, release: Release | undefined): Promise<Pair[]> {
  const train: Pair[] = []
  if (!release) {
    for await (const { pair } of pairsOf(db, 'train')) train.push(pair)
    return train
  }
  const tested = await testDatabases(db)
  for await (const { pair, split } of eachReleasePair(db, release.name)) {
    if (split !== 'test' && !tested.has(pair.db_id)) train.push(pair)
  }
  return train
}

async function questionsOffered(db: Db, settled: boolean): Promise<Offered[]> {
  const offered: Offered[] = []
  for await (const { pair, dataset, gold } of pairsOf(db, 'test')) {
    if (gold && (gold.settled || !settled)) offered.push({ pair, dataset, recorded: gold.recorded })
  }
  return offered
}

async function itemsOffered(db: Db, name: string): Promise<Offered[]> {
  if (!(await getBenchmark(db, name))) {
    const near = nearest(
      name,
      (await listBenchmarks(db)).map((one) => one.name),
    )
    throw new UserError(
      `Cannot find the benchmark "${name}"`,
      near ? `Did you mean "${near}"?` : 'Import one with concord import FORMAT PATH --as benchmark',
    )
  }
  const offered: Offered[] = []
  for await (const { pair, dataset } of eachBenchmarkItem(db, name)) {
    offered.push({ pair, dataset, recorded: false })
  }
  return offered
}

async function releaseOffered(db: Db, { name }: Release): Promise<Offered[]> {
  const tested = await testDatabases(db)
  const offered: Offered[] = []
  for await (const { pair, lineage } of eachReleasePair(db, name)) {
    if (!tested.has(pair.db_id)) continue
    offered.push({ pair, dataset: pair.dataset ?? pair.db_id, recorded: lineage.recorded })
  }
  return offered
}

async function testDatabases(db: Db): Promise<Set<string>> {
  const sources = await listSources(db)
  return new Set(sources.filter((one) => one.split === 'test').map((one) => one.name))
}

async function namedRelease(db: Db, name: string): Promise<Release> {
  const found = await getRelease(db, name)
  if (found) return found
  const near = nearest(
    name,
    (await listReleases(db)).map((one) => one.name),
  )
  throw new UserError(
    `Cannot find the release "${name}"`,
    near ? `Did you mean "${near}"?` : 'Make one with concord release create --name R',
  )
}

/** By data set, in the order of their names. */
function grouped(offered: readonly Offered[]): Map<string, Offered[]> {
  const names = [...new Set(offered.map((one) => one.dataset))].sort()
  const groups = new Map<string, Offered[]>(names.map((name) => [name, []]))
  for (const one of offered) groups.get(one.dataset)!.push(one)
  return groups
}
