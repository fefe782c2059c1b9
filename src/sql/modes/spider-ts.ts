/** The parity modes of test-suite-sql-eval: as UNITE uses it, without DISTINCT, and with DISTINCT kept. */
import type { Rows } from '../../model/execution.ts'
import type { ModeName, Verdict } from '../../model/verdict.ts'
import { isBlank } from '../text/lex.ts'
import { failureOf, type Mode, type Outcome, type Queries, rowsOfGold } from './mode.ts'
import { spiderEqual } from './spider-ts-rows.ts'
import { mended, withoutDistinct, yearReplaced } from './spider-ts-text.ts'

export const spiderTs = modeWith({
  name: 'spider-ts',
  textOf: (sql) => withoutDistinct(mended(sql)),
  blankIsEmpty: false,
})
export const spiderTsKeepDistinct = modeWith({
  name: 'spider-ts-keep-distinct',
  textOf: mended,
  blankIsEmpty: true,
})

interface Variant {
  readonly name: ModeName
  readonly textOf: (sql: string) => string
  /** A prediction without a statement counts as an empty result, as Python's sqlite3 has it. */
  readonly blankIsEmpty: boolean
}

/**
 * A mode with test-suite-sql-eval's rules. Order counts where the gold's text holds `order by`, also in a subquery and
 * not with two spaces; each instance may take its own order of columns; ties are wrong. One slip is not repeated: what
 * would write is refused here, where the published evaluator runs it and takes it for an empty result.
 */
function modeWith(variant: Variant): Mode {
  return {
    name: variant.name,
    version: 1,
    source: 'https://github.com/taoyds/test-suite-sql-eval, e97acc5',
    comparesCounts: true,
    prepare: (sql) => yearReplaced(variant.textOf(sql)),
    judge: (queries, outcomes) => judge(variant, queries, outcomes),
  }
}

function judge({ textOf, blankIsEmpty }: Variant, queries: Queries, outcomes: readonly Outcome[]): Verdict {
  const ordered = textOf(queries.gold).toLowerCase().includes('order by')
  const blank = blankIsEmpty && isBlank(queries.prediction)
  const decided = outcomes.map((outcome) => verdictOn(outcome, ordered, blank))
  const against = decided.find((verdict) => !verdict.match)
  if (against) return against
  return { match: true, reason: 'match', flags: outcomes.every(bothEmpty) ? ['empty-match'] : [] }
}

function verdictOn(outcome: Outcome, ordered: boolean, blank: boolean): Verdict {
  const gold = rowsOfGold(outcome)
  const { instance } = outcome
  const prediction = blank ? NOTHING : outcome.prediction
  const failure = failureOf(prediction)
  if (failure) return { match: false, ...failure, flags: [], instance }
  const rows = prediction as Rows
  if (rows.truncated && rows.rowCount <= gold.rowCount)
    return { match: false, reason: 'row-cap', flags: gold.truncated ? ['truncated'] : [], instance }
  if (spiderEqual(gold, rows, ordered)) return { match: true, reason: 'match', flags: [] }
  return { match: false, reason: reasonOf(gold, rows, ordered), flags: [], instance }
}

/** Python's sqlite3 runs a text without a statement and gives no rows. */
const NOTHING: Rows = { kind: 'rows', columns: [], rows: [], rowCount: 0, truncated: false, elapsedMs: 0 }

function bothEmpty({ gold, prediction }: Outcome): boolean {
  return (
    gold.kind === 'rows' && gold.rowCount === 0 && (prediction.kind !== 'rows' || prediction.rowCount === 0)
  )
}

function reasonOf(gold: Rows, prediction: Rows, ordered: boolean) {
  if (gold.columns.length !== prediction.columns.length) return 'column-count'
  if (gold.rowCount !== prediction.rowCount) return 'row-count'
  return ordered && spiderEqual(gold, prediction, false) ? 'order' : 'values'
}
