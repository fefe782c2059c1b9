/** Equal parts over data sets, and benchmarks that are kept apart from training. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestBench, testBench } from '../../../test/test-bench.ts'
import { benchmarkReport, seedReport } from '../../model/draw.ts'
import { eachBenchmarkItem } from '../../store/benchmarks.ts'
import { addRelease } from '../../store/releases.ts'
import { addCatalog, addSource, latestCatalog } from '../../store/sources.ts'
import { stageItemsOf } from '../../store/stages.ts'
import { createBenchmark, sampleBenchmark } from '../benchmark.ts'
import { sampleSeeds } from '../seed.ts'

let bench: TestBench
beforeEach(async () => {
  bench = await testBench()
})
afterEach(() => bench[Symbol.asyncDispose]())

function texts(count: number, word = 'Question'): string[] {
  return Array.from({ length: count }, (_, i) => `${word} number ${i}?`)
}

/** A test database that holds what `like` holds, or something of its own. */
async function testSource(name: string, dataset: string, hash = name): Promise<void> {
  const { db } = bench.store
  const seen = (await latestCatalog(db, 'cars'))!
  const url = 'sqlite:databases/cars/cars.sqlite'
  const at = bench.at()
  await addSource(db, { name, url, engine: 'sqlite', dataset, split: 'test', egress: 'schema', addedAt: at })
  const catalog = { ...seen.catalog, fingerprint: { hash, of: 'content' as const } }
  await addCatalog(db, { source: name, url, catalog, at })
}

test('seeds come in equal parts, one more or less, and a data set that is short is said', async () => {
  await bench.ask('cars', texts(20), { place: 'dev.json' })
  await bench.ask('pets', texts(3), { place: 'dev.json' })
  const report = seedReport.parse(await sampleSeeds(bench, { count: 9 }))
  expect(report.perDataset.pets).toBe(3)
  expect([4, 5]).toContain(report.perDataset.cars)
  const wanted = 9 - report.perDataset.cars!
  expect(report.short).toEqual([{ dataset: 'pets', wanted, had: 3 }])
  expect(report.total).toBe(report.perDataset.cars! + 3)
  expect(await stageItemsOf(bench.store.db, 'seed')).toHaveLength(report.total)
})

test('drawing the same count again adds nothing, a higher one adds what is missing', async () => {
  await bench.ask('cars', texts(20), { place: 'dev.json' })
  await bench.ask('pets', texts(20), { place: 'dev.json' })
  await sampleSeeds(bench, { count: 10 })
  const first = await stageItemsOf(bench.store.db, 'seed')
  expect(await sampleSeeds(bench, { count: 10 })).toMatchObject({ added: 0, total: 10, short: [] })
  expect(await stageItemsOf(bench.store.db, 'seed')).toEqual(first)
  expect(await sampleSeeds(bench, { count: 14 })).toMatchObject({
    added: 4,
    perDataset: { cars: 7, pets: 7 },
  })
})

test('without imported questions there is nothing to draw', async () => {
  await bench.ask('cars', ['Written here?'])
  await expect(sampleSeeds(bench, { count: 2 })).rejects.toThrow(/no question over a train database/)
})

async function testQuestions(db: string, count: number, word: string): Promise<string[]> {
  const ids = await bench.ask(db, texts(count, word), { split: 'test' })
  for (const [i, question] of ids.entries()) {
    const sql = `SELECT maker FROM car WHERE doors = ${i}`
    await bench.answer({ question, kind: 'author', name: 'sea', round: 0, sql })
  }
  return ids
}

test('a benchmark takes the same number from each data set; made again it is the same, and never changed', async () => {
  await testSource('ships', 'sea')
  await testSource('planes', 'air')
  await testQuestions('ships', 5, 'Ship')
  await testQuestions('planes', 2, 'Plane')
  const report = benchmarkReport.parse(await sampleBenchmark(bench, { name: 'b', perDataset: 3 }))
  expect(report).toMatchObject({ perDataset: { air: 2, sea: 3 }, total: 5, created: true })
  expect(report.short).toEqual([{ dataset: 'air', wanted: 3, had: 2 }])
  expect(await sampleBenchmark(bench, { name: 'b', perDataset: 3 })).toMatchObject({ created: false })
  await expect(sampleBenchmark(bench, { name: 'b', perDataset: 1 })).rejects.toThrow(/with other items/)
  const fewer = await sampleBenchmark(bench, { name: 'c', perDataset: 1, from: 'b' })
  expect(fewer).toMatchObject({ perDataset: { air: 1, sea: 1 }, total: 2 })
  for await (const { pair } of eachBenchmarkItem(bench.store.db, 'c')) expect(pair.sql).toContain('SELECT')
})

test('a database on both sides stops the benchmark with the list, by what it holds and not by its name', async () => {
  const { hash } = (await latestCatalog(bench.store.db, 'cars'))!.catalog.fingerprint
  await testSource('vehicles', 'sea', hash)
  const [asked] = await testQuestions('vehicles', 1, 'Ship')
  await bench.ask('cars', ['Ship number 0'])
  const refused = sampleBenchmark(bench, { name: 'b', perDataset: 3 })
  await expect(refused).rejects.toThrow(/database "vehicles" holds the same as the train database "cars"/)
  await expect(refused).rejects.toThrow(/"Ship number 0\?" over "vehicles" is also train item/)
  const [trained] = await bench.ask('cars', ['Quite another question?'])
  await bench.settle(trained!, 'SELECT maker FROM car WHERE doors = 99')
  const again = sampleBenchmark(bench, { name: 'b', perDataset: 3 })
  await expect(again).rejects.toThrow(`the query of ${asked} over "vehicles" has the pattern of train item`)
})

test('the same words over different databases are a warning', async () => {
  await testSource('ships', 'sea')
  await testQuestions('ships', 1, 'Ship')
  await bench.ask('cars', ['ship number 0'])
  const report = await sampleBenchmark(bench, { name: 'b', perDataset: 1 })
  expect(report.warnings).toEqual(['"Ship number 0?" is asked over "ships" and in training over "cars"'])
})

test('what is settled over test databases becomes a benchmark, held apart from a release', async () => {
  await testSource('ships', 'sea')
  await expect(createBenchmark(bench, { name: 'b' })).rejects.toThrow(/no question over a test database/)
  const [first, second] = await testQuestions('ships', 3, 'Ship')
  await bench.settle(first!, 'SELECT doors FROM car')
  await bench.settle(second!, 'SELECT maker FROM car')
  await expect(createBenchmark(bench, { name: 'b', release: 'r2' })).rejects.toThrow(
    /Cannot find the release/,
  )
  const release = {
    name: 'r1',
    hash: 'h',
    pairs: 0,
    byPeople: 0,
    byPolicy: 0,
    splits: {},
    manifest: {},
    by: 'mara',
    at: bench.at(),
  }
  await addRelease(bench.store.db, release, [])
  const report = await createBenchmark(bench, { name: 'b', release: 'r1' })
  expect(report).toMatchObject({ total: 2, perDataset: { sea: 2 }, created: true })
  const gold: (string | undefined)[] = []
  for await (const { pair } of eachBenchmarkItem(bench.store.db, 'b')) gold.push(pair.sql)
  expect(gold).toEqual(['SELECT doors FROM car', 'SELECT maker FROM car'])
})
