/** Holds one answer against another on one instance: the first thing that differs, or what it takes for them to agree. */
import type { Execution, Rows } from '../../model/execution.ts'
import type { AskedOrder } from '../order/asked-order.ts'
import { groupsOf, hasTies, plainGroups, poolOf } from '../order/right-answers.ts'
import type { Matching } from './matching.ts'
import type { Tolerance } from './number-classes.ts'
import { EXACT_ENOUGH, internExactly, internStrictly } from './strict-values.ts'

export interface CompareOptions {
  /** The order that the gold asks for; undefined compares bags. */
  readonly asked?: AskedOrder | undefined
  /** What the gold's auxiliary query gave. */
  readonly shown?: Execution | undefined
  readonly tolerance?: Tolerance
}

export interface Comparison {
  readonly matching: Matching
  /** The order asked for leaves several right answers. */
  readonly ties: boolean
}

/**
 * What it takes for a prediction to be right on one instance, under the gold's order with its ties.
 *
 * @param gold with as many rows and columns as the prediction
 */
export function compareAnswers(gold: Rows, prediction: Rows, options: CompareOptions = {}): Comparison {
  const { asked, shown, tolerance = EXACT_ENOUGH } = options
  const pool = poolOf(gold, asked, shown)
  const { ours, theirs } = internStrictly([gold, pool.table], [prediction], tolerance)
  const [own, all, given] = [ours[0]!, ours[1]!, theirs[0]!]
  const groups = pool.keys && groupsOf({ ...pool, all, own, keys: internExactly(pool.keys) })
  if (groups) return { matching: { gold: all, prediction: given, groups }, ties: hasTies(all, groups) }
  const plain = plainGroups(own.rowCount, asked !== undefined)
  return { matching: { gold: own, prediction: given, groups: plain }, ties: false }
}
