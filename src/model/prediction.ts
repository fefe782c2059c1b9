/** What a model answered to one item of a benchmark. Only ever added. */
import { z } from 'zod'
import { draftForecast, draftReport } from './drafting.ts'
import { contentId } from './ids.ts'

export const prediction = z.object({
  id: z.string(),
  benchmark: z.string(),
  item: z.string(),
  /** The model's name in `concord.yaml`, or the run's. */
  model: z.string(),
  /** Tells repeated runs of one model apart; '' for the first. */
  run: z.string(),
  outcome: z.enum(['answered', 'no-answer']),
  sql: z.string().optional(),
  promptHash: z.string().optional(),
  /** True if it comes from recorded example answers: it shows the tool, not a model. */
  recorded: z.boolean(),
  elapsedMs: z.number().optional(),
  at: z.string(),
})
export type Prediction = z.infer<typeof prediction>

/** The id of a prediction: one an item, model and run. */
export function predictionId(of: Pick<Prediction, 'benchmark' | 'item' | 'model' | 'run'>): string {
  return contentId('y', of.benchmark, of.item, of.model, of.run)
}

/** What `concord predict --json` prints. */
export const predictReport = z.object({
  benchmark: z.string(),
  model: z.string(),
  /** '' for a model's first predictions. */
  run: z.string(),
  /** Items of the benchmark that are predicted, by this run of the command or before. */
  n: z.number().int(),
  /** Of these: with SQL that runs. */
  valid: z.number().int(),
  /** Lines `{ id, sql }` of all of them, in the benchmark's order; null while nothing is predicted. */
  file: z.string().nullable(),
  /** Made by this run of the command. */
  predicted: z.number().int(),
  /** Items without a prediction still. */
  left: z.number().int(),
  byOutcome: draftReport.shape.byOutcome.optional(),
  cost: draftReport.shape.cost.optional(),
  /** With `--dry-run`: what is to be done, and nothing was asked. */
  forecast: draftForecast.optional(),
  /** Present where answers are recorded example answers. */
  recorded: z.literal(true).optional(),
})
export type PredictReport = z.infer<typeof predictReport>
