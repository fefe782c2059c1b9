/** `concord query` as scripts and people meet it: its JSON, its exit codes, its words, its speed. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { executionJson } from '../../src/model/execution.ts'
import { ATTACKED, type Scratch, scratch } from '../fixture-databases.ts'

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const ENDLESS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'

let place: Scratch
let url: string
beforeAll(() => {
  place = scratch()
  url = `sqlite:${place.database('a shop.sqlite', ATTACKED)}`
})
afterAll(() => place[Symbol.dispose]())

function query(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'query', ...words], {
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test('rows as one JSON document', () => {
  const { status, stdout } = query(
    url,
    '--json',
    '--sql',
    "SELECT 9007199254740993 AS big, 2 AS n, x'00ff' AS b, 1e999 AS far, NULL",
  )
  expect(status).toBe(0)
  const document = executionJson.parse(JSON.parse(stdout))
  expect(document).toMatchObject({
    kind: 'rows',
    columns: [
      { name: 'big', type: 'integer' },
      { name: 'n' },
      { name: 'b', type: 'blob' },
      { name: 'far' },
      { name: 'NULL' },
    ],
    rows: [['9007199254740993', 2, { base64: 'AP8=' }, 'Infinity', null]],
    rowCount: 1,
    truncated: false,
  })
})

test.each([
  ['error', 'SELECT nothing', []],
  ['refused', 'DELETE FROM people', []],
  ['timeout', ENDLESS, ['--timeout-ms', '100']],
  ['memory', 'SELECT zeroblob(100000000)', ['--memory-mb', '64']],
])('%s: exit 1, the same shape', (kind, sql, more) => {
  const { status, stdout } = query(url, '--json', '--sql', sql, ...more)
  expect(status).toBe(1)
  expect(executionJson.parse(JSON.parse(stdout))).toMatchObject({ kind })
  expect(query(url, '--sql', sql, ...more).stdout.toLowerCase()).toContain(`${kind}: `)
})

test('for people: a table, a line below it on stderr, and what was left out', () => {
  const { status, stdout, stderr } = query(
    url,
    '--sql',
    'SELECT id, name FROM people ORDER BY id',
    '--max-rows',
    '2',
  )
  expect(status).toBe(0)
  expect(stdout).toBe('id  name\n──  ─────\n 1  Ada\n 2  Grace\n')
  expect(stderr).toMatch(/^The first 2 rows · \d+ ms · there are more: --max-rows\n$/)
})

test('a hostile cell reaches neither the terminal nor the lines of the table as a command', () => {
  const sql = "SELECT char(27) || '[2J' || char(10, 155) || '31m' AS \"a\nb\""
  const { stdout } = query(url, '--sql', sql)
  expect(stdout).toBe(`a\\nb\n${'─'.repeat(20)}\n\\u{1b}[2J\\n\\u{9b}31m\n`)
  const json = query(url, '--sql', sql, '--json').stdout
  expect(json).not.toMatch(/[\u0080-\u009f]/)
  expect(JSON.parse(json).rows).toEqual([['\x1b[2J\n\u009b31m']])
})

test('what cannot be opened and wrong usage', () => {
  const missing = query('sqlite:nowhere.sqlite', '--json', '--sql', 'SELECT 1')
  expect(missing.status).toBe(1)
  expect(JSON.parse(missing.stdout)).toMatchObject({
    error: { message: expect.stringContaining('there is no file'), hint: expect.any(String) },
  })
  expect(query(url).status).toBe(2)
  expect(query(url, '--sql', 'SELECT 1', '--timeout-ms', 'soon').status).toBe(2)
})
