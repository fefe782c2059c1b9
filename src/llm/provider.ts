/** The plug point for model providers: how one kind of server is asked once. Adding one = one file + one line in `all.ts`. */

import type { Message, Reply, Unavailable } from '../model/call.ts'
import type { LanguageModel } from '../model/language-model.ts'

/** A tool as a model is told of it. */
export interface ToolSpec {
  readonly name: string
  readonly description: string
  /** JSON Schema of its arguments, an object. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/** One question for a model. */
export interface ModelCall {
  /** See `labelText`. */
  readonly label: string
  readonly messages: readonly Message[]
  readonly tools?: readonly ToolSpec[]
  readonly temperature: number
  /** Tokens of the answer at most. */
  readonly maxTokens: number
  readonly seed: number
  /** How long all attempts may take, in milliseconds; waiting for a place among the calls at once does not count. */
  readonly timeoutMs?: number
  /** Stops waiting, and trying again. */
  readonly signal?: AbortSignal
}

/** What came of asking once. */
export type Attempt =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly promptHash?: string }
  | {
      readonly kind: 'failed'
      readonly reason: Unavailable['reason']
      /** Never with a key in it. */
      readonly message: string
      /** Whether asking again may help. */
      readonly retry: boolean
      /** How long the server wants to be left alone, in milliseconds. */
      readonly afterMs?: number
    }

export interface Provider {
  /** True if answers are looked up and not made: figures made from them say so. */
  readonly recorded: boolean
  /**
   * Asks once.
   *
   * @throws {UserError} where no call could succeed before a person mends something (key, address, model's name, file)
   */
  ask(call: ModelCall, signal: AbortSignal): Promise<Attempt>
  /** What a person should read once at the end of a run. */
  notes(): readonly string[]
}

export interface ProviderContext {
  /** The model's name in `concord.yaml`, for messages. */
  readonly name: string
  /** A secret by the name of its environment variable. */
  secret(name: string): string | undefined
  /** Makes a path that the configuration gives absolute. */
  resolve(path: string): string
}

export interface ProviderPlug<Config extends LanguageModel = LanguageModel> {
  /** @throws {UserError} if what the configuration names is not there */
  open(config: Config, context: ProviderContext): Provider
}
