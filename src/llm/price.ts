/** What a call costs, by our own table of prices: the one in `concord.yaml`. */

import type { Usage } from '../model/call.ts'
import type { Price } from '../model/language-model.ts'

/** The cost in USD; null where no price is known. */
export function costUsd(usage: Usage, price: Price | null): number | null {
  if (!price) return null
  return (usage.inputTokens * price.input + usage.outputTokens * price.output) / 1_000_000
}
