/** How much of a day is lived: the whole, and a short one that is quickly lived again. */
import { BENCHMARK_QUESTIONS } from './benchmark-questions.ts'
import type { Known, Seed } from './known.ts'
import { SEEDS } from './seeds.ts'

export interface DayPlan {
  /** Every draw of the day comes from it. */
  readonly seed: number
  readonly seeds: readonly Seed[]
  readonly benchmark: readonly Known[]
  /** Questions that each pipeline is asked for. */
  readonly widen: { readonly complexity: number; readonly semantic: number; readonly syntactic: number }
  /** New questions of the rounds over the last stage, and how many of the first are repeated. */
  readonly rounds: readonly [first: number, second: number]
  readonly anchor: number
}

export const WHOLE_DAY: DayPlan = {
  seed: 1,
  seeds: SEEDS,
  benchmark: BENCHMARK_QUESTIONS,
  widen: { complexity: 7, semantic: 6, syntactic: 6 },
  rounds: [10, 4],
  anchor: 4,
}

export const SHORT_DAY: DayPlan = {
  seed: 1,
  seeds: SEEDS.filter((_, at) => at % 3 === 0),
  benchmark: BENCHMARK_QUESTIONS.filter((_, at) => at % 3 === 2),
  widen: { complexity: 2, semantic: 2, syntactic: 2 },
  rounds: [2, 1],
  anchor: 1,
}
