/** The plug point for metrics: a number, or a few, about the questions of one stage. Adding one = one file + one line in `all.ts`. */
import type { Catalog } from '../model/catalog.ts'
import type { PatternLevel } from '../sql/pattern.ts'
import type { QueryReading } from './reading.ts'

/** A question as the metrics see it. */
export interface MeasuredItem {
  /** Names the database among the context's catalogs. */
  readonly db: string
  /** The question's embedding, of length 1. */
  readonly vector: Float32Array
  /** Its query, read; undefined for a question without SQL. */
  readonly query: QueryReading | undefined
}

export interface MeasureContext {
  /** The databases that the questions of any stage are about. */
  readonly catalogs: ReadonlyMap<string, Catalog>
  readonly level: PatternLevel
  /** The embedding's id. */
  readonly model: string
}

/** One metric: pure, and the same for the same items in any order. */
export interface Metric<Value> {
  readonly name: string
  /** One line for people: what it says. */
  readonly summary: string
  /** @param items the questions of one stage; there may be none */
  measure(items: readonly MeasuredItem[], context: MeasureContext): Value
}
