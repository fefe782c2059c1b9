/** A language model as `concord.yaml` names it: where it answers, what it costs, how many calls it takes at once. */
import { z } from 'zod'

/** USD per million tokens. */
export const price = z.strictObject({ input: z.number().nonnegative(), output: z.number().nonnegative() })
export type Price = z.infer<typeof price>

const common = {
  /** USD per million tokens; without it the cost is unknown and no budget can hold it. */
  price: price.optional(),
  /** Calls at once. */
  concurrency: z.number().int().positive().default(4),
  /** How long one attempt may take, in milliseconds. */
  timeoutMs: z.number().int().positive().default(120_000),
  /** How long one call may take with all its attempts, in milliseconds. */
  deadlineMs: z.number().int().positive().default(600_000),
  /** Attempts at most. */
  attempts: z.number().int().positive().default(6),
  /** How many tokens of schema a prompt may hold before it is shortened. */
  schemaTokens: z.number().int().positive().default(6_000),
}

export const languageModel = z.discriminatedUnion('provider', [
  z.strictObject({
    provider: z.literal('openai-compatible'),
    baseUrl: z.url(),
    /** The name that the server knows the model by. */
    model: z.string().min(1),
    /** The name of the environment variable that holds the key; absent where the server wants none. */
    apiKeyEnv: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'wanted the name of an environment variable, never the key itself')
      .optional(),
    /** `fold` puts the system text before the first user text, for models without a system slot. */
    systemRole: z.enum(['native', 'fold']).default('native'),
    ...common,
  }),
  z.strictObject({
    provider: z.literal('recorded'),
    /** The recording (JSONL), relative to the workspace. */
    file: z.string().min(1),
    ...common,
  }),
])
export type LanguageModel = z.infer<typeof languageModel>
export type OpenAiCompatibleModel = Extract<LanguageModel, { provider: 'openai-compatible' }>
export type RecordedModel = Extract<LanguageModel, { provider: 'recorded' }>
