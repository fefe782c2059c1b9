/** A measure of stages: what counts, what is told apart, and that the same input gives the same figures. */
import { expect, test } from 'vitest'
import type { Catalog } from '../model/catalog.ts'
import { type MeasureReport, measureReport } from '../model/measure.ts'
import { hashedEmbedding } from './embedding-hashed.ts'
import { measureStages, type StageToMeasure } from './stages.ts'

function catalogOf(tables: Record<string, string[]>): Catalog {
  return {
    engine: 'sqlite',
    tables: Object.entries(tables).map(([name, columns]) => ({
      name,
      kind: 'table',
      columns: columns.map((column) => ({ name: column, type: '', nullable: true, primaryKey: 0 })),
      primaryKey: [],
      uniqueKeys: [],
      foreignKeys: [],
      rowCount: 0,
      sampleRows: [],
    })),
    fingerprint: { hash: '', of: 'content' },
  }
}

const catalogs = new Map([
  ['shop', catalogOf({ customer: ['id', 'name', 'city'], orders: ['id', 'total'] })],
  ['zoo', catalogOf({ animal: ['id', 'kind'] })],
  ['unused', catalogOf({ a: ['b'] })],
])
const seed: StageToMeasure = {
  name: 'seed',
  items: [
    { question: 'Who are the customers?', sql: 'SELECT name FROM customer', db: 'shop' },
    { question: 'Which cities?', sql: 'SELECT DISTINCT city FROM customer', db: 'shop' },
    { question: 'How many animals?', sql: 'SELECT count(*) FROM animal', db: 'zoo' },
    { question: 'Everything of the orders', sql: 'SELECT * FROM orders', db: 'shop' },
  ],
}
const wider: StageToMeasure = {
  name: 'wider',
  items: [
    ...seed.items,
    { question: 'Which kinds?', sql: 'SELECT kind, nosuch FROM animal', db: 'zoo' },
    { question: 'A broken one', sql: 'SELECT FROM WHERE (', db: 'zoo' },
    { question: 'Not answered yet', db: 'zoo' },
  ],
}

async function measured(stages: StageToMeasure[]): Promise<MeasureReport> {
  const flow = measureStages(stages, { catalogs, embedding: hashedEmbedding, seed: 1 })
  while (true) {
    const step = await flow.next()
    if (step.done) return step.value
  }
}

test('coverage counts tables and named columns of the databases in question, with * and the unknown apart', async () => {
  const [first, second] = (await measured([seed, wider])).stages
  expect(first!.tables).toMatchObject({ used: 3, total: 3, share: 1, macroShare: 1 })
  expect(first!.columns).toMatchObject({ used: 2, total: 7, starQueries: 1, unresolved: [] })
  expect(first!.columns.byDatabase).toEqual([
    { db: 'shop', used: 2, total: 5, share: 0.4 },
    { db: 'zoo', used: 0, total: 2, share: 0 },
  ])
  expect(second!.columns).toMatchObject({ used: 3, unresolved: ['zoo: nosuch'] })
})

test('a stage without SQL for 95 % is incomplete, and what cannot be parsed is counted', async () => {
  const [first, second] = (await measured([seed, wider])).stages
  expect(first).toMatchObject({ n: 4, withSql: 4, complete: true })
  expect(second).toMatchObject({ n: 7, withSql: 6, complete: false })
  expect(second!.patterns).toMatchObject({ parsed: 5, unparsed: 1, unique: 5 })
})

test('every stage is rarefied to the fewest parsed queries, and changes are raw and at one size', async () => {
  const { stages, changes } = await measured([seed, wider, seed])
  expect(stages.map((stage) => stage.rarefied.n)).toEqual([4, 4, 4])
  expect(changes.map(({ from, to }) => [from, to])).toEqual([
    ['seed', 'wider'],
    ['wider', 'seed'],
    ['seed', 'seed'],
  ])
  expect(changes[0]!.raw.questions).toEqual({ from: 4, to: 7, percent: 75 })
  expect(changes[0]!.raw.patterns).toEqual({ from: 4, to: 5, percent: 25 })
  expect(changes[0]!.rarefied.patterns.percent).toBeCloseTo(0, 9)
  expect(changes[2]!.rarefied.entropy.percent).toBe(0)
})

test('the report has its shape, is the same again, and does not hang on the order of the items', async () => {
  const report = await measured([seed, wider])
  expect(measureReport.parse(report)).toEqual(report)
  expect(await measured([seed, wider])).toEqual(report)
  const turned = await measured([{ ...seed, items: [...seed.items].reverse() }, wider])
  expect(turned.stages[0]!.patterns).toEqual(report.stages[0]!.patterns)
  expect(turned.stages[0]!.columns).toEqual(report.stages[0]!.columns)
})

test('stages without any SQL, and stages without a question, have figures too', async () => {
  const bare = { name: 'bare', items: seed.items.map(({ question, db }) => ({ question, db })) }
  const report = await measured([bare, { name: 'empty', items: [] }])
  expect(measureReport.parse(report).stages[0]).toMatchObject({
    withSql: 0,
    complete: false,
    rarefied: { n: 0 },
  })
  expect(report.stages[1]).toMatchObject({ n: 0, complete: false, cosine: { mean: null } })
  expect(report.changes[0]!.rarefied.patterns).toEqual({ from: 0, to: 0, percent: null, interval: null })
})
