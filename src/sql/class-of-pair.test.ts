/** Every pair of queries has exactly one class, whoever comes first. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerOf } from '../../test/answer-of.ts'
import { sqliteWith } from '../../test/sqlite-answers.ts'
import { CLASSES } from '../model/agreement.ts'
import type { Execution } from '../model/execution.ts'
import { auxiliaryQuery, classOfPair } from './class-of-pair.ts'
import type { Answers } from './difference.ts'

const TABLES = 'CREATE TABLE t(name TEXT, age INT, city TEXT, pay REAL);'
const shipped = sqliteWith(`${TABLES}
  INSERT INTO t VALUES ('Ann',30,'X',10.0),('Bob',20,'Y',20.5),('Cid',30,'Z',30.25),('Dan',40,'X',0.1),('Eve',20,'Z',NULL)`)
const other = sqliteWith(`${TABLES}
  INSERT INTO t VALUES ('Ann',41,'X',1.0),('Zoe',20,'X',20.5),('Ann',33,'Q',5.0)`)

function answersOf(a: string, b: string, run = shipped, instance = 'shipped'): Answers {
  const keys = (sql: string) => {
    const auxiliary = auxiliaryQuery(sql)
    return auxiliary === undefined ? undefined : run(auxiliary)
  }
  const [aKeys, bKeys] = [keys(a), keys(b)]
  return { instance, a: run(a), b: run(b), ...(aKeys && { aKeys }), ...(bKeys && { bKeys }) }
}

const classify = (a: string, b: string) => classOfPair({ a, b }, [answersOf(a, b)])
const classifyOnBoth = (a: string, b: string) =>
  classOfPair({ a, b }, [answersOf(a, b), answersOf(a, b, other, 'other')])

const EXAMPLES = [
  ['error', 'SELECT nope FROM t', 'SELECT name FROM t'],
  ['error', 'SELECT nope FROM t', 'SELECT nope FROM t'],
  ['refused', 'DELETE FROM t', 'SELECT name FROM t'],
  ['same-text', 'SELECT name FROM t', 'select name from T;'],
  ['same-ast', 'SELECT x.name FROM t AS x', 'SELECT name FROM t'],
  ['differ-columns-only', 'SELECT name FROM t', 'SELECT age, name FROM t'],
  ['differ', 'SELECT name FROM t', 'SELECT age, city FROM t'],
  ['differ-order-only', 'SELECT name FROM t ORDER BY age', 'SELECT name FROM t ORDER BY age DESC'],
  ['differ-order-only', 'SELECT name FROM t ORDER BY name DESC', 'SELECT name FROM t'],
  ['differ-duplicates-only', 'SELECT city FROM t', 'SELECT DISTINCT city FROM t'],
  ['differ-rounding-only', 'SELECT avg(pay) FROM t', 'SELECT round(avg(pay), 3) FROM t'],
  ['differ', 'SELECT name FROM t WHERE age > 30', 'SELECT name FROM t WHERE age < 30'],
  ['same-on-shipped', 'SELECT name FROM t ORDER BY age', 'SELECT name FROM t ORDER BY age, name DESC'],
  [
    'same-on-shipped',
    'SELECT name FROM t ORDER BY age LIMIT 1',
    'SELECT name FROM t ORDER BY age, name DESC LIMIT 1',
  ],
  ['same-on-shipped', 'SELECT name, age FROM t', 'SELECT age, name FROM t'],
] as const

test.each(EXAMPLES)('%s: %s | %s', (expected, a, b) => {
  expect(classify(a, b).class).toBe(expected)
  expect(classify(b, a).class).toBe(expected)
})

describe('failures', () => {
  const timeout: Execution = { kind: 'timeout', message: 'stopped', elapsedMs: 0 }
  const error: Execution = { kind: 'error', message: 'no such table', elapsedMs: 0 }
  const rows = answerOf([[1n]])
  const of = (a: Execution, b: Execution) =>
    classOfPair({ a: 'SELECT 1', b: 'SELECT 1' }, [{ instance: 'one', a, b }])

  test('the side that failed is named', () => {
    expect(of(error, rows)).toMatchObject({ class: 'error', side: 'a', reason: 'no such table' })
    expect(of(rows, timeout)).toMatchObject({ class: 'timeout', side: 'b' })
  })

  test('two identical broken queries are a failure, and of two failures the first class counts', () => {
    expect(of(error, error)).toMatchObject({ class: 'error', side: 'both' })
    expect(of(timeout, error)).toMatchObject({ class: 'error', side: 'both' })
  })
})

describe('other instances', () => {
  test('a tie on the shipped data that another instance breaks', () => {
    const found = classifyOnBoth('SELECT name FROM t WHERE age > 30', "SELECT name FROM t WHERE name = 'Dan'")
    expect(found).toMatchObject({ class: 'same-on-shipped-only', instance: 'other' })
  })

  test('a query that fails elsewhere is told apart', () => {
    const [a, b] = ['SELECT name FROM t', "SELECT name || '' FROM t"]
    const failing = {
      instance: 'third',
      a: shipped(a),
      b: { kind: 'timeout', message: '', elapsedMs: 0 } as const,
    }
    const found = classOfPair({ a, b }, [answersOf(a, b), failing])
    expect(found).toMatchObject({ class: 'same-on-shipped-only', instance: 'third' })
  })

  test('the same everywhere', () => {
    expect(classifyOnBoth('SELECT name FROM t', "SELECT name || '' FROM t").class).toBe(
      'same-on-all-instances',
    )
  })

  test('an instance on which both fail tells nothing', () => {
    const [a, b] = ['SELECT name FROM t', "SELECT name || '' FROM t"]
    const failed = { kind: 'timeout', message: '', elapsedMs: 0 } as const
    expect(classOfPair({ a, b }, [answersOf(a, b), { instance: 'x', a: failed, b: failed }]).class).toBe(
      'same-on-shipped',
    )
  })

  test('one order of columns has to fit all instances', () => {
    const queries = { a: 'SELECT a, b FROM t', b: 'SELECT b, a FROM t' }
    const straight = { instance: 'one', a: answerOf([[1n, 2n]]), b: answerOf([[1n, 2n]]) }
    const turned = { instance: 'two', a: answerOf([[1n, 2n]]), b: answerOf([[2n, 1n]]) }
    expect(classOfPair(queries, [straight, turned])).toMatchObject({
      class: 'same-on-shipped-only',
      instance: 'two',
    })
  })
})

test('a result that was cut is never called the same', () => {
  const cut = { ...answerOf([[1n]]), truncated: true }
  expect(classOfPair({ a: 'SELECT a', b: 'SELECT b' }, [{ instance: 'one', a: cut, b: cut }]).class).toBe(
    'differ',
  )
})

test('instances whose results are of other widths do not agree under one order of columns', () => {
  const [one, two] = [answerOf([[1n]]), answerOf([[1n, 1n]])]
  const told = [one, two].map((rows, at) => ({ instance: `i${at}`, a: rows, b: rows }))
  const found = classOfPair({ a: 'SELECT x FROM t', b: 'SELECT y FROM t' }, told as [Answers, ...Answers[]])
  expect(found).toMatchObject({ class: 'same-on-shipped-only', instance: 'i1' })
})

/** Small results with ties, duplicates, NULL and near numbers, and texts that ask for an order or do not. */
const cell = fc.constantFrom(null, 0n, 1n, 1, 1.00001, 'a', 'b')
const rows = (width: number) =>
  fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 4 })
