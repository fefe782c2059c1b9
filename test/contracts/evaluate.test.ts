/** `concord evaluate` through the built command line, on a small database and predictions of the test's own. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EvaluateReport, evaluateReport } from '../../src/model/verdict.ts'

const main = resolve(import.meta.dirname, '../../dist/cli/main.js')
let folder = ''

/** Two singers share an age; on the second instance the singer without a country is there. */
const SHIPPED = `CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, country TEXT, age INTEGER);
  INSERT INTO singer VALUES (1, 'Joe', 'USA', 52), (2, 'Rose', 'France', 41), (3, 'Tim', 'USA', 41);`

const GOLD = [
  { id: 'count', sql: 'SELECT count(*) FROM singer' },
  { id: 'oldest-first', sql: 'SELECT name FROM singer ORDER BY age DESC' },
  {
    id: 'either',
    sql: "SELECT name FROM singer WHERE country = 'France'",
    sql_alternatives: ['SELECT id FROM singer WHERE id = 2'],
  },
  { id: 'countries', sql: 'SELECT count(country) FROM singer' },
  { id: 'gold-fails', sql: 'SELECT nothing_like_it FROM singer' },
  { id: 'gold-random', sql: 'SELECT random()' },
  { id: 'no-database', sql: 'SELECT 1', db_id: 'nowhere' },
].map((pair) => ({ db_id: 'singers', question: 'q', dataset: 'own', ...pair }))

