/** One step of the trace behind a candidate: what the model said, the tool it called and what came back. Only ever added. */
import { z } from 'zod'

export const step = z.object({
  candidate: z.string(),
  /** 0-based place in the trace. */
  n: z.number().int(),
  /** What the model wrote besides its call. */
  text: z.string().optional(),
  /** The tool that was called; absent where the model called none. */
  tool: z.string().optional(),
  /** The call's arguments, as the model gave them. */
  input: z.unknown().optional(),
  /** What came back to the model, as it read it. */
  output: z.unknown().optional(),
  /** True if the tool refused or failed; its output says why. */
  failed: z.boolean(),
  /** The ledger's call that this step came from. */
  call: z.string().optional(),
  elapsedMs: z.number(),
})
export type Step = z.infer<typeof step>
