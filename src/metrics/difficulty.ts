/** How much structure a query has: what makes one harder to write than another. */
import type { SqlNode } from '../sql/parse.ts'
import { isRecord, walk } from '../sql/walk.ts'

export interface Complexity {
  /** Tables joined to another, by JOIN or by comma. */
  readonly joins: number
  /** Comparisons, LIKE, IN, BETWEEN, IS NULL and EXISTS, in any clause but ON. */
  readonly predicates: number
  /** Queries inside the query: subqueries and CTEs; sides of a set operation are none. */
  readonly nested: number
  /** Aggregates and window functions. */
  readonly aggregates: number
  readonly setOperations: number
  /** GROUP BY, HAVING, ORDER BY, LIMIT and DISTINCT, each time one stands there. */
  readonly clauses: number
  /** joins + predicates + aggregates + clauses + 2 · (nested + setOperations). */
  readonly score: number
}

const PREDICATES = new Set([
  'eq',
  'neq',
  'lt',
  'lte',
  'gt',
  'gte',
  'like',
  'ilike',
  'glob',
  'in',
  'between',
  'is_null',
  'is',
  'exists',
])
const AGGREGATES = new Set(['count', 'sum', 'avg', 'min', 'max', 'group_concat', 'window_function'])
const SET_OPERATIONS = new Set(['union', 'intersect', 'except'])

/**
 * The structural complexity of a query. Two queries differ in structure where it differs; names and values say nothing.
 *
 * @param statement one statement of `parseSql`
 * @source after the parts that Spider counts for its hardness levels, Yu et al. (2018), https://arxiv.org/abs/1809.08887
 */
export function complexityOf(statement: SqlNode): Complexity {
  const count = { joins: 0, predicates: 0, queries: 0, aggregates: 0, setOperations: 0, clauses: 0 }
  walk(statement, (kind, fields) => {
    if (PREDICATES.has(kind)) count.predicates += 1
    if (AGGREGATES.has(kind)) count.aggregates += 1
    if (SET_OPERATIONS.has(kind)) count.setOperations += 1
    if (kind === 'select') {
      count.queries += 1
      const joins = listOf(fields.joins)
      const conditions = joins.reduce<number>(
        (sum, join) => sum + predicatesOf(isRecord(join) ? join.on : null),
        0,
      )
      const listed = listOf(isRecord(fields.from) ? fields.from.expressions : [])
      count.joins += joins.length + Math.max(0, listed.length - 1)
      count.predicates -= conditions
    }
    if (kind === 'select' || SET_OPERATIONS.has(kind)) {
      count.clauses += ['group_by', 'having', 'order_by', 'limit'].filter((name) =>
        isRecord(fields[name]),
      ).length
      count.clauses += kind === 'select' && fields.distinct === true ? 1 : 0
    }
  })
  const { joins, predicates, aggregates, setOperations, clauses } = count
  const nested = Math.max(0, count.queries - setOperations - 1)
  const score = joins + predicates + aggregates + clauses + 2 * (nested + setOperations)
  return { joins, predicates, nested, aggregates, setOperations, clauses, score }
}

/** Predicates of a join's condition, those of queries in it left out. */
function predicatesOf(condition: unknown): number {
  let found = 0
  walk(condition, (kind) => {
    if (kind === 'select') return false
    if (PREDICATES.has(kind)) found += 1
    return true
  })
  return found
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
