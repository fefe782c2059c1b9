/** The forecast: from the first ten items, else from the prompt's length. */
import { expect, test } from 'vitest'
import type { StoredCall } from '../model/call.ts'
import { forecast } from './forecast.ts'

const estimate = { calls: 1, inputTokens: 400, outputTokens: 100, ms: null }
const price = { input: 1, output: 2 }

function call(inputTokens: number, elapsedMs: number): StoredCall {
  const reply = {
    kind: 'answer',
    text: '',
    toolCalls: [],
    finish: 'stop',
    usage: { inputTokens, outputTokens: 10 },
  } as const
  return {
    id: 'k',
    label: 'l',
    model: 'm',
    promptHash: 'h',
    reply: { ...reply, toolCalls: [] },
    costUsd: null,
    elapsedMs,
    recorded: false,
    at: '',
  }
}

test('before anything is done it rests on the prompt, and knows no time', () => {
  const told = forecast({ items: 1000, done: [], estimate, price, concurrency: 8 })
  expect(told).toEqual({
    items: 1000,
    calls: 1000,
    inputTokens: 400_000,
    outputTokens: 100_000,
    costUsd: 0.6,
    ms: null,
    basis: 'estimated',
  })
})

test('then on the mean of the first ten items, all their calls counted, at the calls that run at once', () => {
  const item = [call(100, 1000), call(300, 3000)]
  const late = [call(1_000_000, 1)]
  const told = forecast({
    items: 50,
    done: [...Array.from({ length: 10 }, () => item), late],
    estimate,
    price: null,
    concurrency: 4,
  })
  expect(told).toEqual({
    items: 50,
    calls: 100,
    inputTokens: 20_000,
    outputTokens: 1_000,
    costUsd: null,
    ms: 50_000,
    basis: 'measured',
  })
})
