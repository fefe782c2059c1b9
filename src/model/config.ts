/** What `concord.yaml` may say: models, who asks which, what may be spent, and limits. */
import { z } from 'zod'
import { languageModel } from './language-model.ts'

/** The limits of one agent's run over one question, and of one query over a database under study. */
export const limits = z.strictObject({
  /** Turns of the conversation. */
  steps: z.number().int().positive().default(20),
  /** Tokens of all its calls together. */
  tokens: z.number().int().positive().default(200_000),
  /** Time on the clock, in milliseconds. */
  timeMs: z.number().int().positive().default(600_000),
  /** USD; absent for no limit but the budget. */
  usd: z.number().positive().optional(),
  queryTimeoutMs: z.number().int().positive().default(30_000),
  queryRows: z.number().int().positive().default(10_000),
  queryMemoryMb: z.number().int().positive().default(512),
})
export type ConfigLimits = z.infer<typeof limits>

/** When a question with an agent's answer alone may be settled without a person. */
export const policy = z.strictObject({
  /** Independent samples that have to agree. */
  samples: z.number().int().min(2).default(3),
  /** The upper bound of the audited error of such answers, in 0..1, may not pass this. */
  maxError: z.number().min(0).max(1).default(0.1),
  /** Answers of which the right one is known that the audited error has to rest on. */
  minAudited: z.number().int().min(1).default(30),
  /** The share of agreements between an annotator and an agent that a reviewer sees all the same. */
  audit: z.number().min(0).max(1).default(0.05),
})

/** Which model a verb asks; `solve` names those that prove an augmented question. */
export const use = z.strictObject({
  draft: z.string().optional(),
  oneShot: z.string().optional(),
  augment: z.string().optional(),
  solve: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  policy: z.string().optional(),
  predict: z.string().optional(),
  reference: z.string().optional(),
})
export type Use = z.infer<typeof use>

export const config = z.strictObject({
  version: z.literal(1),
  models: z.record(z.string().min(1), languageModel).default({}),
  use: use.default({}),
  /** What all calls of the workspace together may cost, in USD; absent for no limit. */
  budgetUsd: z.number().nonnegative().optional(),
  limits: limits.prefault({}),
  policy: policy.prefault({}),
})
export type Config = z.infer<typeof config>

/**
 * The keys that are known at a place of `concord.yaml`, for "did you mean".
 *
 * @param path keys from the top
 * @param value what stands at that place, which tells a model's provider
 */
export function knownKeys(path: readonly PropertyKey[], value: unknown): string[] {
  let place: z.ZodType | undefined = config
  for (const key of path) place = place && below(place, key)
  return place ? keysOf(place, value) : []
}

function below(type: z.ZodType, key: PropertyKey): z.ZodType | undefined {
  const inner = unwrapped(type)
  if (inner instanceof z.ZodObject) return inner.shape[key as string]
  return inner instanceof z.ZodRecord ? (inner.valueType as z.ZodType) : undefined
}

function keysOf(type: z.ZodType, value: unknown): string[] {
  const inner = unwrapped(type)
  if (inner instanceof z.ZodObject) return Object.keys(inner.shape)
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return []
  const named = (value as Record<string, unknown> | null)?.[inner.def.discriminator]
  const options = inner.options as unknown as z.ZodObject[]
  const fit = options.filter((option) => option.shape[inner.def.discriminator]!.safeParse(named).success)
  return [...new Set((fit.length > 0 ? fit : options).flatMap((option) => Object.keys(option.shape)))]
}

function unwrapped(type: z.ZodType): z.ZodType {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault || type instanceof z.ZodPrefault) {
    return unwrapped(type.unwrap() as z.ZodType)
  }
  return type
}
