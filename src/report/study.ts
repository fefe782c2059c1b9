/** Everything a report tells, as data: what the verbs computed, nothing that the report computes itself. */
import type { PairClass } from '../model/agreement.ts'
import type { BenchmarkEvaluation, StagesMeasure } from '../model/benchmark-evaluation.ts'
import type { Cause } from '../model/decision.ts'
import type { ExecutionJson } from '../model/execution.ts'
import type { Verb } from '../model/flow.ts'
import type { GuidelineMeasureReport } from '../model/guideline-report.ts'
import type { ReleaseReport } from '../model/release.ts'
import type { RoundStatusReport } from '../model/round-report.ts'

export interface Study {
  /** The workspace's name. */
  readonly name: string
  /** When the report was made; ISO 8601. */
  readonly at: string
  /** True if any figure comes from recorded example answers. */
  readonly recorded: boolean
  /** The method's verbs, with how much came of each; null where nothing is counted. */
  readonly flow: readonly (Verb & { readonly made: { readonly n: number; readonly noun: string } | null })[]
  readonly stages: readonly StageRow[]
  /** The last measure that was kept. */
  readonly measure: StagesMeasure | undefined
  readonly rounds: RoundStatusReport
  /** Comparisons of each round by class. */
  readonly classes: readonly {
    readonly round: number
    readonly counts: Readonly<Partial<Record<PairClass, number>>>
  }[]
  /** Each guideline version against the one before. */
  readonly guidelines: readonly GuidelineMeasureReport[]
  /** The rules that each version added, in words. */
  readonly rules: readonly { readonly version: number; readonly texts: readonly string[] }[]
  readonly release: ReleaseReport | undefined
  /** The last evaluation of each benchmark, mode and suite. */
  readonly evaluations: readonly BenchmarkEvaluation[]
  readonly disputes: readonly ShownDispute[]
  readonly costs: readonly CostRow[]
}

export interface StageRow {
  readonly stage: string
  readonly pipeline: string
  readonly size: number
  readonly replaced: number
  readonly added: number
  /** Attempts, and what became of them; zeros for the seeds. */
  readonly tried: number
  readonly accepted: number
  readonly undecided: number
  /** How many for each reason. */
  readonly rejected: Readonly<Record<string, number>>
}

export interface ShownDispute {
  readonly item: string
  readonly question: string
  readonly evidence?: string | undefined
  readonly database: string
  readonly round: number
  readonly class: PairClass
  /** A and B as the reviewer was shown them. */
  readonly a: DisputeSide
  readonly b: DisputeSide
  /** Rows of another instance that separate the two. */
  readonly counterExample:
    | {
        readonly instance?: string | undefined
        readonly a: readonly (readonly unknown[])[]
        readonly b: readonly (readonly unknown[])[]
      }
    | undefined
  readonly decision: {
    readonly accept: string
    readonly sql: string | undefined
    readonly cause: Cause | undefined
    readonly note: string | undefined
    readonly by: string
  }
  /** Rules that name this dispute as their cause. */
  readonly guidelines: readonly string[]
  readonly recorded: boolean
}

export interface DisputeSide {
  /** Who answered: `agent`, `annotator`, … */
  readonly kind: string
  readonly sql: string | undefined
  readonly result: ExecutionJson | undefined
}

export interface CostRow {
  readonly verb: string
  readonly model: string
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** Of the calls whose price is known. */
  readonly usd: number
  readonly unpriced: number
  readonly recorded: number
}
