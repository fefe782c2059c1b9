/** Mode `strict` on the traps that published evaluators fell into, and on ties. */
import { describe, expect, test } from 'vitest'
import { answerOf } from '../../../test/answer-of.ts'
import { sqliteWith } from '../../../test/sqlite-answers.ts'
import type { Cell } from '../../model/cell.ts'
import type { Execution } from '../../model/execution.ts'
import { strict } from './strict.ts'

type Cells = readonly (readonly Cell[])[]

function verdict(gold: Cells | Execution, prediction: Cells | Execution, sql = 'SELECT x FROM t') {
  const asExecution = (given: Cells | Execution) => ('kind' in given ? given : answerOf(given))
  const outcome = { instance: 'one', gold: asExecution(gold), prediction: asExecution(prediction) }
  return strict.judge({ gold: sql, prediction: 'SELECT y FROM t' }, [outcome])
}

describe('values', () => {
  test.each<[string, Cell, Cell, boolean]>([
    ['text with zeros before it', '007', '7', false],
    ['text and number', '7', 7n, false],
    ['NULL and zero', null, 0n, false],
    ['NULL and empty text', null, '', false],
    ['NULL and the word None', null, 'None', false],
    ['integer and real', 1n, 1, true],
    ['sums in another order', 0.1 + 0.2, 0.3, true],
    ['close is not equal', 0.334, 0.339, false],
    ['neighbours beyond 2^53', 9007199254740993n, 9007199254740992n, false],
    ['a real next to an integer', 9007199254740993n, 9007199254740992, true],
    ['tiny reals', 1e-13, 0n, true],
    ['case', 'USA', 'usa', false],
    ['a space behind', 'X ', 'X', false],
    ['bytes', Uint8Array.of(1, 2), Uint8Array.of(1, 2), true],
    ['bytes and text', Uint8Array.of(65), 'A', false],
    ['infinity and a large number', Number.POSITIVE_INFINITY, 1e308, false],
    ['true and one, where there are booleans', true, 1n, false],
  ])('%s', (_, gold, prediction, same) => {
    expect(verdict([[gold]], [[prediction]]).match).toBe(same)
    expect(verdict([[prediction]], [[gold]]).match).toBe(same)
  })

  test('decimals and 64-bit integers that come as text are numbers by their type', () => {
    expect(verdict(answerOf([['1.10']], ['numeric']), answerOf([[1.1]])).match).toBe(true)
    expect(verdict(answerOf([['9007199254740993']], ['bigint']), answerOf([[9007199254740993n]])).match).toBe(
      true,
    )
    expect(
      verdict(answerOf([['1.10']], ['numeric']), answerOf([['1.100000000001']], ['numeric'])).match,
    ).toBe(false)
    expect(verdict(answerOf([['2020-01-01']], ['date']), answerOf([['2020-01-01']], ['text'])).match).toBe(
      false,
    )
  })

  test('a text that is no number in a decimal column stays a text', () => {
    expect(verdict(answerOf([['NaN']], ['numeric']), answerOf([['NaN']], ['numeric'])).match).toBe(true)
  })
})

