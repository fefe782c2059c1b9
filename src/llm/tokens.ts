/** How many tokens a text has, without the model's own tokenizer: a likely figure, and one that is rarely passed. */

import type { Message } from '../model/call.ts'
import { canonicalJson } from '../model/ids.ts'
import type { ModelCall } from './provider.ts'

/** The likely number of tokens: four characters each, the usual figure for English and SQL. */
export function likelyTokens(text: string): number {
  return Math.ceil(text.length / 4)
}

/** The likely number of tokens of messages, their roles included. */
export function likelyPromptTokens(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + likelyTokens(canonicalJson(message)), 0)
}

/** A number of prompt tokens that a call is unlikely to pass: two and a half bytes each, tools included. */
export function highPromptTokens(call: Pick<ModelCall, 'messages' | 'tools'>): number {
  return Math.ceil(Buffer.byteLength(canonicalJson([call.messages, call.tools ?? []])) / 2.5)
}
