/** What `concord round` says of rounds: what was drawn, how far the work is, and whether the answers still come closer. */
import { z } from 'zod'
import { CAUSES } from './decision.ts'
import { STATES } from './state.ts'

/** `[low, high]`, shares in 0..1. */
const interval = z.tuple([z.number(), z.number()])

/** Disagreement over items that an agent and a person answered, each comparison one. */
export const disagreement = z.object({
  /** Comparisons that count: both queries, or at least one, ran. */
  compared: z.number().int(),
  /** Comparisons of which neither query runs. */
  notCounted: z.number().int(),
  disagreements: z.number().int(),
  /** In 0..1; null while nothing was compared. */
  rate: z.number().nullable(),
  /** Wilson, 95 %. */
  interval,
})
export type Disagreement = z.infer<typeof disagreement>

export const roundFigures = z.object({
  round: z.number().int(),
  open: z.boolean(),
  stage: z.string().nullable(),
  guidelineVersion: z.number().int(),
  /** Questions of the round that are no anchors. */
  n: z.number().int(),
  ...disagreement.shape,
  /** The anchor set's part in this round; its questions are `n` of every round that answered them. */
  anchor: z.object({ n: z.number().int(), ...disagreement.shape }).nullable(),
  byState: z.record(z.enum(STATES), z.number().int()),
  /** Reviewed disputes by what caused them; `unsaid` where the reviewer gave no cause. */
  causes: z.partialRecord(z.enum([...CAUSES, 'unsaid']), z.number().int()),
  /** True if any of it comes from recorded example answers. */
  recorded: z.boolean().optional(),
})
export type RoundFigures = z.infer<typeof roundFigures>

export const roundVerdict = z.object({
  /** `converged`: another round would find little · `continue`. */
  verdict: z.enum(['converged', 'continue']),
  reason: z.string(),
})
export type RoundVerdict = z.infer<typeof roundVerdict>

/** What keeps a round from being closed. */
export const roundLeft = z.object({
  /** Questions that nobody answered, or one side only. */
  unanswered: z.number().int(),
  /** Questions that wait for a reviewer. */
  undecided: z.number().int(),
})
export type RoundLeft = z.infer<typeof roundLeft>

/** What `concord round start --json` prints. */
export const roundStartReport = z.object({
  round: z.number().int(),
  stage: z.string().nullable(),
  /** Questions of the round that are no anchors, those carried over among them. */
  main: z.number().int(),
  /** Of earlier rounds, to be answered anew. */
  carried: z.number().int(),
  anchor: z.number().int(),
  /** Questions that could be drawn. */
  pool: z.number().int(),
  annotators: z.number().int(),
  guidelineVersion: z.number().int(),
  seed: z.number().int(),
})
export type RoundStartReport = z.infer<typeof roundStartReport>

/** What `concord round status --json` prints. */
export const roundStatusReport = z.object({
  rounds: z.array(roundFigures),
  stopping: roundVerdict,
  /** Of the open round; absent if none is open. */
  left: roundLeft.optional(),
  recorded: z.boolean().optional(),
})
export type RoundStatusReport = z.infer<typeof roundStatusReport>

/** What `concord round close --json` prints. */
export const roundCloseReport = z.object({ ...roundFigures.shape, ...roundVerdict.shape, left: roundLeft })
export type RoundCloseReport = z.infer<typeof roundCloseReport>
