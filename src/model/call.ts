/** One question put to a language model and what came back, as the ledger keeps it and as a recording carries it. */
import { z } from 'zod'

/** A tool that the model wants used, exactly as it wrote it. */
export const toolCall = z.object({
  id: z.string(),
  name: z.string(),
  /** JSON as the model wrote it; it may be no JSON at all. */
  arguments: z.string(),
})
export type ToolCall = z.infer<typeof toolCall>

export const message = z.discriminatedUnion('role', [
  z.object({ role: z.literal('system'), text: z.string() }),
  z.object({ role: z.literal('user'), text: z.string() }),
  z.object({ role: z.literal('assistant'), text: z.string(), toolCalls: z.array(toolCall) }),
  z.object({ role: z.literal('tool'), toolCallId: z.string(), tool: z.string(), text: z.string() }),
])
export type Message = z.infer<typeof message>

export const usage = z.object({
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** True if the server did not count and the figures are estimated from the lengths of the texts. */
  estimated: z.boolean().optional(),
})
export type Usage = z.infer<typeof usage>

/** What a model said. What it did wrong is a value, never an exception. */
export const reply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    text: z.string(),
    toolCalls: z.array(toolCall),
    /** `length`: it was cut at the limit of tokens. */
    finish: z.enum(['stop', 'tool-calls', 'length', 'other']),
    usage,
  }),
  /** The model or its filter declined. */
  z.object({ kind: z.literal('refused'), message: z.string(), usage }),
  /** Something came that is no answer of a chat model. */
  z.object({ kind: z.literal('malformed'), message: z.string(), usage }),
])
export type Reply = z.infer<typeof reply>

/** No answer could be had; nothing is stored, so that asking again later asks afresh. */
export interface Unavailable {
  readonly kind: 'unavailable'
  /** `rejected`: the server will not take this request · `stopped`: the caller gave up waiting · `missing`: not in the recording. */
  readonly reason: 'rejected' | 'overloaded' | 'timeout' | 'connection' | 'stopped' | 'missing'
  readonly message: string
  readonly attempts: number
}

/** One call in the ledger. Calls are only ever added. */
export const storedCall = z.object({
  /** From label, prompt hash, answer and time, so that adding the same call twice is adding it once. */
  id: z.string(),
  /** Readable, unique for each call: see `labelText` in `src/llm/label.ts`. */
  label: z.string(),
  /** The model's name in `concord.yaml`. */
  model: z.string(),
  /** SHA-256 of the messages as canonical JSON. */
  promptHash: z.string(),
  reply,
  /** USD paid; 0 for a recorded answer, null where no price is known. */
  costUsd: z.number().nullable(),
  elapsedMs: z.number(),
  /** True if the answer came from a recording and not from a model. */
  recorded: z.boolean(),
  /** ISO 8601, UTC. */
  at: z.string(),
})
export type StoredCall = z.infer<typeof storedCall>

/** Where calls are kept; the workspace's store has one, and `memoryCalls` serves commands without a workspace. */
export interface CallStore {
  /** The newest call of this label and prompt hash whose reply is an answer or a refusal. */
  find(label: string, promptHash: string): Promise<StoredCall | undefined>
  /** Adds a call; the same id twice is one call. It is on disk when the promise resolves. */
  add(call: StoredCall): Promise<void>
  /** The sum of all known costs, in USD. */
  spentUsd(): Promise<number>
}
