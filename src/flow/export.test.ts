/** Each format's lines hold the prompt that models are asked with and the gold; the card says what they are. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { collect } from '../../test/collect.ts'
import { settledWorkspace } from '../../test/settled-workspace.ts'
import { TRAINING_FORMATS } from '../formats/training/all.ts'
import { exportReport } from '../model/release.ts'
import { exportRelease } from './export.ts'
import { readPairs } from './inputs/pairs.ts'
import { createRelease } from './release.ts'

const QUESTIONS = [
  { text: 'How many books?', sql: 'SELECT count(*) FROM book' },
  { text: 'Titles | of "long" books', sql: 'SELECT title FROM book WHERE pages > 100', recorded: true },
  { text: 'Which shelves are there?', sql: 'SELECT DISTINCT shelf FROM book' },
]

async function exported(format: string) {
  const one = await settledWorkspace({ questions: QUESTIONS })
  await collect(createRelease(one.bench, { name: 'gold', val: 0.34, test: 0, licence: 'cc-by-4.0' }))
  const out = join(one.folder, 'out')
  const options = { format, release: 'gold', out, schemaTokens: 6_000 }
  const report = exportReport.parse(await collect(exportRelease(one.bench, options)))
  const lines = report.files.flatMap(({ path }) =>
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  )
  return { one, out, report, lines }
}

describe.each(Object.keys(TRAINING_FORMATS))('%s', (format) => {
  test('every pair is in one file, with its gold, and recorded ones are marked', async () => {
    const { one, out, report, lines } = await exported(format)
    await using _ = one
    expect(report).toMatchObject({ written: 3, recorded: true })
    expect(report.files.map(({ pairs }) => pairs)).toEqual([2, 1])
    const text = lines.map((line) => JSON.stringify(line))
    for (const { sql } of QUESTIONS)
      expect(text.some((line) => line.includes(JSON.stringify(sql)))).toBe(true)
    expect(lines.filter((line) => line.meta.recorded).map((line) => line.meta.id)).toHaveLength(1)
    if (format !== 'jsonl') expect(text.every((line) => line.includes('CREATE TABLE'))).toBe(true)
    expect(readdirSync(out, { recursive: true }).some((name) => String(name).endsWith('.part'))).toBe(false)
  })
})

test('the card has front matter that the hub reads, and tables that a hostile name cannot break', async () => {
  const { one, out } = await exported('hf')
  await using _ = one
  const card = readFileSync(join(out, 'README.md'), 'utf8')
  const front = parse(card.split('---\n')[1]!)
  expect(front).toMatchObject({ license: 'cc-by-4.0', size_categories: ['n<1K'] })
  for (const { path } of front.configs[0].data_files) expect(existsSync(join(out, path))).toBe(true)
  expect(card).toContain('Recorded example answers: they show the tool, not a model')
  expect(card).toContain('| by a reviewer | 3 |')
})

test('exported lines of Concord are read again as pairs', async () => {
  const { one, report } = await exported('jsonl')
  await using _ = one
  const items = []
  for await (const item of readPairs(report.files[0]!.path)) items.push(item)
  expect(items.map((item) => item.kind)).toEqual(['pair', 'pair'])
})

test('an unknown format or release names the nearest', async () => {
  await using one = await settledWorkspace({ questions: QUESTIONS })
  const options = { out: one.folder, schemaTokens: 100 }
  const wrong = collect(exportRelease(one.bench, { ...options, format: 'alpacca', release: 'x' }))
  await expect(wrong).rejects.toMatchObject({ hint: 'Did you mean "alpaca"?' })
  const none = collect(exportRelease(one.bench, { ...options, format: 'chat', release: 'x' }))
  await expect(none).rejects.toThrow('Cannot find the release "x"')
})