const ANSWERS = {
  right: [
    'SELECT count(id) FROM singer',
    'SELECT name FROM singer ORDER BY age DESC, name DESC',
    'SELECT 2',
    'SELECT count(*) FROM singer',
  ],
  wrong: [
    'DELETE FROM singer',
    'SELECT name FROM singer ORDER BY age',
    'SELECT nme FROM singer',
    'SELECT 3, 3',
  ],
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-evaluate-'))
  const databases = join(folder, 'databases/singers')
  mkdirSync(databases, { recursive: true })
  makeDatabase(join(databases, 'singers.sqlite'), SHIPPED)
  makeDatabase(
    join(databases, 'singers-2.sqlite'),
    `${SHIPPED} INSERT INTO singer VALUES (4, 'Ann', NULL, 41);`,
  )
  writeLines('gold.jsonl', GOLD)
  for (const [name, answers] of Object.entries(ANSWERS)) {
    writeLines(
      `${name}.jsonl`,
      GOLD.map(({ id }, i) => ({ id, sql: answers[i] ?? 'SELECT 1' })),
    )
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

function makeDatabase(file: string, sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}

function writeLines(name: string, lines: readonly unknown[]): void {
  writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function concord(...words: string[]): Promise<Ran> {
  return new Promise((done) => {
    execFile(process.execPath, [main, ...words], { cwd: folder }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}

async function evaluate(...words: string[]): Promise<EvaluateReport> {
  const given = ['--gold', 'gold.jsonl', '--databases', 'databases', '--json', ...words]
  const { code, stdout, stderr } = await concord('evaluate', ...given)
  expect(code, stderr).toBe(0)
  return evaluateReport.parse(JSON.parse(stdout))
}

test('gold that fails, changes from run to run or has no database is excluded, with its reason', async () => {
  const { n, excluded } = await evaluate('--predictions', 'right.jsonl')
  expect(n).toBe(4)
  expect(excluded.map(({ id }) => id)).toEqual(['gold-fails', 'gold-random', 'no-database'])
  expect(excluded[0]!.reason).toContain('nothing_like_it')
  expect(excluded[2]!.reason).toContain('nowhere')
})

test('a verdict has its reason, and any of several golds may match', async () => {
  const { scores, verdicts } = await evaluate('--predictions', 'right.jsonl', 'wrong.jsonl')
  const told = (system: string) =>
    verdicts.filter((one) => one.predictions === system).map(({ match, reason }) => [match, reason])
  expect(told('right')).toEqual(Array(4).fill([true, 'match']))
  expect(verdicts.find((one) => one.id === 'either')!.gold).toBe(1)
  expect(told('wrong')).toEqual([
    [false, 'refused'],
    [false, 'order'],
    [false, 'error'],
    [false, 'column-count'],
  ])
  expect(scores.map(({ ex, correct }) => [ex, correct])).toEqual([
    [1, 4],
    [0, 0],
  ])
})

test('an order between equal keys is free, and the verdict says so', async () => {
  const { verdicts } = await evaluate('--predictions', 'right.jsonl')
  expect(verdicts.find((one) => one.id === 'oldest-first')!.flags).toContain('tie')
})

test('another instance tells queries apart that tie on the shipped database', async () => {
  const { scores, verdicts } = await evaluate('--predictions', 'right.jsonl', '--suite')
  expect(scores[0]).toMatchObject({ ex: 1, exSuite: 0.75 })
  expect(verdicts.find((one) => one.id === 'countries')).toMatchObject({
    match: false,
    shippedMatch: true,
    instance: 'singers-2.sqlite',
  })
})

test('gains, shares and paired tests are told against the base and the reference', async () => {
  const words = ['--predictions', 'right.jsonl', '--base', 'wrong.jsonl', '--reference', 'right.jsonl']
  const { scores, paired } = await evaluate(...words)
  expect(scores[0]).toMatchObject({ predictions: 'right', gainPoints: 100, gainPercent: null })
  expect(paired).toHaveLength(1)
  expect(paired[0]).toMatchObject({ a: 'right', b: 'wrong', difference: 1 })
  expect(paired[0]!.mcnemarP).toBeCloseTo(0.0625, 10)
})

test('a gold with more rows than asked for is excluded, and a runaway prediction is cut at the gold’s count', async () => {
  const { excluded } = await evaluate('--predictions', 'right.jsonl', '--max-rows', '2')
  expect(excluded.find(({ id }) => id === 'oldest-first')!.reason).toContain('more than 2 rows')
  writeLines(
    'runaway.jsonl',
    GOLD.map(({ id }) => ({
      id,
      sql: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n',
    })),
  )
  const { verdicts } = await evaluate('--predictions', 'runaway.jsonl')
  expect(new Set(verdicts.map(({ reason }) => reason))).toEqual(new Set(['row-count']))
})

test('where nothing can be judged there is no score', async () => {
  mkdirSync(join(folder, 'elsewhere/other'), { recursive: true })
  const words = ['--gold', 'gold.jsonl', '--databases', 'elsewhere', '--predictions', 'right.jsonl']
  const { code, stderr } = await concord('evaluate', ...words)
  expect(code).toBe(1)
  expect(stderr).toContain('none of the 7 gold pairs')
})

test('an instance that is no database is left out, and said', async () => {
  const file = join(folder, 'databases/singers/singers-3.sqlite')
  writeFileSync(file, '<!doctype html>')
  const words = [
    '--gold',
    'gold.jsonl',
    '--databases',
    'databases',
    '--predictions',
    'right.jsonl',
    '--suite',
  ]
  const { code, stderr } = await concord('evaluate', ...words)
  rmSync(file)
  expect(code).toBe(0)
  expect(stderr).toContain('singers-3.sqlite')
})

test('--fail-under is exit 1 for a script', async () => {
  const words = ['--gold', 'gold.jsonl', '--databases', 'databases', '--predictions', 'wrong.jsonl']
  expect((await concord('evaluate', ...words, '--fail-under', '0.5')).code).toBe(1)
  expect((await concord('evaluate', ...words, '--fail-under', '0')).code).toBe(0)
})

test('predictions that do not pair with the gold stop the run with the list', async () => {
  writeLines('short.jsonl', [
    { id: 'count', sql: 'SELECT 1' },
    { id: 'other', sql: 'SELECT 1' },
  ])
  const words = ['--gold', 'gold.jsonl', '--databases', 'databases', '--predictions', 'short.jsonl', '--json']
  const { code, stdout, stderr } = await concord('evaluate', ...words)
  expect(code).toBe(1)
  const { error } = JSON.parse(stdout)
  expect(error.message).toContain('other')
  expect(error.message).toContain('countries')
  expect(stderr).toContain(error.message)
})

test('usage that makes no sense is exit 2', async () => {
  const { code, stderr } = await concord('evaluate', '--gold', 'gold.jsonl', '--predictions', 'right.jsonl')
  expect(code).toBe(2)
  expect(stderr).toContain('--databases or --source')
})

test('the same file by two paths is one, as base and as prediction', async () => {
  const { scores } = await evaluate('--predictions', './right.jsonl', '--base', join(folder, 'right.jsonl'))
  expect(scores).toHaveLength(1)
  const words = ['--gold', 'gold.jsonl', '--databases', 'databases']
  const twice = await concord('evaluate', ...words, '--predictions', 'right.jsonl', './right.jsonl')
  expect([twice.code, twice.stderr]).toEqual([1, expect.stringContaining('is given twice')])
  const both = await concord(
    'evaluate',
    ...words,
    '--predictions',
    'right.jsonl',
    '--source',
    'sqlite:x.sqlite',
  )
  expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('both --databases and --source')])
})
