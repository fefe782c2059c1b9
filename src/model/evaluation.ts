/** The kept result of a measuring verb (`evaluate`, `measure`, …), which the report reads. Only ever added. */
import { z } from 'zod'
import { contentId } from './ids.ts'

export const evaluation = z.object({
  id: z.string(),
  /** The verb that made it: `evaluate`, `measure`, `guideline measure`, … */
  kind: z.string(),
  /** What was asked: the verb's inputs and settings; the same inputs are the same evaluation. */
  asked: z.record(z.string(), z.unknown()),
  /** What the verb printed with `--json`. */
  result: z.unknown(),
  at: z.string(),
})
export type Evaluation = z.infer<typeof evaluation>

/** The id of an evaluation: what was asked, and what came out. */
export function evaluationId(of: Pick<Evaluation, 'kind' | 'asked' | 'result'>): string {
  return contentId('e', of.kind, of.asked, of.result)
}
