/** What every format of pairs has to keep: a round trip of what it carries, and a reason for whatever it drops. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORMATS } from '../../src/formats/all.ts'
import type { Format, ReadItem } from '../../src/formats/format.ts'
import { surest } from '../../src/formats/recognise.ts'
import { type Pair, pair as pairSchema } from '../../src/model/pair.ts'

const CONTEXT = { dataset: 'd', split: 'dev', collection: 'd-dev' }

const said = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.trim() !== '')
const texts = fc.array(fc.string({ unit: 'binary' }))
const awkward = fc.constantFrom(
  'SELECT\n1',
  'a\tb',
  '"',
  '\\',
  '\u2028',
  "it's 😀",
  '\uFEFFx',
  '\r\n x',
  'Ünïcode',
)
const some = fc.oneof(said, awkward)
const pairs: fc.Arbitrary<Pair[]> = fc.uniqueArray(
  fc.record(
    {
      id: some,
      db_id: some,
      question: some,
      sql: some,
      sql_alternatives: texts,
      evidence: some,
      history: texts,
      dataset: some,
      domain: some,
      split: some,
    },
    { requiredKeys: ['id', 'db_id', 'question'] },
  ),
  { selector: ({ id }) => id, minLength: 1, maxLength: 8 },
)

async function write(format: Format, given: readonly Pair[]): Promise<{ text: string; dropped: string[] }> {
  const dropped: string[] = []
  async function* stream() {
    yield* given
  }
  const pieces: string[] = []
  for await (const piece of format.write!(stream(), { dataset: 'd', drop: (id) => void dropped.push(id) })) {
    pieces.push(piece)
  }
  return { text: pieces.join(''), dropped }
}

async function read(format: Format, text: string): Promise<ReadItem[]> {
  const input = {
    path: 'dev',
    async *text() {
      for (let i = 0; i < text.length; i += 11) yield text.slice(i, i + 11)
    },
  }
  const items: ReadItem[] = []
  for await (const item of format.read!(input, CONTEXT)) items.push(item)
  return items
}

describe.each(Object.entries(FORMATS) as [string, Format][])('%s', (name, format) => {
  test('is listed under its own name and declares members that a pair has', () => {
    expect(format.name).toBe(name)
    expect(pairSchema.keyof().options).toEqual(expect.arrayContaining([...format.carries]))
    expect(format.read ?? format.write).toBeDefined()
  })

  test.runIf(format.read && format.write)(
    'writing and reading keeps every member that it carries',
    async () => {
      const property = fc.asyncProperty(pairs, async (given) => {
        const { text, dropped } = await write(format, given)
        const items = await read(format, text)
        const kept = given.filter(({ id }) => !dropped.includes(id))
        expect(items).toHaveLength(kept.length)
        for (const [index, item] of items.entries()) {
          if (item.kind !== 'pair') throw new Error(`${item.item} ${item.reason}`)
          pairSchema.parse(item.pair)
          const before = kept[index]!
          for (const member of format.carries) {
            if (before[member] !== undefined) expect(item.pair[member]).toEqual(before[member])
          }
        }
      })
      await fc.assert(property, { numRuns: 150 })
    },
  )

  test.runIf(format.read && format.write)('recognises what it writes', async () => {
    const given = ['a', 'b'].map((id) => ({ id, db_id: 'shop', question: 'How many?', sql: 'SELECT 1' }))
    const { text } = await write(format, given)
    expect(surest(text, 'x').map((found) => found.name)).toEqual([name])
  })

  test.runIf(format.read)('takes the same items from the same text every time', async () => {
    const text =
      '[{"db_id":"s","question":"q","query":"SELECT 1"},7,{"id":1,"SQL":""}]\nSELECT 1\ts\nnot this'
    expect(await read(format, text)).toEqual(await read(format, text))
  })
})
