/** What the writers of questions are told about a data set: a versioned text with good and bad examples. Only ever added. */
import { z } from 'zod'

export const instruction = z.object({
  dataset: z.string().min(1),
  /** 1, 2, 3 … */
  version: z.number().int().min(1),
  text: z.string(),
  by: z.string(),
  at: z.string(),
})
export type Instruction = z.infer<typeof instruction>
