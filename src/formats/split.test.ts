/** Splitting: the elements and lines of any text, whatever the pieces in which it comes. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FormatInput } from './format.ts'
import { MAX_ITEM_LENGTH } from './raw-item.ts'
import { type PlacedItem, splitInput } from './split.ts'

function inPieces(text: string, size: number): FormatInput {
  return {
    path: 'folder/dev.json',
    async *text() {
      for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size)
    },
  }
}

async function split(text: string, size = 7): Promise<PlacedItem[]> {
  const items: PlacedItem[] = []
  for await (const item of splitInput(inPieces(text, size))) items.push(item)
  return items
}

describe('an array', () => {
  test('falls into its elements, however it is spaced and cut into pieces', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.jsonValue(), { minLength: 1 }),
      fc.constantFrom(undefined, 1, '\t'),
      fc.integer({ min: 1, max: 50 }),
      async (values, indent, size) => {
        const items = await split(`\n ${JSON.stringify(values, undefined, indent)}\n`, size)
        expect(items.map((item) => JSON.parse(item.text))).toEqual(JSON.parse(JSON.stringify(values)))
      },
    )
    await fc.assert(property, { numRuns: 200 })
  })

  test('names the item and the line on which it begins', async () => {
    const items = await split('[\n  {"a": 1},\n\n  {\n "b": "]},"\n}, 3 ]')
    expect(items.map((item) => item.place)).toEqual([
      'dev.json item 1 (line 2)',
      'dev.json item 2 (line 4)',
      'dev.json item 3 (line 6)',
    ])
  })

  test('that is cut off gives what came before and says where it ends', async () => {
    const items = await split('[{"a": 1},\n{"a": "hal')
    expect(items.map(({ text, problem }) => problem ?? text)).toEqual([
      '{"a": 1}',
      'is cut off: the file ends inside it',
    ])
    expect((await split('[1, 2,\n')).at(-1)?.problem).toBe(
      'never comes: the file ends before the array is closed',
    )
  })

  test('says what stands where nothing should', async () => {
    expect((await split('[1,,2]')).map((item) => item.problem)).toEqual([
      undefined,
      'is missing: there is nothing before the comma',
      undefined,
    ])
    expect((await split('[1,2,]')).map((item) => item.text)).toEqual(['1', '2'])
    expect((await split('[1]\n[2]')).at(-1)).toMatchObject({
      line: 2,
      problem: 'is text after the end of the array',
    })
  })
})

describe('lines', () => {
  test('end in LF or CRLF, blank ones do not count', async () => {
    const items = await split('{"a":1}\r\n\r\n{"a":2}\n{"a":3}', 3)
    expect(items.map(({ number, line, text }) => [number, line, text])).toEqual([
      [1, 1, '{"a":1}'],
      [2, 3, '{"a":2}'],
      [3, 4, '{"a":3}'],
    ])
    expect(items[1]!.place).toBe('dev.json line 3')
  })

  test('that are far too long are given up, and the next is read', async () => {
    const long = `{"a":"${'x'.repeat(MAX_ITEM_LENGTH)}"}`
    for (const text of [`${long}\n{"b":1}`, `[${long},{"b":1}]`]) {
      const items = await split(text, 65_536)
      expect(items.map((item) => item.problem ?? item.text)).toEqual([
        'is longer than 4 million characters',
        '{"b":1}',
      ])
    }
  })
})
