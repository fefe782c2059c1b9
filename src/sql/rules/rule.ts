/** The plug point for rules: what a query must not do, or should not without reason. Adding one = one file + one line in `all.ts`. */
import type { Catalog } from '../../model/catalog.ts'
import type { Execution } from '../../model/execution.ts'
import type { Severity } from '../../model/finding.ts'
import type { Reading } from './reading/reading.ts'
import type { Span } from './reading/spans.ts'
import type { Text, Words } from './reading/words.ts'

/**
 * Whether a column holds a value, as `=` would find it.
 *
 * @returns undefined if that is not known
 */
export type HasValue = (table: string, column: string, value: string | number) => boolean | undefined

/** What a rule sees. */
export interface RuleContext {
  readonly query: Reading
  /** Question, evidence and guidelines: all three count as text. */
  readonly words: Words
  readonly catalog: Catalog
  readonly hasValue: HasValue
  /** The query's results on instances of the database that differ from each other; empty if it was not run. */
  readonly results: readonly Execution[]
}

/** One thing found; the rule's own severity holds unless it says another. */
export interface Found {
  readonly span: Span
  readonly message: string
  readonly hint: string
  readonly severity?: Severity
}

/** A query that shows the rule at work, over the small database that its `tables` describe. */
export interface RuleExample extends Text {
  readonly sql: string
  /** `table: column TYPE [key] [-> table.column]`, one a line of text; see `describeExample`. */
  readonly tables: readonly string[]
  /** Values by `table.column`: what the value index knows and the rows that the catalog shows. */
  readonly values?: Readonly<Record<string, readonly (string | number | null)[]>>
  /** For rules about results: one list of rows an instance. */
  readonly results?: readonly (readonly (readonly (string | number | null)[])[])[]
}

export interface Rule {
  /** In kebab-case; the name of its file. */
  readonly id: string
  readonly severity: Severity
  readonly title: string
  /** What it looks for, in a sentence or two, with what it lets pass. */
  readonly looksFor: string
  readonly examples: { readonly passing: RuleExample; readonly failing: RuleExample }
  find(context: RuleContext): Iterable<Found>
}
