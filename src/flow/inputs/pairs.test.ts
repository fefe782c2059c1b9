/** Reading PAIRS from disk: whatever bytes the file holds, and whatever lies in the folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Pair } from '../../model/pair.ts'
import { type PairsOptions, readPairs } from './pairs.ts'

const folder = mkdtempSync(join(tmpdir(), 'concord-pairs-'))
afterAll(() => rmSync(folder, { recursive: true }))

const row = (question: string) => JSON.stringify({ db_id: 'shop', question, query: 'SELECT 1' })

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

async function read(path: string, options?: PairsOptions): Promise<{ pairs: Pair[]; failed: string[] }> {
  const pairs: Pair[] = []
  const failed: string[] = []
  for await (const item of readPairs(path, options)) {
    if (item.kind === 'pair') pairs.push(item.pair)
    else failed.push(`${item.item} ${item.reason}`)
  }
  return { pairs, failed }
}

const questions = async (path: string) => (await read(path)).pairs.map(({ question }) => question)

test('UTF-8 and UTF-16, with byte order marks, LF or CRLF, are the same text', async () => {
  const text = `[\n${row('Où?')},\n${row('ひとつ 😀')}\n]`
  const swapped = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
  const contents = [
    text,
    `\uFEFF${text}`,
    text.replaceAll('\n', '\r\n'),
    Buffer.from(`\uFEFF${text}`, 'utf16le'),
    swapped,
  ]
  for (const content of contents) {
    expect(await questions(file('dev.json', content))).toEqual(['Où?', 'ひとつ 😀'])
  }
})

test('characters that lie across the pieces in which a file is read stay whole', async () => {
  const question = 'é😀ひ'.repeat(40_000)
  expect(await questions(file('dev.json', `[${row(question)}]`))).toEqual([question])
})

test('bytes that are not UTF-8 cost the item that holds them alone', async () => {
  const latin1 = Buffer.from(row('café'), 'latin1')
  const path = file(
    'dev.jsonl',
    Buffer.concat([Buffer.from(`${row('a')}\n`), latin1, Buffer.from(`\n${row('b')}`)]),
  )
  const { pairs, failed } = await read(path)
  expect(pairs.map(({ id }) => id.replace(/^.*-dev/, 'dev'))).toEqual(['dev-0', 'dev-2'])
  expect(failed).toEqual(['dev.jsonl line 2 holds bytes that are not UTF-8 text'])
})

test('what is no text is refused with what it is', async () => {
  const binary = Buffer.from([...Buffer.from('SQLite format 3\0'), 0, 1, 2])
  await expect(read(file('a.sqlite', binary))).rejects.toThrow('it is binary data, not text')
  const wide = Buffer.from(`[${row('a')}]`, 'utf16le')
  await expect(read(file('a.json', wide))).rejects.toThrow('it looks like UTF-16 without a byte order mark')
  await expect(read(file('a.json', ''))).rejects.toThrow('it is empty')
  await expect(read(file('a.json', '<html>'))).rejects.toThrow('it is a web page')
  await expect(read(join(folder, 'none.json'))).rejects.toThrow('there is no such file')
})

test('a cut-off array gives what came before', async () => {
  const { pairs, failed } = await read(file('dev.json', `[${row('a')},\n${row('b').slice(0, 30)}`))
  expect(pairs.map(({ id }) => id)).toEqual(['spider-dev-0'])
  expect(failed).toEqual(['dev.json item 2 (line 2) is cut off: the file ends inside it'])
})

test('the data set and split are the caller’s, else what path and format tell; ids keep the file’s split', async () => {
  const path = file('unified/cosql/dev.jsonl', row('a'))
  expect((await read(path)).pairs[0]).toMatchObject({ id: 'cosql-dev-0', dataset: 'cosql', split: 'dev' })
  const asTest = await read(path, { dataset: 'talk', split: 'test' })
  expect(asTest.pairs[0]).toMatchObject({ id: 'talk-dev-0', dataset: 'talk', split: 'test' })
})

test('a folder stands for the one file in it with pairs', async () => {
  file('one/dev.json', `[${row('a')}]`)
  file('one/tables.json', '[{"db_id": "shop", "table_names": []}]')
  file('one/dev_gold.sql', 'SELECT 1\tshop')
  file('one/README.md', 'hello')
  expect((await read(join(folder, 'one'))).pairs).toHaveLength(1)
})

test('a folder with several such files is refused with their list, unless the split tells', async () => {
  file('two/dev.json', `[${row('a')}]`)
  file('two/train_spider.json', `[${row('a')},${row('b')}]`)
  await expect(read(join(folder, 'two'))).rejects.toThrow(
    'it holds 2 such files: dev.json (spider), train_spider.json (spider)',
  )
  expect((await read(join(folder, 'two'), { split: 'train' })).pairs).toHaveLength(2)
  mkdirSync(join(folder, 'empty'), { recursive: true })
  await expect(read(join(folder, 'empty'))).rejects.toThrow('no file in it has a format that Concord knows')
})

test('a format that is named is taken at its word', async () => {
  const { pairs, failed } = await read(file('dev.json', `[${row('a')}]`), { format: 'bird' })
  expect(pairs).toEqual([])
  expect(failed).toEqual(['dev.json item 1 (line 1) has no "SQL"'])
})

test('files whose names tell no split do not get the same ids', async () => {
  const ids = async (name: string, options?: PairsOptions) =>
    (await read(file(name, `[${row('a')}]`), options)).pairs[0]!.id
  expect(await ids('first.json')).toBe('spider-first-0')
  expect(await ids('second.json')).toBe('spider-second-0')
  expect(await ids('second.json', { split: 'test' })).toBe('spider-test-second-0')
  expect(await ids('spider.json')).toBe('spider-0')
})
