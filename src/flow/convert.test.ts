/** Converting: what was lost is said, and the output is there whole or not at all. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ConvertReport, convertReport } from '../model/conversion.ts'
import { type ConvertOptions, convert } from './convert.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-convert-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (name: string) => join(folder, name)

async function run(options: ConvertOptions): Promise<{ report: ConvertReport; notes: string[] }> {
  const flow = convert(options)
  const notes: string[] = []
  while (true) {
    const step = await flow.next()
    if (step.done) return { report: convertReport.parse(step.value), notes }
    if (step.value.type === 'note') notes.push(step.value.text)
  }
}

const BIRD = [
  { question_id: 4, db_id: 'shop', question: 'q', evidence: 'e', SQL: 'SELECT 1', difficulty: 'simple' },
  { question_id: 4, db_id: 'shop', question: 'q', evidence: '', SQL: 'SELECT 2', difficulty: 'simple' },
  { question_id: 5, db_id: 'shop', question: 'q' },
  { question_id: 6, db_id: 'shop', question: 'q', SQL: 'SELECT\n3' },
]

test('says what was read, written, dropped and not carried', async () => {
  writeFileSync(at('dev.json'), JSON.stringify(BIRD))
  const { report, notes } = await run({ path: at('dev.json'), to: 'gold-sql', out: at('gold.sql') })
  expect(report).toEqual({
    from: 'bird',
    to: 'gold-sql',
    read: 4,
    written: 2,
    dropped: [
      { id: 'dev.json item 3 (line 1)', reason: 'has no "SQL"' },
      { id: 'bird-dev-6', reason: 'has SQL with a tab or a line break, which the format cannot hold' },
    ],
    notCarried: ['dataset', 'difficulty', 'evidence', 'id', 'question', 'split'],
  })
  expect(notes).toEqual([
    'dev.json item 2 (line 1) has the id "bird-dev-4" of dev.json item 1 (line 1); it is called "bird-dev-4-2" here',
  ])
  expect(readFileSync(at('gold.sql'), 'utf8')).toBe('SELECT 1\tshop\nSELECT 2\tshop\n')
})

test('BIRD comes back from Concord’s own format with its numbers and evidence', async () => {
  writeFileSync(at('dev.json'), JSON.stringify([BIRD[0], BIRD[3]]))
  await run({ path: at('dev.json'), to: 'jsonl', out: at('pairs.jsonl') })
  await run({ path: at('pairs.jsonl'), to: 'bird', out: at('back.json') })
  expect(JSON.parse(readFileSync(at('back.json'), 'utf8'))).toMatchObject([
    { question_id: 4, SQL: 'SELECT 1', evidence: 'e' },
    { question_id: 6, SQL: 'SELECT\n3', evidence: '' },
  ])
})

test('a conversion that fails leaves the old file as it was, and nothing else', async () => {
  writeFileSync(at('dev.json'), JSON.stringify(BIRD))
  writeFileSync(at('out'), 'old')
  await expect(run({ path: at('dev.json'), to: 'jsonl', out: at('out'), format: 'spider' })).rejects.toThrow(
    'none of its 4 items can be carried over; dev.json item 1 (line 1) has no "query"',
  )
  expect(readFileSync(at('out'), 'utf8')).toBe('old')
  expect(readdirSync(folder).sort()).toEqual(['dev.json', 'out'])
})

test('a file may be converted onto itself, and a link is followed', async () => {
  writeFileSync(at('dev.json'), JSON.stringify(BIRD))
  symlinkSync(at('dev.json'), at('link.json'))
  await run({ path: at('link.json'), to: 'jsonl', out: at('link.json') })
  expect(readFileSync(at('dev.json'), 'utf8').split('\n')[0]).toContain('"id":"bird-link-4"')
})

test('where no file can be written, it says so', async () => {
  writeFileSync(at('dev.json'), JSON.stringify(BIRD))
  mkdirSync(at('folder'))
  const path = at('dev.json')
  await expect(run({ path, to: 'jsonl', out: at('folder') })).rejects.toThrow('a folder is there')
  await expect(run({ path, to: 'jsonl', out: at('none/out') })).rejects.toThrow('there is no such folder')
  await expect(run({ path, to: 'jsonl', out: '/dev/null' })).rejects.toThrow(
    'something that is not a file is there',
  )
})
