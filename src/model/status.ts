/** What `concord status` says: what there is, what waits for whom, what it cost, and what to do next. */
import { z } from 'zod'
import { disagreement } from './round-report.ts'
import { STATES } from './state.ts'

const states = z.record(z.enum(STATES), z.number().int())

export const waiting = z.object({
  for: z.enum(['annotator', 'reviewer', 'author', 'machine']),
  /** The verb that does it. */
  verb: z.string(),
  n: z.number().int(),
})
export type Waiting = z.infer<typeof waiting>

export const statusForecast = z.object({
  items: z.number().int(),
  calls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** USD; null where no price is known. */
  costUsd: z.number().nullable(),
  /** Milliseconds. */
  ms: z.number().nullable(),
  basis: z.enum(['measured', 'estimated']),
})

/** What `concord status --json` prints. */
export const statusReport = z.object({
  workspace: z.string(),
  sources: z.array(
    z.object({
      name: z.string(),
      dataset: z.string(),
      split: z.string(),
      engine: z.string(),
      egress: z.string(),
      questions: z.number().int(),
    }),
  ),
  /** All questions, in stages or not. */
  questions: z.object({ total: z.number().int(), byState: states }),
  stages: z.array(z.object({ stage: z.string(), questions: z.number().int(), byState: states })),
  rounds: z.array(
    z.object({
      round: z.number().int(),
      open: z.boolean(),
      n: z.number().int(),
      ...disagreement.shape,
      guidelineVersion: z.number().int(),
    }),
  ),
  waiting: z.array(waiting),
  /** The last guideline version; 0 before the first. */
  guidelineVersion: z.number().int(),
  cost: z.object({
    calls: z.number().int(),
    inputTokens: z.number().int(),
    outputTokens: z.number().int(),
    usd: z.number(),
    /** Calls whose price is not known; `usd` is without them. */
    unpriced: z.number().int(),
    budgetUsd: z.number().nullable(),
    /** Of the drafts that are still to be made; null while nothing was drafted or nothing is left. */
    forecast: statusForecast.nullable(),
  }),
  /** Work in hand, by kind of lease. */
  jobs: z.array(z.object({ kind: z.string(), n: z.number().int() })),
  /** How many of each noun there are. */
  nouns: z.record(z.string(), z.number().int()),
  /** The command that brings the work on. */
  next: z.string(),
  recorded: z.literal(true).optional(),
})
export type StatusReport = z.infer<typeof statusReport>
