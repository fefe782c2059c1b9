/** Each value of SQLite arrives as what it is: big integers exact, bytes that are no UTF-8 never an error, literals in double quotes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Scratch, scratch } from '../../../test/fixture-databases.ts'
import { openSources, type Sources } from '../all.ts'
import type { Database } from '../engine.ts'

let place: Scratch
let sources: Sources
let database: Database
beforeAll(async () => {
  place = scratch()
  sources = openSources({ children: 1, spare: false })
  database = await sources.open(
    `sqlite:${place.database('values.sqlite', "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (2.5, NULL), (NULL, x'ff');")}`,
  )
})
afterAll(async () => {
  await sources.close()
  place[Symbol.dispose]()
})

const REPLACED = '\uFFFD'

test.each([
  ['1', 1n, 'integer'],
  ['1.0', 1, 'real'],
  ['9223372036854775807', 9223372036854775807n, 'integer'],
  ['-9223372036854775808', -9223372036854775808n, 'integer'],
  ['9007199254740993', 9007199254740993n, 'integer'],
  ['9e999', Number.POSITIVE_INFINITY, 'real'],
  ['NULL', null, 'null'],
  ["''", '', 'text'],
  ["'ümläut 😀'", 'ümläut 😀', 'text'],
  ["CAST(x'636166e9' AS TEXT)", `caf${REPLACED}`, 'text'],
  ["CAST(x'ff41ff' AS TEXT)", `${REPLACED}A${REPLACED}`, 'text'],
  ["CAST(x'eda080' AS TEXT)", REPLACED.repeat(3), 'text'],
  ["'a' || char(0) || 'b'", 'a\0b', 'text'],
  ["CAST(x'6100c3a900' AS TEXT)", 'a\0é\0', 'text'],
  ["x'00' || ''", '\0', 'text'],
  ["json_extract('\"a\\u0000b\"', '$')", 'a\0b', 'text'],
  ['char(97, 0x10ffff, 98)', 'a\u{10ffff}b', 'text'],
  ["x''", new Uint8Array(), 'blob'],
  ["x'00ff'", new Uint8Array([0, 255]), 'blob'],
  ['"no such column"', 'no such column', 'text'],
])('SELECT %s', async (expression, value, type) => {
  const execution = await database.run(`SELECT ${expression} AS v`)
  expect(execution).toMatchObject({ kind: 'rows', columns: [{ name: 'v', type }] })
  if (execution.kind === 'rows') expect(execution.rows).toEqual([[value]])
})

test('a column that mixes types is any; NULL does not count', async () => {
  expect(await database.run('SELECT a, b FROM t')).toMatchObject({
    columns: [{ type: 'any' }, { type: 'any' }],
  })
  expect(await database.run('SELECT a FROM t WHERE a IS NULL OR a = 1')).toMatchObject({
    columns: [{ type: 'integer' }],
  })
  expect(await database.run('SELECT a FROM t WHERE 0')).toMatchObject({
    columns: [{ type: 'null' }],
    rows: [],
  })
})

test('columns of one name stay apart', async () => {
  expect(await database.run('SELECT 1 AS a, 2 AS a')).toMatchObject({ rows: [[1n, 2n]] })
})

test('a text with a NUL is whole wherever it stands, in the order that was asked for', async () => {
  const sql = `SELECT a, b || char(0) || a AS a FROM t ORDER BY t.a DESC -- the end`
  expect(await database.run(sql)).toMatchObject({
    columns: [{ name: 'a' }, { name: 'a', type: 'text' }],
    rows: [
      [2.5, null],
      [1n, 'x\x001'],
      [null, null],
    ],
  })
  const several = 'VALUES (char(0) || 1), (char(50, 0)), (3)'
  expect(await database.run(several, { maxRows: 2 })).toMatchObject({
    rows: [['\x001'], ['2\0']],
    truncated: true,
  })
  expect(await database.run("WITH n(x) AS (SELECT 'a' || char(0)) SELECT * FROM n")).toMatchObject({
    rows: [['a\0']],
  })
  expect(await database.run('SELECT abs(random()) || char(0)')).toMatchObject({ kind: 'error' })
})
