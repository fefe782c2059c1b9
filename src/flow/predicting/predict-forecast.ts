/** What answering the rest of a benchmark will take, told from its first prompt. */
import { oneShotPrompt } from '../../agent/one-shot.ts'
import { forecast } from '../../llm/forecast.ts'
import { likelyPromptTokens } from '../../llm/tokens.ts'
import type { BenchmarkItem } from '../../model/benchmark.ts'
import type { Desks } from '../answering/desk.ts'
import { type PredictSettings, requestOf } from './answer-item.ts'

/** The tokens that an answer is taken to need, and the turns of an agent. */
const LIKELY_OUTPUT = 150
const LIKELY_STEPS = 5

export async function predictForecast(
  settings: PredictSettings,
  { items, desks, left }: { items: readonly BenchmarkItem[]; desks: Desks; left: number },
) {
  const { price, concurrency } = settings.model
  const request = await requestOf(items[0]!, await desks.of(items[0]!.pair.db_id), settings)
  const calls = settings.strategy === 'agent' ? LIKELY_STEPS : 1
  const inputTokens = calls * likelyPromptTokens(oneShotPrompt(request).messages)
  const estimate = { calls, inputTokens, outputTokens: calls * LIKELY_OUTPUT, ms: null }
  return forecast({ items: left, done: [], estimate, price, concurrency })
}
