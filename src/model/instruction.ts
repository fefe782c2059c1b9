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

/** What `instructions show --json` prints: the version asked for, and how many there are; null where there is none. */
export const instructionReport = z.object({
  dataset: z.string(),
  version: z.number().int().nullable(),
  versions: z.number().int(),
  text: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
})
export type InstructionReport = z.infer<typeof instructionReport>
