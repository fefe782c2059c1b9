/** When test-suite-sql-eval holds two results equal, its slips included. */
import type { Row } from '../../model/cell.ts'
import type { Rows } from '../../model/execution.ts'
import { internByKey } from '../equality/intern.ts'
import { eachRow, holds, identity, oneBag } from '../equality/matching.ts'
import { findPermutation } from '../equality/permutation.ts'
import { byCodePoint, pythonKey, pythonSortKey, pythonText } from './python-values.ts'

/**
 * `result_eq`: both empty, or equally many rows and columns, equal once each row's values are sorted by their text, and
 * equal under some order of columns. So `(1, 10)` and `(1.0, 10)` differ: their values sort the other way round.
 *
 * @source https://github.com/taoyds/test-suite-sql-eval, e97acc5, exec_eval.py
 */
export function spiderEqual(gold: Rows, prediction: Rows, ordered: boolean): boolean {
  if (gold.rows.length === 0 && prediction.rows.length === 0) return true
  if (gold.rows.length !== prediction.rows.length) return false
  if (gold.columns.length !== prediction.columns.length) return false
  const [wanted, given] = internByKey([gold, prediction], pythonKey)
  const rows = gold.rows.length
  const matching = { gold: wanted!, prediction: given!, groups: ordered ? eachRow(rows) : oneBag(rows) }
  if (rejectedQuickly(gold, prediction, ordered)) return false
  return holds(matching, identity(gold.columns.length)) || findPermutation([matching]) !== undefined
}

/** `quick_rej`: the rows, each sorted by the text and type of its values, are another list (or another set). */
function rejectedQuickly(gold: Rows, prediction: Rows, ordered: boolean): boolean {
  const wanted = gold.rows.map(unorderedRow)
  const given = prediction.rows.map(unorderedRow)
  if (ordered) return wanted.some((row, place) => row !== given[place])
  const [left, right] = [new Set(wanted), new Set(given)]
  return left.size !== right.size || [...left].some((row) => !right.has(row))
}

/** A text that two rows share exactly when their sorted values are equal in Python. */
function unorderedRow(row: Row): string {
  const sorted = row.map((cell) => ({ by: pythonSortKey(cell), key: pythonText(cell) }))
  sorted.sort((a, b) => byCodePoint(a.by, b.by))
  return JSON.stringify(sorted.map(({ key }) => key))
}
