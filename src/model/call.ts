/** One answer of a model, with what it cost: the ledger, and the answers that are never paid for twice. Only ever added. */
import { z } from 'zod'
import { contentId } from './ids.ts'

/** What a call was for, readable; a recording is looked up by it. */
export const callLabel = z.object({
  verb: z.string(),
  question: z.string().optional(),
  stage: z.string().optional(),
  strategy: z.string().optional(),
  /** The model's name in `concord.yaml`. */
  model: z.string(),
  guidelineVersion: z.number().int().optional(),
  sample: z.number().int().optional(),
  step: z.number().int().optional(),
})
export type CallLabel = z.infer<typeof callLabel>

export const call = z.object({
  id: z.string(),
  label: callLabel,
  /** The verb and the question of the label, for counting. */
  verb: z.string(),
  question: z.string().optional(),
  /** The model's name in `concord.yaml`, and what the provider calls it. */
  model: z.string(),
  provider: z.string(),
  promptHash: z.string(),
  request: z.unknown(),
  response: z.unknown(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** By the price in `concord.yaml`; 0 where none is named. */
  usd: z.number(),
  elapsedMs: z.number(),
  /** True if the answer comes from a recording. */
  recorded: z.boolean(),
  at: z.string(),
})
export type Call = z.infer<typeof call>

/** The id of a call: the same label and prompt are the same call. */
export function callId(of: Pick<Call, 'label' | 'promptHash'>): string {
  return contentId('l', of.label, of.promptHash)
}

/** What calls cost together. */
export const cost = z.object({
  calls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  usd: z.number(),
})
export type Cost = z.infer<typeof cost>
