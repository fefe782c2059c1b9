/** What is left of an answer when its thinking is taken out, however odd the answer. */
import { expect, test } from 'vitest'
import { withoutThinking } from './thinking.ts'

test.each([
  ['no thought', 'SELECT 1', 'SELECT 1'],
  ['a thought', '<think>2?</think>SELECT 1', 'SELECT 1'],
  ['two thoughts', '<think>a</think>b<THINK>c</Think>d', 'bd'],
  ['a thought that never ends', '<think>SELECT 1', '<think>SELECT 1'],
  ['one that ends and one that does not', '<think>a</think>b<think>c', 'b<think>c'],
])('%s', (_, answer, left) => {
  expect(withoutThinking(answer)).toBe(left)
})

test('a very long answer takes no time to speak of', () => {
  const started = performance.now()
  for (const odd of ['<think>', '</think>', '<think></think>']) withoutThinking(odd.repeat(50_000))
  expect(performance.now() - started).toBeLessThan(1_000)
})
