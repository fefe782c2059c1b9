/** What the workspace's forms of `evaluate` and `measure` keep and print: the standalone reports, and where their figures come from. */
import { z } from 'zod'
import { measureReport } from './measure.ts'
import { evaluateReport } from './verdict.ts'

/** What `concord evaluate --benchmark B --json` prints. */
export const benchmarkEvaluation = evaluateReport.extend({
  benchmark: z.string(),
  suite: z.boolean(),
  /** Whose predictions: `predictions` of the scores is the name. */
  systems: z.array(z.object({ name: z.string(), model: z.string(), run: z.string(), recorded: z.boolean() })),
  base: z.string().optional(),
  reference: z.string().optional(),
  /** Present where any predictions are recorded example answers. */
  recorded: z.literal(true).optional(),
})
export type BenchmarkEvaluation = z.infer<typeof benchmarkEvaluation>

/** What `concord measure --stage S… --json` prints. */
export const stagesMeasure = measureReport.extend({
  /** Of all the questions measured: where their SQL is from. */
  sqlFrom: z.object({
    settled: z.number().int(),
    agent: z.number().int(),
    author: z.number().int(),
    none: z.number().int(),
  }),
  /** Present where questions or SQL are recorded example answers. */
  recorded: z.literal(true).optional(),
})
export type StagesMeasure = z.infer<typeof stagesMeasure>

/** The kinds under which the two are kept among the evaluations. */
export const EVALUATE_KIND = 'evaluate'
export const MEASURE_KIND = 'measure'
