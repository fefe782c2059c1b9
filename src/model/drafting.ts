/** What `concord draft` reports: answers that were made, how they ended, and what they cost. */
import { z } from 'zod'

const cost = z.object({
  calls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** USD; null if the price of any call is not known. */
  usd: z.number().nullable(),
})

export const draftForecast = z.object({
  items: z.number().int(),
  calls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  costUsd: z.number().nullable(),
  /** Milliseconds. */
  ms: z.number().nullable(),
  /** `measured`: from answers that are there · `estimated`: from the length of the prompt. */
  basis: z.enum(['measured', 'estimated']),
})

/** What `concord draft --json` prints. */
export const draftReport = z.object({
  /** 0 outside any round. */
  round: z.number().int(),
  strategy: z.enum(['agent', 'one-shot']),
  /** The model's name in `concord.yaml`. */
  model: z.string(),
  /** Answers stored, those that say that none was found included. */
  drafted: z.number().int(),
  /** `unavailable` ones are not stored: running again asks again. */
  byOutcome: z.object({
    answered: z.number().int(),
    'no-answer': z.number().int(),
    unavailable: z.number().int(),
  }),
  steps: z.number().int(),
  /** Of the answers drafted now; an answer that was in the ledger has the cost that it once had. */
  cost,
  /** Answers that are still missing: unavailable, over the limit, or in the hands of another process. */
  left: z.number().int(),
  /** With `--dry-run`: what is to be done, and nothing was asked. */
  forecast: draftForecast.optional(),
  /** Present where answers are recorded example answers. */
  recorded: z.literal(true).optional(),
})
export type DraftReport = z.infer<typeof draftReport>

/** What `concord draft --replay ID --json` prints. */
export const replayReport = z.object({
  candidate: z.string(),
  /** True if playing the stored steps again gave the stored trace. */
  equal: z.boolean(),
  steps: z.number().int(),
  outcome: z.string(),
  sql: z.string().nullable(),
})
export type ReplayReport = z.infer<typeof replayReport>
