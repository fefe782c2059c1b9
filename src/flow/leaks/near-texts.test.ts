/** No near pair is overlooked: the search finds what comparing each with each finds. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NEAR_TEXT, nearTextSearch, plainWords } from './near-texts.ts'

function pieces(text: string): Set<string> {
  const found = new Set(Array.from({ length: Math.max(0, text.length - 3) }, (_, i) => text.slice(i, i + 4)))
  return found.size === 0 ? new Set([text]) : found
}

function similarity(a: string, b: string): number {
  const [x, y] = [pieces(a), pieces(b)]
  return [...x].filter((piece) => y.has(piece)).length / new Set([...x, ...y]).size
}

const text = fc.array(fc.constantFrom('how', 'many', 'singers', 'are', 'there', 'in', 'France'), {
  maxLength: 9,
})

test('the search and a comparison of each with each find the same', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 25 }), text, (all, one) => {
      const texts = all.map((words) => plainWords(words.join(' ')))
      const wanted = plainWords(one.join(' '))
      const expected = texts.flatMap((other, i) => (similarity(other, wanted) >= NEAR_TEXT ? [i] : []))
      const found = nearTextSearch(texts)(wanted).map(({ index }) => index)
      expect(found.sort((a, b) => a - b)).toEqual(expected)
    }),
  )
})

test('case, punctuation and spaces do not count, comparisons do', () => {
  expect(plainWords('  How MANY singers, "really"? ')).toBe('how many singers really')
  expect(plainWords('age > 5')).not.toBe(plainWords('age < 5'))
})
