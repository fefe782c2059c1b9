/** Files that are not what they are called: each kind of import says what they are, and takes what is good of them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type TestBench, testBench } from '../../test-bench.ts'
import { concord, type Ran, sentenceOf } from './concord.ts'
import { contentOf } from './content.ts'

vi.setConfig({ testTimeout: 60_000 })

let bench: TestBench
beforeEach(async () => {
  bench = await testBench()
})
afterEach(() => bench[Symbol.asyncDispose]())

const KINDS = ['questions', 'pairs', 'candidates'] as const

function line(id: string, question: string): string {
  return JSON.stringify({ id, db_id: 'cars', question, sql: 'SELECT count(*) FROM car' })
}

function importAs(kind: string, text: string): Promise<Ran> {
  writeFileSync(join(bench.folder, 'given.jsonl'), text)
  const who = kind === 'candidates' ? ['--by', 'x', '--kind', 'agent'] : []
  return concord(['--json', 'import', 'jsonl', 'given.jsonl', '--as', kind, ...who], { folder: bench.folder })
}

describe.each([...KINDS, 'benchmark'])('as %s', (kind) => {
  test.each([
    [
      'a web page',
      '\n<!DOCTYPE html>\n<html><body>Not found</body></html>',
      'it is a web page, not data | Download',
    ],
    [
      'an LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 3\n',
      'Git LFS pointer',
    ],
    ['nothing', '\n', 'it is empty'],
  ])('%s is said as what it is', async (_, text, words) => {
    expect(sentenceOf(await importAs(kind, text))).toContain(words)
    const { questions, candidates, benchmarks } = contentOf(bench.folder)
    expect([questions, candidates, benchmarks]).toEqual([[], [], []])
  })
})

describe.each(KINDS)('as %s', (kind) => {
  test('half a line and ten megabytes in one line are named with their place, and the rest comes in', async () => {
    if (kind === 'candidates')
      await importAs('questions', [line('1', 'How many?'), line('2', 'And?')].join('\n'))
    const endless = line('3', 'x'.repeat(10_000_000))
    const ran = await importAs(
      kind,
      [line('1', 'How many?'), endless, line('2', 'And?'), line('4', 'Cut').slice(0, 40)].join('\n'),
    )
    expect(ran.code, ran.err).toBe(0)
    expect(ran.json).toMatchObject({
      imported: 2,
      failed: [
        { item: 'given.jsonl line 2', reason: 'is longer than 4 million characters' },
        { item: 'given.jsonl line 4', reason: expect.stringContaining('is not valid JSON') },
      ],
    })
  })
})