describe('rows and columns', () => {
  test('duplicates count', () => {
    expect(verdict([[1n], [1n], [2n]], [[1n], [2n], [2n]]).reason).toBe('values')
    expect(verdict([[1n], [1n]], [[1n]]).reason).toBe('row-count')
  })

  test('columns keep their rows together', () => {
    expect(
      verdict(
        [
          [1n, 'a'],
          [2n, 'b'],
        ],
        [
          [1n, 'b'],
          [2n, 'a'],
        ],
      ).reason,
    ).toBe('values')
  })

  test('another order of columns is right, and flagged', () => {
    expect(
      verdict(
        [
          [1n, 'a'],
          [2n, 'b'],
        ],
        [
          ['b', 2n],
          ['a', 1n],
        ],
      ),
    ).toEqual({
      match: true,
      reason: 'match',
      flags: ['columns-permuted'],
    })
  })

  test('a column too many is wrong, even on no rows', () => {
    expect(verdict(answerOf([], ['any']), answerOf([], ['any', 'any'])).reason).toBe('column-count')
  })

  test('an empty gold is not any one-row result', () => {
    expect(verdict(answerOf([], ['any']), [['']]).reason).toBe('row-count')
  })

  test('one order of columns has to fit every instance', () => {
    const straight = { instance: 'one', gold: answerOf([[1n, 2n]]), prediction: answerOf([[1n, 2n]]) }
    const turned = { instance: 'two', gold: answerOf([[1n, 2n]]), prediction: answerOf([[2n, 1n]]) }
    const queries = { gold: 'SELECT a, b FROM t', prediction: 'SELECT b, a FROM t' }
    expect(strict.judge(queries, [turned]).match).toBe(true)
    expect(strict.judge(queries, [straight, turned])).toMatchObject({
      match: false,
      reason: 'values',
      instance: 'two',
    })
  })

  test('instances with other columns than the shipped database have no order of columns in common', () => {
    const narrow = { instance: 'one', gold: answerOf([[1n]]), prediction: answerOf([[1n]]) }
    const wide = { instance: 'two', gold: answerOf([[1n, 2n]]), prediction: answerOf([[1n, 2n]]) }
    const queries = { gold: 'SELECT * FROM t', prediction: 'SELECT * FROM t' }
    expect(strict.judge(queries, [narrow, wide])).toMatchObject({ reason: 'column-count', instance: 'two' })
  })

  test('nine flags in another order take no time', () => {
    let state = 7
    const bit = () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0
      return BigInt((state >>> 16) & 1)
    }
    const rows = Array.from({ length: 60 }, () => Array.from({ length: 9 }, bit))
    const began = performance.now()
    expect(
      verdict(
        rows,
        rows.map((row) => [...row].reverse()),
      ).match,
    ).toBe(true)
    expect(
      verdict(
        rows,
        rows.map(([first, ...rest]) => [...rest.reverse(), 1n - first!]),
      ).match,
    ).toBe(false)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

describe('order', () => {
  const run = sqliteWith(`CREATE TABLE t(name TEXT, age INT, city TEXT);
    INSERT INTO t VALUES ('Ann',30,'X'),('Bob',20,'Y'),('Cid',30,'Z'),('Dan',40,'X'),('Eve',20,'Z');
    CREATE TABLE v(id INT, k INT, s TEXT COLLATE NOCASE, ts REAL);
    INSERT INTO v VALUES (1,1,'a',1700000000.5),(2,1,'A',1700000001.5),(3,2,'b',1700000002.5),(4,3,'B',1700000003.5)`)
  const judged = (gold: string, prediction: string) => {
    const auxiliary = strict.auxiliary?.(gold)
    const keys = auxiliary === undefined ? {} : { goldKeys: run(auxiliary) }
    return strict.judge({ gold, prediction }, [
      { instance: 'one', gold: run(gold), prediction: run(prediction), ...keys },
    ])
  }

  test.each([
    ['SELECT name FROM t ORDER BY age', 'SELECT name FROM t ORDER BY age, name DESC'],
    ['SELECT name, age FROM t ORDER BY age', 'SELECT name, age FROM t ORDER BY age, name DESC'],
    ['SELECT name FROM t ORDER BY age LIMIT 1', "SELECT 'Eve'"],
    ['SELECT name FROM t ORDER BY age DESC LIMIT 2', "SELECT 'Dan' UNION ALL SELECT 'Cid'"],
    ['SELECT name FROM t ORDER BY age DESC LIMIT 1 OFFSET 1', "SELECT 'Cid'"],
    ['SELECT city, count(*) AS n FROM t GROUP BY city ORDER BY n DESC LIMIT 1', "SELECT 'Z', 2"],
    ['SELECT city FROM t GROUP BY city ORDER BY count(*) DESC LIMIT 1', "SELECT 'Z'"],
    ['SELECT DISTINCT age FROM t ORDER BY age LIMIT 2', 'SELECT 20 UNION ALL SELECT 30'],
    ['SELECT name AS n FROM t ORDER BY length(n) + 0 * age LIMIT 1', "SELECT 'Cid'"],
    ['SELECT name FROM t ORDER BY random() LIMIT 1', "SELECT 'Dan'"],
    [
      "SELECT name FROM t ORDER BY replace(replace(city, 'X', 'z'), 'Y', 'Z') COLLATE NOCASE LIMIT 1",
      "SELECT 'Eve'",
    ],
    ['SELECT name FROM t ORDER BY 2 - 1, name LIMIT 1', "SELECT 'Ann'"],
    ['SELECT DISTINCT name FROM t ORDER BY age', 'SELECT name FROM t ORDER BY age, name DESC'],
    ['SELECT DISTINCT name FROM t ORDER BY age LIMIT 1', "SELECT 'Eve'"],
    ['SELECT id FROM v ORDER BY s', 'SELECT id FROM v ORDER BY s, id DESC'],
    ['SELECT s FROM v ORDER BY s LIMIT 1', "SELECT 'A'"],
    ['SELECT s AS x FROM v ORDER BY x DESC LIMIT 1', "SELECT 'B'"],
    ["SELECT id FROM v ORDER BY '' || s COLLATE NOCASE", 'SELECT id FROM v ORDER BY s, id DESC'],
    ['SELECT name FROM t ORDER BY age LIMIT 1 OFFSET 1+1', "SELECT 'Cid'"],
    ['SELECT name FROM t ORDER BY age LIMIT (SELECT 2), 1', "SELECT 'Cid'"],
    ['SELECT name FROM t ORDER BY age LIMIT 1 OFFSET -1', "SELECT 'Eve'"],
    ['SELECT city, count(*) AS n FROM t GROUP BY city ORDER BY n * 2 DESC LIMIT 1', "SELECT 'Z', 2"],
    [
      'SELECT id, rank() OVER (ORDER BY k) AS r FROM v ORDER BY r',
      'SELECT id, rank() OVER (ORDER BY k) FROM v ORDER BY 2, 1 DESC',
    ],
  ])('%s may answer as %s', (gold, prediction) => {
    expect(judged(gold, prediction)).toMatchObject({ match: true })
  })

  test.each([
    ['SELECT name FROM t ORDER BY age', 'SELECT name FROM t ORDER BY age DESC', 'order'],
    ['SELECT name FROM t ORDER  BY age', 'SELECT name FROM t ORDER BY age DESC', 'order'],
    ['SELECT name FROM t ORDER BY age LIMIT 1', "SELECT 'Ann'", 'values'],
    ['SELECT name FROM t ORDER BY age DESC LIMIT 2', "SELECT 'Ann' UNION ALL SELECT 'Cid'", 'values'],
    ['SELECT name FROM t ORDER BY age DESC LIMIT 2', "SELECT 'Cid' UNION ALL SELECT 'Dan'", 'values'],
    [
      'SELECT age FROM t UNION SELECT 5 ORDER BY age',
      'SELECT age FROM t UNION SELECT 5 ORDER BY 1 DESC',
      'order',
    ],
    ['SELECT id FROM v ORDER BY ts DESC LIMIT 1', 'SELECT 1', 'values'],
    ['SELECT id FROM v ORDER BY ts', 'SELECT id FROM v ORDER BY ts DESC', 'order'],
    ['SELECT ts FROM v', 'SELECT ts + 3 FROM v', 'values'],
    ['SELECT 1 AS k, id FROM v ORDER BY k + 0', 'SELECT 1, id FROM v ORDER BY id DESC', 'order'],
    ['SELECT 1 AS "k", id FROM v ORDER BY -"k"', 'SELECT 1, id FROM v ORDER BY k', 'order'],
    [
      'SELECT DISTINCT city FROM t ORDER BY age DESC',
      'SELECT DISTINCT city FROM t ORDER BY city DESC',
      'order',
    ],
    ['SELECT name FROM t ORDER BY age LIMIT 1 OFFSET 1+1', "SELECT 'Bob'", 'values'],
  ])('%s may not answer as %s', (gold, prediction, reason) => {
    expect(judged(gold, prediction)).toMatchObject({ match: false, reason })
  })

  test.each([
    'SELECT name FROM t WHERE age IN (SELECT age FROM t ORDER BY age LIMIT 3)',
    'WITH x AS (SELECT name FROM t WHERE age < 40 ORDER BY age) SELECT name FROM x',
    'SELECT name FROM (SELECT name, rank() OVER (ORDER BY age) FROM t WHERE age < 40)',
  ])('an order inside does not count: %s', (gold) => {
    expect(judged(gold, 'SELECT name FROM t WHERE age < 40 ORDER BY name DESC').match).toBe(true)
  })

  test('a tie is flagged where the gold leaves a choice, and only there', () => {
    const flags = (sql: string) => judged(sql, sql).flags
    expect(flags('SELECT name FROM t ORDER BY age LIMIT 1')).toEqual(['tie'])
    expect(flags('SELECT name FROM t ORDER BY age DESC LIMIT 1')).toEqual([])
    expect(flags('SELECT age FROM t ORDER BY age')).toEqual([])
  })

  test('without the auxiliary answer only the very sequence is right', () => {
    const gold = 'SELECT name FROM t ORDER BY age LIMIT 1'
    const other = { instance: 'one', gold: run(gold), prediction: run("SELECT 'Eve'") }
    expect(strict.judge({ gold, prediction: '' }, [other]).match).toBe(false)
  })

  test('an output that has several keys has no certain place', () => {
    const gold = 'SELECT DISTINCT city FROM t ORDER BY age'
    expect(judged(gold, gold)).toMatchObject({ match: true, flags: [] })
  })

  test('chance and the clock are flagged', () => {
    expect(judged("SELECT date('now')", "SELECT date('now')").flags).toContain('nondeterministic')
    expect(judged("SELECT date('2020-01-01')", "SELECT date('2020-01-01')").flags).toEqual([])
  })

  test('a double-quoted text that names nothing is flagged', () => {
    const names = new Set(['t', 'name', 'age', 'city'])
    const flagsOf = (prediction: string) =>
      strict.judge({ gold: 'SELECT 1', prediction, names }, [
        { instance: 'one', gold: run('SELECT 1'), prediction: run('SELECT 1') },
      ]).flags
    expect(flagsOf('SELECT name FROM t WHERE "citty" = \'X\'')).toContain('dqs')
    expect(flagsOf('SELECT "name" AS "who" FROM t ORDER BY "who"')).toEqual([])
  })
})
