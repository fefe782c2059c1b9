/** The plug point for evaluation modes: one rule each for when a prediction's results are the gold's. */
import type { Execution } from '../../model/execution.ts'
import type { ModeName, Verdict } from '../../model/verdict.ts'

/** What one instance of the database answered to both queries. */
export interface Outcome {
  /** The instance's name: its file name without the folder. The shipped database comes first. */
  readonly instance: string
  readonly gold: Execution
  readonly prediction: Execution
}

/** The two queries as they were given. */
export interface Queries {
  readonly gold: string
  readonly prediction: string
}

export interface Mode {
  readonly name: ModeName
  /** Stored with every verdict; goes up whenever any verdict could change. */
  readonly version: number
  /** Whose rules these are, with link and version. */
  readonly source: string
  /** What the published evaluator does to the text of a query before it runs it (nothing, for most). */
  prepare(sql: string): string
  /**
   * Joins what the instances answered into one verdict. The gold must have run on every instance given:
   * the caller leaves out what it failed on.
   *
   * @param outcomes at least one; with one, the verdict is the shipped database's
   */
  judge(queries: Queries, outcomes: readonly Outcome[]): Verdict
}
