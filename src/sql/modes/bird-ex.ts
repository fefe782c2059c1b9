/** The parity mode of BIRD's execution accuracy: two results as sets of tuples, columns by position. */
import type { Rows } from '../../model/execution.ts'
import type { Verdict, VerdictReason } from '../../model/verdict.ts'
import { isBlank } from '../text/lex.ts'
import { failureOf, type Mode, type Outcome, rowsOfGold } from './mode.ts'
import { pythonText } from './python-values.ts'

/**
 * `set(predicted) == set(gold)`: duplicates and order never count, a permutation of columns does, ties are wrong.
 * Python's default text decoding raises on bytes that are no UTF-8: there the prediction is wrong, even the gold itself.
 */
export const birdEx: Mode = {
  name: 'bird-ex',
  version: 1,
  source: 'https://github.com/AlibabaResearch/DAMO-ConvAI/blob/main/bird/llm/src/evaluation.py',
  comparesCounts: false,
  prepare: (sql) => sql,
  judge({ prediction }, outcomes) {
    const blank = isBlank(prediction)
    const wrong = outcomes.map((outcome) => against(outcome, blank)).find((verdict) => verdict !== undefined)
    if (wrong) return wrong
    const empty = outcomes.every(({ gold }) => gold.kind === 'rows' && gold.rowCount === 0)
    return { match: true, reason: 'match', flags: empty ? ['empty-match'] : [] }
  },
}

function against(outcome: Outcome, blank: boolean): Verdict | undefined {
  const gold = rowsOfGold(outcome)
  const { instance } = outcome
  const prediction = blank ? NOTHING : outcome.prediction
  const failure = failureOf(prediction)
  if (failure) return { match: false, ...failure, flags: [], instance }
  const rows = prediction as Rows
  if (rows.truncated)
    return { match: false, reason: 'row-cap', flags: gold.truncated ? ['truncated'] : [], instance }
  if (undecodable(gold) || undecodable(rows)) {
    return { match: false, reason: 'error', message: 'Could not decode to UTF-8', flags: [], instance }
  }
  const reason = difference(gold, rows)
  return reason && { match: false, reason, flags: [], instance }
}

/** Python's sqlite3 runs a text without a statement and gives no rows. */
const NOTHING: Rows = { kind: 'rows', columns: [], rows: [], rowCount: 0, truncated: false, elapsedMs: 0 }

function undecodable({ rows }: Rows): boolean {
  return rows.some((row) => row.some((cell) => typeof cell === 'string' && cell.includes('\uFFFD')))
}

function difference(gold: Rows, prediction: Rows): VerdictReason | undefined {
  const wanted = tuples(gold)
  const given = tuples(prediction)
  if (wanted.size === given.size && [...wanted].every((row) => given.has(row))) return undefined
  if (wanted.size > 0 && given.size > 0 && gold.columns.length !== prediction.columns.length)
    return 'column-count'
  return wanted.size === given.size ? 'values' : 'row-count'
}

function tuples({ rows }: Rows): ReadonlySet<string> {
  return new Set(rows.map((row) => JSON.stringify(row.map(pythonText))))
}