const answer: fc.Arbitrary<Execution> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .integer({ min: 1, max: 3 })
      .chain((width) => rows(width).map((r) => answerOf(r, Array(width).fill('any')))),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('error', 'timeout', 'memory', 'refused')
      .map((kind) => ({ kind, message: kind, elapsedMs: 0 }) as Execution),
  },
)
const query = fc.constantFrom(
  'SELECT x FROM t',
  'SELECT y FROM t',
  'SELECT y FROM t ORDER BY 1',
  'SELECT y, x FROM t ORDER BY 1 DESC',
)

test('every pair has exactly one class, and exchanging the queries exchanges only the side', () => {
  const instances = fc.array(fc.record({ a: answer, b: answer }), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(query, query, instances, (a, b, told) => {
      const named = told.map((one, at) => ({ instance: `i${at}`, ...one })) as [Answers, ...Answers[]]
      const turned = named.map((one) => ({ instance: one.instance, a: one.b, b: one.a })) as [
        Answers,
        ...Answers[],
      ]
      const there = classOfPair({ a, b }, named)
      const back = classOfPair({ a: b, b: a }, turned)
      expect(CLASSES).toContain(there.class)
      const side = there.side === 'a' ? 'b' : there.side === 'b' ? 'a' : there.side
      expect({ ...back }).toEqual({ ...there, ...(side && { side }) })
    }),
    { numRuns: 1000 },
  )
})
