/** The plug point for evaluation modes: one rule each for when a prediction's results are the gold's. */
import type { Execution, Rows } from '../../model/execution.ts'
import type { ModeName, Verdict, VerdictReason } from '../../model/verdict.ts'

/** What one instance of the database answered to both queries. */
export interface Outcome {
  /** The instance's name: its file name without the folder. The shipped database comes first. */
  readonly instance: string
  readonly gold: Execution
  readonly prediction: Execution
  /** What the mode's auxiliary query gave here, where it asked for one; without it ties cannot be told. */
  readonly goldKeys?: Execution
}

/** The two queries as they were given. */
export interface Queries {
  readonly gold: string
  readonly prediction: string
  /** Names of the schema's tables and columns in lower case: with them, `"text"` that is no name is flagged `dqs`. */
  readonly names?: ReadonlySet<string>
}

export interface Mode {
  readonly name: ModeName
  /** Stored with every verdict; goes up whenever any verdict could change. */
  readonly version: number
  /** Whose rules these are, with link and version. */
  readonly source: string
  /** Results of another number of rows never match: a prediction is read one row further than the gold, no more. */
  readonly comparesCounts: boolean
  /** What the published evaluator does to the text of a query before it runs it (nothing, for most). */
  prepare(sql: string): string
  /**
   * A second query that has to run on every instance beside the gold, to show which answers its order leaves open: the
   * gold without its LIMIT and with the sorting keys as further columns. Its `Execution`, whatever it is, goes into
   * `Outcome.goldKeys`. The row cap may be wider than the gold's; rows are only read up to the answer's last tie.
   *
   * @returns undefined where the gold's own answer tells enough
   */
  auxiliary?(gold: string): string | undefined
  /**
   * Joins what the instances answered into one verdict. The gold must have run on every instance given:
   * the caller leaves out what it failed on.
   *
   * @param outcomes at least one; with one, the verdict is the shipped database's
   */
  judge(queries: Queries, outcomes: readonly Outcome[]): Verdict
}

/** The gold's rows on an instance; anything else is the caller's mistake. */
export function rowsOfGold({ gold, instance }: Outcome): Rows {
  if (gold.kind === 'rows') return gold
  throw new Error(`Judged on "${instance}", where the gold failed: ${gold.message}`)
}

/** Why a prediction that gave no rows is no match; undefined if it gave rows. */
export function failureOf(prediction: Execution): { reason: VerdictReason; message: string } | undefined {
  return prediction.kind === 'rows' ? undefined : { reason: prediction.kind, message: prediction.message }
}
