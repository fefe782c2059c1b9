/** What makes a query more complex, and what does not. */
import { expect, test } from 'vitest'
import { parseSql } from '../sql/parse.ts'
import { complexityOf } from './difficulty.ts'

function complexity(sql: string) {
  const parsed = parseSql(sql)
  if (parsed.kind !== 'parsed') throw new Error(parsed.message)
  return complexityOf(parsed.statements[0]!)
}

test('each part is counted once, and a join condition is no predicate', () => {
  const sql = `SELECT DISTINCT t.a, count(*) FROM t JOIN u ON t.i = u.i WHERE t.b > 1 AND t.c IN (SELECT c FROM v WHERE d = 2)
    GROUP BY t.a ORDER BY count(*) DESC LIMIT 3`
  expect(complexity(sql)).toEqual({
    joins: 1,
    predicates: 3,
    nested: 1,
    aggregates: 2,
    setOperations: 0,
    clauses: 4,
    score: 12,
  })
})

test('sides of a set operation are not nested, CTEs and subqueries are', () => {
  expect(complexity('SELECT a FROM t UNION SELECT a FROM u')).toMatchObject({
    nested: 0,
    setOperations: 1,
    score: 2,
  })
  expect(complexity('WITH c AS (SELECT a FROM t) SELECT a FROM c')).toMatchObject({ nested: 1, score: 2 })
  expect(complexity('SELECT a FROM t, u')).toMatchObject({ joins: 1 })
})

test('names and values say nothing; structure does', () => {
  expect(complexity('SELECT name FROM singer WHERE age > 30').score).toBe(
    complexity("SELECT x FROM y WHERE z > 'q'").score,
  )
  expect(complexity('SELECT name FROM singer').score).toBe(0)
})
