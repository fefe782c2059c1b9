/** Reading: every item that cannot come in is reported with its place and reason, and the rest comes in. */
import { describe, expect, test } from 'vitest'
import { FORMATS } from './all.ts'
import type { Format, ReadItem } from './format.ts'
import { UNDECODABLE } from './undecodable.ts'

async function read(format: Format, text: string): Promise<ReadItem[]> {
  const input = {
    path: 'dev.json',
    async *text() {
      yield text
    },
  }
  const items: ReadItem[] = []
  for await (const item of format.read!(input, { dataset: 'd', split: 'dev', collection: 'd-dev' }))
    items.push(item)
  return items
}

/** `id` of a pair, or `place reason`. */
const said = (items: readonly ReadItem[]) =>
  items.map((item) => (item.kind === 'pair' ? item.pair.id : `${item.item} ${item.reason}`))

const row = (members: object) =>
  JSON.stringify({ db_id: 'shop', question: 'How many?', query: 'SELECT 1', ...members })

describe('spider', () => {
  test('reports what is missing, empty, of another kind or no object, and goes on', async () => {
    const rows = [
      row({}),
      '{"db_id": "shop", "question": "How many?"}',
      row({ query: '  ' }),
      row({ query: { select: [] } }),
      row({ db_id: 7 }),
      row({ question: '' }),
      'null',
      '"text"',
      '[1]',
      '{"db_id": }',
      row({}),
    ]
    expect(said(await read(FORMATS.spider, `[\n${rows.join(',\n')}\n]`))).toEqual([
      'd-dev-0',
      'dev.json item 2 (line 3) has no "query"',
      'dev.json item 3 (line 4) has an empty "query"',
      'dev.json item 4 (line 5) has a "query" that is an object (a parsed query?), not text',
      'dev.json item 5 (line 6) has a "db_id" that is a number, not text',
      'dev.json item 6 (line 7) has an empty "question"',
      'dev.json item 7 (line 8) is null, not an object',
      'dev.json item 8 (line 9) is text, not an object',
      'dev.json item 9 (line 10) is a list, not an object',
      expect.stringMatching(/^dev\.json item 10 \(line 11\) is not valid JSON: /),
      'd-dev-10',
    ])
  })

  test('names what it leaves out', async () => {
    const [item] = await read(FORMATS.spider, `[${row({ query_toks: [], sql: {} })}]`)
    expect(item).toMatchObject({ kind: 'pair', leftOut: ['query_toks', 'sql'], pair: { sql: 'SELECT 1' } })
  })

  test('refuses an item with bytes that were no text, and only that', async () => {
    const text = `[${row({ question: 'caf?' }).replace('?', UNDECODABLE)}, ${row({ question: '😀' })}]`
    expect(said(await read(FORMATS.spider, text))).toEqual([
      'dev.json item 1 (line 1) holds bytes that are not UTF-8 text',
      'd-dev-1',
    ])
  })
})

describe('bird', () => {
  const bird = (question_id: unknown) =>
    JSON.stringify({ question_id, db_id: 's', question: 'q', SQL: 'SELECT 1' })

  test('makes ids of its numbers, unique and said where one repeats', async () => {
    const items = await read(FORMATS.bird, `[${[bird(7), bird(7), bird(null), bird(7)].join(',')}]`)
    expect(said(items)).toEqual(['d-dev-7', 'd-dev-7-2', 'd-dev-2', 'd-dev-7-3'])
    expect(items[1]).toMatchObject({
      note: 'dev.json item 2 (line 1) has the id "d-dev-7" of dev.json item 1 (line 1); it is called "d-dev-7-2" here',
    })
  })

  test('takes empty evidence for none', async () => {
    const text = '[{"db_id":"s","question":"q","SQL":"SELECT 1","evidence":""}]'
    const [item] = await read(FORMATS.bird, text)
    expect(item?.kind === 'pair' && 'evidence' in item.pair).toBe(false)
  })
})

describe('unite', () => {
  test('carries what was said before', async () => {
    const [item] = await read(FORMATS.unite, row({ history_text: ['List the shops', 'Which are open?'] }))
    expect(item).toMatchObject({ pair: { history: ['List the shops', 'Which are open?'] } })
    expect(said(await read(FORMATS.unite, row({ history_text: 'List' })))).toEqual([
      'dev.json line 1 has a "history_text" that is text, not a list of texts',
    ])
  })
})

describe('jsonl', () => {
  const line = (members: object) => JSON.stringify({ id: 'a', db_id: 's', question: 'q', ...members })

  test('takes a pair without SQL, null for absent, and a number as id', async () => {
    const text = [line({}), line({ id: 7, sql: null }), line({ id: undefined })].join('\n')
    expect(said(await read(FORMATS.jsonl, text))).toEqual(['a', '7', 'd-dev-2'])
  })

  test('lets an id in once', async () => {
    expect(said(await read(FORMATS.jsonl, [line({}), line({})].join('\n')))).toEqual([
      'a',
      'dev.json line 2 has the id "a" that dev.json line 1 has already',
    ])
  })

  test('refuses half a line and keeps what came before', async () => {
    expect(said(await read(FORMATS.jsonl, `${line({})}\n{"id": "b", "db_`))).toEqual([
      'a',
      expect.stringMatching(/^dev\.json line 2 is not valid JSON: /),
    ])
  })

  test('refuses alternatives that are not all text', async () => {
    expect(said(await read(FORMATS.jsonl, line({ sql_alternatives: [1] })))).toEqual([
      'dev.json line 1 has a "sql_alternatives" that is a list, not a list of texts',
    ])
  })

  test('keeps its own data set and split, else takes the context’s', async () => {
    const [own, other] = await read(
      FORMATS.jsonl,
      `${line({ dataset: 'x', split: 'y' })}\n${line({ id: 'b' })}`,
    )
    expect([own, other]).toMatchObject([
      { pair: { dataset: 'x', split: 'y' } },
      { pair: { dataset: 'd', split: 'dev' } },
    ])
  })
})

describe('gold-sql', () => {
  test('reads SQL and db_id, passes empty lines over, reports a line without db_id', async () => {
    const items = await read(FORMATS['gold-sql'], 'SELECT 1\tshop\r\n\nSELECT 2\nSELECT 3 , 4\t shop \n')
    expect(said(items)).toEqual(['d-dev-0', 'dev.json line 3 is not SQL, a tab and a db_id', 'd-dev-2'])
    expect(items[2]).toMatchObject({ pair: { sql: 'SELECT 3 , 4', db_id: 'shop', question: '' } })
  })
})
