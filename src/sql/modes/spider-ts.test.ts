/** The slips of test-suite-sql-eval and BIRD that the parity modes repeat. */
import { expect, test } from 'vitest'
import { answerOf } from '../../../test/answer-of.ts'
import type { Cell } from '../../model/cell.ts'
import { MODES } from './all.ts'
import { byCodePoint, pythonFloat, pythonSortKey } from './python-values.ts'

const spider = MODES['spider-ts']

function judge(
  mode: keyof typeof MODES,
  gold: readonly Cell[][],
  prediction: readonly Cell[][],
  sql = 'SELECT 1',
) {
  return MODES[mode].judge({ gold: sql, prediction: 'SELECT 2' }, [
    { instance: 'one', gold: answerOf(gold), prediction: answerOf(prediction) },
  ]).match
}

test.each([
  ['SELECT DISTINCT a, count(distinct b) FROM t', 'SELECT  a, count( b) FROM t'],
  ['SELECT "distinct", \'distinct\', `distinct`, [distinct] FROM t', undefined],
  ['SELECT a -- distinct\nFROM t /* distinct */', undefined],
  ["SELECT 'it''s distinct' FROM t", undefined],
  ["SELECT 'it\\'s distinct' FROM t", undefined],
  ['SELECT DISTINCT(a) FROM t', 'SELECT (a) FROM t'],
  ['SELECT distinct_a, :distinct FROM t', undefined],
  ['SELECT t.distinct FROM t', 'SELECT t. FROM t'],
  ['SELECT a FROM t; SELECT DISTINCT b', 'SELECT a FROM t;'],
  ["SELECT ';' FROM t; SELECT 1", "SELECT ';' FROM t;"],
  ['SELECT a FROM t WHERE a > = 1', 'SELECT a FROM t WHERE a >= 1'],
  ["SELECT 'a > = b'", "SELECT 'a >= b'"],
  ['SELECT year ( curdate ( ) ) - 1', 'SELECT 2020- 1'],
])('spider-ts runs %j as %j', (sql, prepared) => {
  expect(spider.prepare(sql)).toBe(prepared ?? sql)
})

test('the variant that keeps DISTINCT keeps it, and what follows the first statement', () => {
  expect(MODES['spider-ts-keep-distinct'].prepare('SELECT DISTINCT a; SELECT 1')).toBe(
    'SELECT DISTINCT a; SELECT 1',
  )
})

test('(1, 10) and (1.0, 10) differ in spider-ts, and only there', () => {
  expect(judge('spider-ts', [[1n, 10n]], [[1, 10n]])).toBe(false)
  expect(judge('bird-ex', [[1n, 10n]], [[1, 10n]])).toBe(true)
  expect(judge('strict', [[1n, 10n]], [[1, 10n]])).toBe(true)
  expect(judge('spider-ts', [[1n], [10n]], [[1], [10n]])).toBe(true)
})

test('order counts by the letters "order by" anywhere in the gold', () => {
  const [rows, turned]: [Cell[][], Cell[][]] = [
    [[1n], [2n]],
    [[2n], [1n]],
  ]
  expect(judge('spider-ts', rows, turned, 'SELECT a FROM (SELECT a FROM t ORDER BY a)')).toBe(false)
  expect(judge('spider-ts', rows, turned, 'SELECT a FROM t ORDER  BY a')).toBe(true)
})

test('each instance may take its own order of columns in spider-ts', () => {
  const outcomes = [
    { instance: 'one', gold: answerOf([[1n, 2n]]), prediction: answerOf([[1n, 2n]]) },
    { instance: 'two', gold: answerOf([[1n, 2n]]), prediction: answerOf([[2n, 1n]]) },
  ]
  expect(spider.judge({ gold: 'SELECT 1', prediction: 'SELECT 1' }, outcomes).match).toBe(true)
})

test('bytes that are no text are skipped by spider-ts and stop BIRD', () => {
  expect(judge('spider-ts', [['caf']], [['caf\uFFFD']])).toBe(true)
  expect(judge('bird-ex', [['caf\uFFFD']], [['caf\uFFFD']])).toBe(false)
})

test('BIRD compares sets by position', () => {
  expect(judge('bird-ex', [[1n], [1n]], [[1n]])).toBe(true)
  expect(judge('bird-ex', [[1n, 2n]], [[2n, 1n]])).toBe(false)
  expect(judge('bird-ex', [[null]], [['None']])).toBe(false)
})

test('a text without a statement is an empty result where Python runs it', () => {
  const outcome = {
    instance: 'one',
    gold: answerOf([], ['any']),
    prediction: { kind: 'refused', message: '', elapsedMs: 0 },
  } as const
  const said = (name: keyof typeof MODES) =>
    MODES[name].judge({ gold: 'SELECT 1', prediction: ' ;' }, [outcome]).match
  expect([said('strict'), said('spider-ts'), said('spider-ts-keep-distinct'), said('bird-ex')]).toEqual([
    false,
    false,
    true,
    true,
  ])
})

test.each([
  [1, '1.0'],
  [-2.5, '-2.5'],
  [1e15, '1000000000000000.0'],
  [1e16, '1e+16'],
  [1.5e21, '1.5e+21'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1.25e-7, '1.25e-07'],
  [123456.789, '123456.789'],
  [-0, '-0.0'],
  [1e300, '1e+300'],
  [Number.NEGATIVE_INFINITY, '-inf'],
])('Python prints %d as %s', (value, printed) => {
  expect(pythonFloat(value)).toBe(printed)
})

test('bytes and order of texts are as in Python', () => {
  expect(pythonSortKey(Uint8Array.of(0, 39, 34, 92, 10, 65, 200))).toBe(
    `b'\\x00\\'"\\\\\\nA\\xc8'<class 'bytes'>`,
  )
  expect(pythonSortKey(Uint8Array.of(39))).toBe(`b"'"<class 'bytes'>`)
  expect(['\u{1F600}', '\uFF5E', 'a', ''].sort(byCodePoint)).toEqual(['', 'a', '\uFF5E', '\u{1F600}'])
})
