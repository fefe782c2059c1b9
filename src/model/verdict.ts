/** Whether a prediction's result is the gold's, and why not; and the scores made of verdicts. */
import { z } from 'zod'

/** The evaluation modes; `strict` is ours, the others are published evaluators, bugs and all. */
export const MODES = ['strict', 'spider-ts', 'spider-ts-keep-distinct', 'bird-ex'] as const
export type ModeName = (typeof MODES)[number]

/**
 * Why a verdict is what it is, first that fits. `match` for a match; of the prediction: `error`, `timeout`,
 * `memory`, `refused`, `row-cap`; of the results: `column-count`, `row-count`, `values`, `order`.
 */
export const verdictReason = z.enum([
  'match',
  'error',
  'timeout',
  'memory',
  'refused',
  'row-cap',
  'column-count',
  'row-count',
  'values',
  'order',
])
export type VerdictReason = z.infer<typeof verdictReason>

/** Things a reader of a verdict should know; none of them changes it. */
export const verdictFlag = z.enum([
  'tie',
  'columns-permuted',
  'empty-match',
  'nondeterministic',
  'dqs',
  'truncated',
])
export type VerdictFlag = z.infer<typeof verdictFlag>

export interface Verdict {
  readonly match: boolean
  readonly reason: VerdictReason
  readonly flags: readonly VerdictFlag[]
  /** The first instance that decided against a match: a file's name; undefined on a match. */
  readonly instance?: string
  /** The engine's or our own words, where there are any. */
  readonly message?: string
}

const interval = z.tuple([z.number(), z.number()])

export const score = z.object({
  predictions: z.string(),
  correct: z.number().int(),
  /** Execution accuracy in 0..1 on the shipped database. */
  ex: z.number(),
  interval,
  intervalMethod: z.string(),
  /** Execution accuracy over every instance, with `--suite`. */
  exSuite: z.number().optional(),
  suiteInterval: interval.optional(),
  gainPoints: z.number().optional(),
  gainPercent: z.number().nullable().optional(),
  percentOfReference: z.number().nullable().optional(),
  percentInterval: interval.optional(),
  byReason: z.record(z.string(), z.number().int()),
  byDataset: z.record(
    z.string(),
    z.object({ n: z.number().int(), correct: z.number().int(), ex: z.number(), interval }),
  ),
})
export type Score = z.infer<typeof score>

export const pairedComparison = z.object({
  a: z.string(),
  b: z.string(),
  /** EX of a less EX of b, in points of 0..1. */
  difference: z.number(),
  interval,
  mcnemarP: z.number(),
  /** The same p adjusted by Holm over all the pairs of the run. */
  mcnemarHolm: z.number(),
  /** The smallest difference that so many questions show with a power of 80 %. */
  smallestDetectable: z.number(),
  withinNoise: z.boolean(),
})
export type PairedComparison = z.infer<typeof pairedComparison>

/** What `concord evaluate --json` prints. */
export const evaluateReport = z.object({
  mode: z.enum(MODES),
  /** The version of the mode's rules. */
  modeVersion: z.number().int(),
  n: z.number().int(),
  excluded: z.array(z.object({ id: z.string(), reason: z.string() })),
  scores: z.array(score),
  paired: z.array(pairedComparison),
  verdicts: z.array(
    z.object({
      predictions: z.string(),
      id: z.string(),
      match: z.boolean(),
      reason: verdictReason,
      flags: z.array(verdictFlag),
      elapsedMs: z.number(),
      /** With a suite: whether the shipped database alone matches. */
      shippedMatch: z.boolean().optional(),
      /** Where an item has several golds: which one decided, 0 for the first. */
      gold: z.number().int().optional(),
      /** The instance that decided against a match. */
      instance: z.string().optional(),
      message: z.string().optional(),
    }),
  ),
})
export type EvaluateReport = z.infer<typeof evaluateReport>
