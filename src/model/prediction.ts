/** What a model answered to one item of a benchmark. Only ever added. */
import { z } from 'zod'
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
