/** What an agent did, step by step, kept so that a person can read it and so that it can be played again without a model. */
import { z } from 'zod'
import { message, reply } from './call.ts'

/** What one tool answered. */
export const observation = z.object({
  toolCallId: z.string(),
  tool: z.string(),
  text: z.string(),
  /** The tool could not do it; the text says why. */
  error: z.boolean(),
  /** Present where this ended the run: the value that the run returns. */
  final: z.unknown().optional(),
  /** Present where the agent gave up here: why. */
  gaveUp: z.string().optional(),
})
export type Observation = z.infer<typeof observation>

export const step = z.object({
  /** From 1. */
  step: z.number().int(),
  label: z.string(),
  promptHash: z.string(),
  reply,
  /** One for each tool call of the reply, in its order. */
  observations: z.array(observation),
  /** What the model was told where it answered without a tool call, or unreadably. */
  reminder: z.string().optional(),
  costUsd: z.number().nullable(),
  recorded: z.boolean(),
  /** Since the beginning of the run. */
  elapsedMs: z.number(),
})
export type Step = z.infer<typeof step>

/** Why a run ended without an answer. */
export const noAnswerReason = z.enum([
  'gave-up',
  'step-limit',
  'token-limit',
  'time-limit',
  'money-limit',
  'only-prose',
  'refused',
  'no-sql',
])
export type NoAnswerReason = z.infer<typeof noAnswerReason>

/**
 * How a run ended. `no-answer` waits for a person with the trace before them; `unavailable` means that the model
 * could not be reached, so nothing is known of the question and the run is to be done again.
 */
export const runEnd = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('answered'), final: z.unknown() }),
  z.object({ outcome: z.literal('no-answer'), reason: noAnswerReason, message: z.string() }),
  z.object({ outcome: z.literal('unavailable'), message: z.string() }),
])
export type RunEnd = z.infer<typeof runEnd>

/** One whole run of an agent. */
export const trace = z.object({
  /** What the model was told first. */
  prompt: z.array(message),
  steps: z.array(step),
  end: runEnd,
  elapsedMs: z.number(),
})
export type Trace = z.infer<typeof trace>
