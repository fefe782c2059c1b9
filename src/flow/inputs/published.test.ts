/** The publishers' own files: as many pairs as they have items, and the same item read two ways agrees. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Pair } from '../../model/pair.ts'
import { openDatabases } from './databases.ts'
import { openPairs } from './pairs.ts'

const data = resolve(import.meta.dirname, '../../../../shared/data')
const absent = !existsSync(data)
beforeAll(() => {
  if (absent) console.warn(`Skipped: the published data sets are not at ${data}`)
})

async function read(path: string): Promise<{ format: string; pairs: Pair[]; failed: string[] }> {
  const { format, items } = await openPairs(resolve(data, path))
  const pairs: Pair[] = []
  const failed: string[] = []
  for await (const item of items) {
    if (item.kind === 'pair') pairs.push(item.pair)
    else failed.push(`${item.item} ${item.reason}`)
  }
  return { format: format.name, pairs, failed }
}

type Row = Readonly<Record<string, unknown>>
const textOf = (path: string) => readFileSync(resolve(data, path), 'utf8')
const arrayOf = (path: string) => JSON.parse(textOf(path)) as Row[]
const linesOf = (path: string) => textOf(path).split('\n').filter(Boolean)
const rowsOf = (path: string) => linesOf(path).map((line) => JSON.parse(line) as Row)
const triples = (rows: readonly Row[], sql: string) => rows.map((row) => [row.db_id, row.question, row[sql]])

describe.skipIf(absent)('published files', () => {
  test.each([
    ['spider/original/dev.json', 475],
    ['spider/original/train_spider.minimal.json', 5628],
  ])('Spider %s: %i pairs', async (path, count) => {
    const { format, pairs, failed } = await read(path)
    expect([format, pairs.length, failed]).toEqual(['spider', count, []])
    expect(triples(pairs, 'sql')).toEqual(triples(arrayOf(path), 'query'))
  })

  test.each([
    ['bird/original/dev.json', 149],
    ['bird/original/mini_dev_sqlite.json', 72],
  ])('BIRD %s: %i pairs', async (path, count) => {
    const { format, pairs, failed } = await read(path)
    expect([format, pairs.length, failed]).toEqual(['bird', count, []])
    expect(triples(pairs, 'sql')).toEqual(triples(arrayOf(path), 'SQL'))
    expect(pairs.map(({ evidence = '' }) => evidence)).toEqual(arrayOf(path).map((row) => row.evidence))
  })

  test('BIRD repeats its numbers in mini_dev, and no id repeats', async () => {
    const dev = (await read('bird/original/dev.json')).pairs
    const mini = (await read('bird/original/mini_dev_sqlite.json')).pairs
    const numbers = [...dev, ...mini].map(({ id }) => id.replace(/^.*-/, ''))
    expect(new Set(numbers).size).toBe(dev.length + mini.length - 64)
    expect(new Set([...dev, ...mini].map(({ id }) => id)).size).toBe(dev.length + mini.length)
    expect(dev.map(({ id }) => id)).toEqual(
      arrayOf('bird/original/dev.json').map((row) => `bird-dev-${row.question_id}`),
    )
  })

  test.each([
    ['spider/dev', 241],
    ['spider/train_spider', 16],
    ['spider_syn/dev', 241],
    ['spider_dk/test', 87],
    ['cosql/dev', 238],
    ['naive_paraphrase_bench/test', 57],
    ['semantic_paraphrase_bench/test', 57],
    ['missing_paraphrase_bench/test', 57],
  ])('UNITE %s: %i pairs', async (name, count) => {
    const path = `unite/unified/${name}.jsonl`
    const { format, pairs, failed } = await read(path)
    expect([format, pairs.length, failed]).toEqual(['unite', count, []])
    expect(pairs[0]!.dataset).toBe(name.split('/')[0])
    expect(triples(pairs, 'sql')).toEqual(triples(rowsOf(path), 'query'))
    expect(pairs.map(({ history }) => history)).toEqual(rowsOf(path).map((row) => row.history_text))
  })

  test('an item read through UNITE is the item read through Spider', async () => {
    const key = ({ db_id, question, sql }: Pair) => JSON.stringify([db_id, question, sql])
    const spider = new Set((await read('spider/original/dev.json')).pairs.map(key))
    const unite = (await read('unite/unified/spider/dev.jsonl')).pairs
    expect(unite.filter((pair) => !spider.has(key(pair)))).toEqual([])
  })

  test.each([
    ['spider/original/dev_gold.sql', 475],
    ['spider/original/train_gold.sql', 5848],
    ['bird/original/mini_dev_sqlite_gold.sql', 52],
    ['formats_only/test_suite_eval/gold.txt', 322],
  ])('gold text %s: %i pairs', async (path, count) => {
    const { format, pairs, failed } = await read(path)
    expect([format, pairs.length, failed]).toEqual(['gold-sql', count, []])
    expect(pairs.map(({ sql, db_id }) => `${sql}\t${db_id}`)).toEqual(
      linesOf(path)
        .map((line) => line.trimEnd())
        .filter(Boolean),
    )
  })

  test.each([
    ['spider', 6323],
    ['text2sql_data', 1255],
    ['defog', 50],
    ['cosql', 431],
  ])('Concord’s own lines of %s: %i pairs, every member that a pair has', async (name, count) => {
    const { format, pairs, failed } = await read(`${name}/pairs.jsonl`)
    expect([format, pairs.length, failed]).toEqual(['jsonl', count, []])
    for (const [index, row] of rowsOf(`${name}/pairs.jsonl`).entries())
      expect(row).toMatchObject(pairs[index]!)
  })

  test('databases: every one that is there is found, with its other instances', async () => {
    const spider = await openDatabases({ folder: resolve(data, 'spider/databases') })
    const names = new Set(rowsOf('spider/pairs.jsonl').map((row) => row.db_id as string))
    for (const name of names)
      expect(await spider.find(name)).toMatchObject({ kind: 'found', instances: { length: 1 } })
    expect(await spider.find('wta_1')).toMatchObject({ kind: 'missing' })
    const suites = await openDatabases({ folder: resolve(data, 'evaluation/spider_dev_suites') })
    expect(await suites.find('car_1')).toMatchObject({
      instances: { length: 11, 0: { name: 'car_1.sqlite' } },
    })
  })

  test('a real pointer and a real database are not taken for pairs', async () => {
    await expect(read('formats_only/lfs_pointer/soccer_1.sqlite')).rejects.toThrow('it is a Git LFS pointer')
    await expect(read('spider/databases/car_1/car_1.sqlite')).rejects.toThrow('it is binary data, not text')
  })

  test.each(['sparc/original/dev.json', 'spider/original/tables.json', 'spider_syn/original/dev.json'])(
    '%s is in no format that Concord knows, and says what it holds',
    async (path) => {
      await expect(read(path)).rejects.toThrow(
        /Cannot tell the format of .*: it holds an array of objects with "/,
      )
    },
  )
})
