/** `concord leaks`: planted leaks of every kind are found, and what is no leak is not. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leaksReport } from '../model/leak.ts'

const program = new URL('../../dist/cli/main.js', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'concord-leaks-'))
const line = (id: string, db_id: string, question: string, sql: string) =>
  JSON.stringify({ id, db_id, question, sql })

function concord(...words: string[]) {
  return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' })
}

function write(name: string, ...lines: string[]): string {
  writeFileSync(join(folder, name), lines.join('\n'))
  return join(folder, name)
}

beforeAll(() => {
  for (const name of ['geo', 'zoo']) mkdirSync(join(folder, 'databases', name), { recursive: true })
  using geo = new DatabaseSync(join(folder, 'databases/geo/geo.sqlite'))
  geo.exec('CREATE TABLE river (name TEXT, length INTEGER)')
  using zoo = new DatabaseSync(join(folder, 'databases/zoo/zoo.sqlite'))
  zoo.exec('CREATE TABLE animal (name TEXT, legs INTEGER)')
  cpSync(join(folder, 'databases/geo'), join(folder, 'databases/copy'), { recursive: true })
  cpSync(join(folder, 'databases/copy/geo.sqlite'), join(folder, 'databases/copy/copy.sqlite'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('words, queries and patterns over one database block; the same words over another are a warning', () => {
  const train = write(
    'train.jsonl',
    line('t1', 'geo', 'Which rivers are there?', 'SELECT name FROM river'),
    line(
      't2',
      'geo',
      'How many rivers are longer than 500 km in all?',
      'SELECT count(*) FROM river WHERE length > 500',
    ),
    line('t3', 'geo', 'Show the longest', 'SELECT max(length) FROM river'),
    line('t4', 'geo', 'List every name there is', 'SELECT DISTINCT name FROM river'),
  )
  const tested = write(
    'test.jsonl',
    line('e1', 'geo', 'which  rivers are there', 'SELECT length FROM river'),
    line('e2', 'geo', 'How many rivers are longer than 700 km in all?', 'SELECT count(name) FROM river'),
    line('e3', 'geo', 'What is the greatest extent?', 'SELECT MAX(r.length) FROM river AS r'),
    line('e4', 'geo', 'Count long ones', 'SELECT count(*) FROM river WHERE length > 9'),
    line('e5', 'zoo', 'Which rivers are there?', 'SELECT name FROM animal'),
    line('e6', 'zoo', 'How many legs?', 'SELECT sum(legs) FROM animal'),
  )
  const { status, stdout } = concord('leaks', '--train', train, '--test', tested, '--json')
  const { findings, counts } = leaksReport.parse(JSON.parse(stdout))
  expect(status).toBe(1)
  expect(findings.map(({ kind, blocking, train, test }) => [kind, blocking, train, test])).toEqual([
    ['database', true, 'geo', 'geo'],
    ['exact', true, 't1', 'e1'],
    ['near', true, 't2', 'e2'],
    ['meaning', true, 't3', 'e3'],
    ['pattern', true, 't2', 'e4'],
    ['exact', false, 't1', 'e5'],
  ])
  expect(counts).toMatchObject({ database: 1, exact: 2, blocking: 5 })
})

test('a copy of a database under another name is found by its content', () => {
  const train = write('a.jsonl', line('t', 'geo', 'Which rivers are there?', 'SELECT name FROM river'))
  const tested = write(
    'b.jsonl',
    line('e', 'copy', 'How long are all of them?', 'SELECT sum(length) FROM river'),
  )
  expect(concord('leaks', '--train', train, '--test', tested, '--json').status).toBe(0)
  const databases = join(folder, 'databases')
  const { status, stdout } = concord('leaks', '--train', train, '--test', tested, '--databases', databases)
  expect(status).toBe(1)
  expect(stdout).toContain('block database geo | copy')
})
