/** What drawing questions in equal parts over data sets gives: `seed sample` and the two ways to make a benchmark. */
import { z } from 'zod'

export const drawReport = z.object({
  /** Questions of each data set, by name. */
  perDataset: z.record(z.string(), z.number().int()),
  total: z.number().int(),
  /** Data sets that had fewer than their part. */
  short: z.array(z.object({ dataset: z.string(), wanted: z.number().int(), had: z.number().int() })),
})
export type DrawReport = z.infer<typeof drawReport>

/** What `seed sample --json` prints. */
export const seedReport = drawReport.extend({
  stage: z.string(),
  /** New in the stage by this run. */
  added: z.number().int(),
})
export type SeedReport = z.infer<typeof seedReport>

/** What `benchmark sample --json` and `benchmark create --json` print. */
export const benchmarkReport = drawReport.extend({
  benchmark: z.string(),
  /** False if a benchmark of this name with the same items was there. */
  created: z.boolean(),
  /** Things to know that stop nothing, such as the same words over another database in training. */
  warnings: z.array(z.string()),
  /** Present where gold SQL comes from recorded example answers. */
  recorded: z.boolean().optional(),
})
export type BenchmarkReport = z.infer<typeof benchmarkReport>
