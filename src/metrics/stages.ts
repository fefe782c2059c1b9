/** Measures the stages of a data set: every metric on each, then all at one size, then what changed. */
import type { Catalog } from '../model/catalog.ts'
import type { Flow, FlowEvent } from '../model/event.ts'
import { COMPLETE_SHARE, type MeasureReport, type StageMeasure } from '../model/measure.ts'
import type { PatternLevel } from '../sql/pattern.ts'
import { METRICS } from './all.ts'
import { changesOf } from './changes.ts'
import { queriesOf } from './coverage.ts'
import { type Embedding, normalize } from './embedding.ts'
import type { MeasureContext, MeasuredItem } from './metric.ts'
import { type Rarefied, rarefy, reportRarefied } from './rarefaction.ts'
import { type QueryReading, readQuery } from './reading.ts'

export interface StageToMeasure {
  readonly name: string
  readonly items: readonly {
    readonly question: string
    readonly sql?: string | undefined
    /** Names the database among the catalogs. */
    readonly db: string
  }[]
}

export interface MeasureOptions {
  /** By the items' `db`; a database without one counts for nothing in coverage, and its names are unresolved. */
  readonly catalogs: ReadonlyMap<string, Catalog>
  readonly embedding: Embedding
  /** Default `L2`. */
  readonly level?: PatternLevel | undefined
  readonly seed: number
}

const NO_CATALOG: Catalog = { engine: 'sqlite', tables: [], fingerprint: { hash: '', of: 'content' } }

/**
 * The figures of each stage, raw and rarefied to the fewest parsed queries of a stage that has any, and the changes
 * from stage to stage. Questions and queries that several stages share are embedded and read once.
 *
 * @param stages in their order
 */
export async function* measureStages(
  stages: readonly StageToMeasure[],
  { catalogs: given, embedding, level = 'L2', seed }: MeasureOptions,
): Flow<MeasureReport> {
  const named = new Set(stages.flatMap((stage) => stage.items.map((item) => item.db)))
  const catalogs = new Map([...given].filter(([db]) => named.has(db)))
  const vectors = yield* embedAll(stages, embedding)
  const read = yield* readAll(stages, { catalogs, level })
  const context: MeasureContext = { catalogs, level, model: embedding.id }
  const measured = stages.map(({ name, items }) => ({
    name,
    items: items.map(({ question, sql, db }): MeasuredItem => {
      return {
        db,
        vector: vectors.get(question)!,
        query: sql === undefined ? undefined : read.get(`${db}\u0000${sql}`)!,
      }
    }),
  }))
  const sizes = measured.map(({ items }) => queriesOf(items).length).filter((size) => size > 0)
  const smallest = sizes.length === 0 ? 0 : Math.min(...sizes)
  const rows: { stage: StageMeasure; rarefied: Rarefied }[] = []
  for (const stage of measured) {
    yield progress('Measuring stages', rows.length, stages.length)
    rows.push(measureStage(stage, { context, smallest, seed }))
  }
  yield progress('Measuring stages', stages.length, stages.length)
  return { stages: rows.map((row) => row.stage), changes: changesOf(rows) }
}

function measureStage(
  { name, items }: { readonly name: string; readonly items: readonly MeasuredItem[] },
  { context, smallest, seed }: { context: MeasureContext; smallest: number; seed: number },
): { stage: StageMeasure; rarefied: Rarefied } {
  const withSql = items.filter(({ query }) => query !== undefined).length
  const queries = queriesOf(items)
  const n = Math.min(smallest, queries.length)
  const rarefied = rarefy(queries, { n, seed, label: name })
  const tables = METRICS.tables.measure(items, context)
  const columns = METRICS.columns.measure(items, context)
  const stage = {
    name,
    n: items.length,
    withSql,
    complete: items.length > 0 && withSql >= COMPLETE_SHARE * items.length,
    cosine: METRICS.cosine.measure(items, context),
    tables,
    columns,
    patterns: METRICS.patterns.measure(items, context),
    rarefied: reportRarefied(rarefied, { n, totals: { tables: tables.total, columns: columns.total } }),
  }
  return { stage, rarefied }
}

const BATCH = 500

/** The vector, at length 1, of each different question. */
async function* embedAll(
  stages: readonly StageToMeasure[],
  embedding: Embedding,
): AsyncGenerator<FlowEvent, Map<string, Float32Array>, void> {
  const questions = [...new Set(stages.flatMap((stage) => stage.items.map((item) => item.question)))]
  const vectors = new Map<string, Float32Array>()
  for (let from = 0; from < questions.length; from += BATCH) {
    yield progress('Embedding questions', from, questions.length)
    const batch = questions.slice(from, from + BATCH)
    const embedded = await embedding.embed(batch)
    batch.forEach((question, i) => {
      vectors.set(question, normalize(Float32Array.from(embedded[i]!)))
    })
  }
  return vectors
}

/** What each different query of a database reads, by `db NUL sql`. */
async function* readAll(
  stages: readonly StageToMeasure[],
  { catalogs, level }: { readonly catalogs: ReadonlyMap<string, Catalog>; readonly level: PatternLevel },
): AsyncGenerator<FlowEvent, Map<string, QueryReading>, void> {
  const total = stages.reduce((sum, stage) => sum + stage.items.length, 0)
  const read = new Map<string, QueryReading>()
  let done = 0
  for (const { db, sql } of stages.flatMap((stage) => stage.items)) {
    if (done++ % BATCH === 0) yield progress('Reading queries', done - 1, total)
    const key = `${db}\u0000${sql}`
    if (sql === undefined || read.has(key)) continue
    read.set(key, readQuery(sql, { db, catalog: catalogs.get(db) ?? NO_CATALOG, level }))
  }
  return read
}

function progress(label: string, done: number, total: number): FlowEvent {
  return { type: 'progress', label, done, total }
}
