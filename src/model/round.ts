/** One turn of the method: a share of the questions answered twice, compared, reviewed, under one guideline version. */
import { z } from 'zod'

export const round = z.object({
  /** 1, 2, 3 … */
  round: z.number().int().min(1),
  /** The stage that the questions are from; absent for all. */
  stage: z.string().optional(),
  /** How the sample was asked for: a share in 0..1, or a count. */
  share: z.number().optional(),
  count: z.number().int().optional(),
  /** People a question. */
  annotators: z.number().int().min(1),
  /** Questions of earlier rounds that are answered again, to see what the guidelines did. */
  anchor: z.number().int(),
  guidelineVersion: z.number().int(),
  seed: z.number().int(),
  by: z.string(),
  at: z.string(),
})
export type Round = z.infer<typeof round>

/** The end of a round, with what it came to. */
export const roundClosing = z.object({
  round: z.number().int(),
  /** `continue`, or the stopping rule that fits. */
  verdict: z.string(),
  figures: z.record(z.string(), z.unknown()),
  by: z.string(),
  at: z.string(),
})
export type RoundClosing = z.infer<typeof roundClosing>

/** `main`: new in this round · `anchor`: answered again in every round · `audit`: an agreement that is reviewed all the same. */
export const roundPart = z.enum(['main', 'anchor', 'audit'])
export type RoundPart = z.infer<typeof roundPart>

export const roundItem = z.object({
  round: z.number().int(),
  question: z.string(),
  part: roundPart,
  position: z.number().int(),
  /** People that this question wants; absent for as many as the round says. */
  annotators: z.number().int().min(1).optional(),
})
export type RoundItem = z.infer<typeof roundItem>
