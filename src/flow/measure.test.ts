/** `concord measure` over published pairs: the JSON has its shape, and what cannot be measured is said. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { measureReport } from '../model/measure.ts'

const program = new URL('../../dist/cli/main.js', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'concord-measure-'))

function concord(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

beforeAll(() => {
  using db = new DatabaseSync(join(folder, 'geo.sqlite'))
  db.exec('CREATE TABLE river (name TEXT, length INTEGER)')
  const line = (id: string, question: string, sql?: string) =>
    JSON.stringify({ id, db_id: 'geo', question, sql, split: 'train' })
  writeFileSync(
    join(folder, 'seed.jsonl'),
    [
      line('1', 'Which rivers?', 'SELECT name FROM river'),
      line('2', 'How many?', 'SELECT count(*) FROM river'),
    ].join('\n'),
  )
  writeFileSync(
    join(folder, 'more.jsonl'),
    [line('1', 'Which rivers?', 'SELECT name FROM river'), line('3', 'How long?')].join('\n'),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

test('two stages over one source, as JSON and for people', () => {
  const words = [
    'measure',
    '--pairs',
    join(folder, 'seed.jsonl'),
    join(folder, 'more.jsonl'),
    '--source',
    `sqlite:${join(folder, 'geo.sqlite')}`,
  ]
  const { status, stdout } = concord(...words, '--json')
  expect(status).toBe(0)
  const { stages, changes } = measureReport.parse(JSON.parse(stdout))
  expect(stages.map(({ name, n, withSql, complete }) => ({ name, n, withSql, complete }))).toEqual([
    { name: 'seed', n: 2, withSql: 2, complete: true },
    { name: 'more', n: 2, withSql: 1, complete: false },
  ])
  expect(stages[0]!.columns).toMatchObject({ used: 1, total: 2 })
  expect(changes).toHaveLength(1)
  const text = concord(...words).stdout
  expect(text).toContain('Incomplete: fewer than 95 % of the questions have SQL (more)')
  expect(text).toContain('small differences mean nothing')
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('a stage that holds no pair of the split asked for is refused', () => {
  const { status, stderr } = concord(
    'measure',
    '--pairs',
    join(folder, 'seed.jsonl'),
    '--source',
    `sqlite:${join(folder, 'geo.sqlite')}`,
    '--split',
    'nowhere',
  )
  expect(status).toBe(1)
  expect(stderr).toContain('it has no pairs of the split "nowhere"')
})

const spider = new URL('../../../shared/data/spider/', import.meta.url).pathname

describe.skipIf(!existsSync(spider))('on Spider dev (skipped where ../shared/data/spider is absent)', () => {
  test('every query is parsed and every name found', () => {
    const { stdout } = concord(
      'measure',
      '--pairs',
      join(spider, 'pairs.jsonl'),
      '--split',
      'dev',
      '--databases',
      join(spider, 'databases'),
      '--json',
    )
    const [stage] = measureReport.parse(JSON.parse(stdout)).stages
    expect(stage).toMatchObject({ n: 475, withSql: 475, complete: true })
    expect(stage!.patterns).toMatchObject({ parsed: 475, unparsed: 0 })
    expect(stage!.columns.unresolved).toEqual([])
  })
})
