/** Reading PREDICTIONS: paired by id or by place, or stopped with a list of what does not pair. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readPredictions } from './predictions.ts'

const folder = mkdtempSync(join(tmpdir(), 'concord-predictions-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(content: string): string {
  const path = join(folder, 'predictions')
  writeFileSync(path, content)
  return path
}

const line = (id: unknown, sql: unknown) => JSON.stringify({ id, sql, more: 1 })

describe('by id', () => {
  test('in any order; an empty or null query is a prediction too', async () => {
    const path = file([line('b', 'SELECT 2'), line('a', ''), line(3, null)].join('\n'))
    expect([...(await readPredictions(path, ['a', 'b', '3']))]).toEqual([
      ['a', ''],
      ['b', 'SELECT 2'],
      ['3', ''],
    ])
  })

  test('what is missing, unknown, repeated or unreadable stops with all of it listed', async () => {
    const path = file([line('a', 'x'), line('a', 'y'), line('z', 'x'), '{"id": "b"}', '{"id"'].join('\n'))
    await expect(readPredictions(path, ['a', 'b', 'c'])).rejects.toThrow(
      /has unreadable 2 lines: predictions line 4 has no "sql" \(it has id\), predictions line 5 is not valid JSON.*; it repeats 1 id: a; it has, and the gold has not, 1 id: z; it lacks 2 ids: b, c$/,
    )
  })

  test('of many only the first ten are listed, with their number', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `q${index}`)
    await expect(readPredictions(file(line('q0', 'x')), ids)).rejects.toThrow(
      'it lacks 24 ids: q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, …',
    )
  })

  test('ids that the gold itself repeats stop first', async () => {
    await expect(readPredictions(file(line('a', 'x')), ['a', 'a'])).rejects.toThrow(
      'the gold repeats 1 id: a',
    )
  })
})

describe('by place', () => {
  const read = async (content: string, ids: readonly string[]) => [
    ...(await readPredictions(file(content), ids)).values(),
  ]

  test('one query a line', async () => {
    expect(await read('SELECT 1\r\nSELECT 2\n\n', ['a', 'b'])).toEqual(['SELECT 1', 'SELECT 2'])
  })

  test('empty lines part conversations, or are empty answers where the number needs them', async () => {
    expect(await read('SELECT 1\n\nSELECT 2\n', ['a', 'b'])).toEqual(['SELECT 1', 'SELECT 2'])
    expect(await read('SELECT 1\n\nSELECT 2\n', ['a', 'b', 'c'])).toEqual(['SELECT 1', '', 'SELECT 2'])
  })

  test('gold text serves as predictions without its databases', async () => {
    expect(await read('SELECT 1\tshop\nSELECT 2\tshop\n', ['a', 'b'])).toEqual(['SELECT 1', 'SELECT 2'])
    expect(await read('SELECT 1\t----- bird -----\tshop\n', ['a'])).toEqual(['SELECT 1'])
  })

  test('another number of lines stops', async () => {
    await expect(read('SELECT 1\n', ['a', 'b'])).rejects.toThrow('it has 1 queries, and the gold has 2')
  })
})
