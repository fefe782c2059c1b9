/** The plug point for an agent's tools: a name, typed arguments, and what comes back as text. */
import type { z } from 'zod'
import type { ToolSpec } from '../llm/provider.ts'
import type { ToolCall } from '../model/call.ts'

/** What a tool answers. A tool that could not do it answers with an error; throwing is for what ends the whole run. */
export interface ToolAnswer {
  /** As the model reads it. */
  readonly text: string
  readonly error?: boolean
  /** Ends the run with this value. */
  readonly final?: unknown
  /** Ends the run without an answer: the agent has given up, and says why. */
  readonly gaveUp?: string
}

export interface Tool<Arguments = unknown> {
  readonly name: string
  readonly description: string
  readonly arguments: z.ZodType<Arguments>
  run(given: Arguments): Promise<ToolAnswer>
}

/** Makes a tool; its arguments' type follows from their schema. */
export function tool<Arguments>(of: Tool<Arguments>): Tool {
  return of as Tool
}

/** What the loop needs of tools: what to tell the model of them, and a way to call them. */
export interface Toolbox {
  readonly specs: readonly ToolSpec[]
  /** Unknown names and malformed arguments are answers too. */
  call(call: ToolCall): Promise<ToolAnswer>
}
