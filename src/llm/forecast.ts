/** What is still to be asked, and what it will cost: from the first items that are done, or from the prompt alone. */
import type { StoredCall } from '../model/call.ts'
import type { Price } from '../model/language-model.ts'
import { costUsd } from './price.ts'

/** What one item takes. Tokens and calls are means and need not be whole. */
export interface ItemCost {
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** From the first question to the last answer, in milliseconds; null while nothing is measured. */
  readonly ms: number | null
}

export interface Forecast {
  readonly items: number
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** USD; null where no price is known. */
  readonly costUsd: number | null
  /** Milliseconds at the model's limit at once; null while nothing is measured. */
  readonly ms: number | null
  /** `measured`: from items that are done · `estimated`: from the length of prompts. */
  readonly basis: 'measured' | 'estimated'
}

export interface ForecastOptions {
  /** Items still to do. */
  readonly items: number
  /** The calls of items that are done, one list an item; the first ten count. */
  readonly done: readonly (readonly StoredCall[])[]
  /** What an item takes as far as its prompt tells, for when none is done. */
  readonly estimate: ItemCost
  readonly price: Price | null
  /** Calls at once. */
  readonly concurrency: number
}

const MEASURED_ITEMS = 10

export function forecast({ items, done, estimate, price, concurrency }: ForecastOptions): Forecast {
  const first = done.slice(0, MEASURED_ITEMS)
  const each = first.length > 0 ? meanOf(first) : estimate
  const inputTokens = Math.ceil(items * each.inputTokens)
  const outputTokens = Math.ceil(items * each.outputTokens)
  return {
    items,
    calls: Math.ceil(items * each.calls),
    inputTokens,
    outputTokens,
    costUsd: costUsd({ inputTokens, outputTokens }, price),
    ms: each.ms === null ? null : Math.ceil((items * each.ms) / Math.max(1, Math.min(concurrency, items))),
    basis: first.length > 0 ? 'measured' : 'estimated',
  }
}

function meanOf(done: readonly (readonly StoredCall[])[]): ItemCost {
  const calls = done.flat()
  const mean = (of: (call: StoredCall) => number) =>
    calls.reduce((sum, call) => sum + of(call), 0) / done.length
  return {
    calls: mean(() => 1),
    inputTokens: mean((call) => call.reply.usage.inputTokens),
    outputTokens: mean((call) => call.reply.usage.outputTokens),
    ms: mean((call) => call.elapsedMs),
  }
}
