/** Whether two answers agree whoever is taken for the gold, and else the smallest thing in which they differ. */
import type { PairClass } from '../model/agreement.ts'
import type { Execution, Rows } from '../model/execution.ts'
import type { EngineName } from '../model/source.ts'
import { compareAnswers } from './equality/compare.ts'
import { isProjection, sameSet } from './equality/contained.ts'
import { holds, identity } from './equality/matching.ts'
import type { Tolerance } from './equality/number-classes.ts'
import { findPermutation } from './equality/permutation.ts'
import { EXACT_ENOUGH } from './equality/strict-values.ts'
import { askedOrder } from './order/asked-order.ts'

/** The two queries as they were written. */
export interface TwoQueries {
  readonly a: string
  readonly b: string
  /** Default `sqlite`. */
  readonly engine?: EngineName
}

/** What one instance of the database answered to both. */
export interface Answers {
  /** The instance's name; the shipped database comes first. */
  readonly instance: string
  readonly a: Execution
  readonly b: Execution
  /** What `auxiliaryQuery(a)` gave here, where there is one; without it ties cannot be told. */
  readonly aKeys?: Execution
  readonly bKeys?: Execution
}

/** Answers of two queries that both ran. */
export interface BothRows extends Answers {
  readonly a: Rows
  readonly b: Rows
}

/**
 * Whether two queries agree on instances: under one order of columns for all, one is a right answer to the other, by
 * the order that it asks for with its ties; where neither asks for an order, they are the same bags.
 */
export function answersAgree(
  queries: TwoQueries,
  told: readonly BothRows[],
  tolerance = EXACT_ENOUGH,
): boolean {
  const columns = told[0]?.a.columns.length
  if (!told.every(({ a, b }) => a.columns.length === columns && b.columns.length === columns)) return false
  if (!told.every(({ a, b }) => a.rowCount === b.rowCount)) return false
  const { a, b } = queries
  const sides = [
    {
      asked: askedOrder(a),
      views: told.map(({ a, b, aKeys }) => ({ gold: a, prediction: b, shown: aKeys })),
    },
    {
      asked: askedOrder(b),
      views: told.map(({ a, b, bKeys }) => ({ gold: b, prediction: a, shown: bKeys })),
    },
  ]
  const asking = sides.filter(({ asked }) => asked !== undefined)
  return (asking.length > 0 ? asking : sides).some(({ asked, views }) =>
    fitting(
      views.map(
        (view) =>
          compareAnswers(view.gold, view.prediction, { asked, shown: view.shown, tolerance }).matching,
      ),
    ),
  )
}

function fitting(matchings: Parameters<typeof findPermutation>[0]): boolean {
  const unchanged = identity(matchings[0]!.gold.columns.length)
  return matchings.every((matching) => holds(matching, unchanged)) || findPermutation(matchings) !== undefined
}

/** Figures that a person would call the same after rounding. */
const ROUNDED: Tolerance = { relative: 1e-4, absolute: 1e-12 }

/** What separates two answers on the shipped data, the smallest thing first; undefined if they agree. */
export function differenceBetween(
  queries: TwoQueries,
  shipped: BothRows,
): { class: PairClass; reason: string } | undefined {
  const { a, b } = shipped
  if (a.truncated || b.truncated) {
    return { class: 'differ', reason: 'A result has more rows than are kept, so the two cannot be compared' }
  }
  if (a.columns.length !== b.columns.length) return byColumns(a, b)
  if (answersAgree(queries, [shipped])) return undefined
  if (isSameBag(a, b))
    return { class: 'differ-order-only', reason: 'The same rows, not in the order asked for' }
  if (sameSet(a, b))
    return { class: 'differ-duplicates-only', reason: `The same rows, ${counts(a, b)} times in all` }
  if (answersAgree(queries, [shipped], ROUNDED)) {
    return { class: 'differ-rounding-only', reason: 'The same but for less than a part in ten thousand' }
  }
  return {
    class: 'differ',
    reason: a.rowCount === b.rowCount ? 'Other values' : `Other rows, ${counts(a, b)}`,
  }
}

function byColumns(a: Rows, b: Rows): { class: PairClass; reason: string } {
  const [narrow, wide] = a.columns.length < b.columns.length ? [a, b] : [b, a]
  const words = `${narrow.columns.length} and ${wide.columns.length} columns`
  if (isProjection(narrow, wide))
    return { class: 'differ-columns-only', reason: `${words}, else the same rows` }
  return { class: 'differ', reason: `${words}, and other rows` }
}

function isSameBag(a: Rows, b: Rows): boolean {
  return (
    a.rowCount === b.rowCount &&
    (fitting([compareAnswers(a, b).matching]) || fitting([compareAnswers(b, a).matching]))
  )
}

function counts(a: Rows, b: Rows): string {
  return `${Math.min(a.rowCount, b.rowCount)} and ${Math.max(a.rowCount, b.rowCount)}`
}
