/** What is kept of what a model wrote. */
import { expect, test } from 'vitest'
import { fitToKeep, LONGEST_ANSWER } from './fit-to-keep.ts'

test('an answer as models write them stays as it is', () => {
  const answer = 'Grüße 🚲\n```sql\nSELECT \'\\u00e9\', "a\\\\b"\n```'
  expect(fitToKeep(answer)).toBe(answer)
})

test('an endless one is cut', () => {
  expect(fitToKeep('x'.repeat(5_000_000))).toHaveLength(LONGEST_ANSWER)
})

test.each([
  ['as it is', 'a\0b', 'a\uFFFDb'],
  ['escaped', '{"sql": "a\\u0000b"}', '{"sql": "a\\ufffdb"}'],
  ['after an escaped backslash', '"\\\\\\u0000"', '"\\\\\\ufffd"'],
  ['that is only written about', '"\\\\u0000"', '"\\\\u0000"'],
])('NUL %s is taken out', (_, given, kept) => {
  expect(fitToKeep(given)).toBe(kept)
})
