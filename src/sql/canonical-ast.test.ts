/** Ways of writing one query have one canonical text; different queries never share one. */
import { expect, test } from 'vitest'
import { canonicalAst, oneQuery } from './canonical-ast.ts'
import { canonicalText } from './text/canonical-text.ts'

test.each([
  ['SELECT a FROM t;', 'select  A\nfrom T'],
  ["SELECT a FROM t WHERE b = 'X'", "SELECT a FROM t WHERE b='X' -- why"],
])('the same text: %j and %j', (a, b) => {
  expect(canonicalText(a)).toBe(canonicalText(b))
})

test.each([
  ["SELECT 'X'", "SELECT 'x'"],
  ["SELECT 'a b'", "SELECT 'a  b'"],
  ['SELECT "X"', 'SELECT "x"'],
  ['SELECT a > = 1', 'SELECT a >= 1'],
  ["SELECT x'00'", "SELECT x '00'"],
  ['SELECT a; SELECT b', 'SELECT a'],
])('another text: %j and %j', (a, b) => {
  expect(canonicalText(a)).not.toBe(canonicalText(b))
})

test.each([
  ['SELECT T1.name FROM singer AS T1', 'select NAME from Singer'],
  ['SELECT a FROM t WHERE a > 1 AND b = 2', 'SELECT x.a FROM t AS x WHERE (2 = b) AND 1 < a'],
  ['SELECT count(*) AS n FROM t', 'SELECT COUNT(*) FROM t'],
  [
    'SELECT p.a FROM t AS p JOIN u AS q ON p.x = q.x WHERE q.z IN (1, 2)',
    'SELECT t.a FROM t JOIN u ON t.x = u.x WHERE u.z IN (2, 1)',
  ],
  ['SELECT a FROM t WHERE b <> 1 OR (c == 2 OR d)', 'SELECT a FROM t WHERE (d OR b != 1) OR c = 2'],
  ['SELECT a FROM t UNION SELECT b AS c FROM u', 'SELECT a AS z FROM t UNION SELECT b FROM u'],
  ['SELECT a FROM t WHERE b IN (SELECT x.c FROM u AS x)', 'SELECT a FROM t WHERE b IN (SELECT c FROM u)'],
])('one tree: %j and %j', (a, b) => {
  expect(canonicalAst(a)).toBeDefined()
  expect(canonicalAst(a)).toBe(canonicalAst(b))
})

test.each([
  ['SELECT a - (b - c) FROM t', 'SELECT a - b - c FROM t'],
  ['SELECT a FROM t WHERE a=1 OR b=2 AND c=3', 'SELECT a FROM t WHERE (a=1 OR b=2) AND c=3'],
  ['SELECT a FROM t ORDER BY a NULLS LAST', 'SELECT a FROM t ORDER BY a'],
  ['SELECT a AS x, b AS y FROM t ORDER BY x', 'SELECT a AS y, b AS x FROM t ORDER BY x'],
  [
    'SELECT a AS x, b AS y FROM t UNION SELECT 1, 2 ORDER BY x',
    'SELECT a AS y, b AS x FROM t UNION SELECT 1, 2 ORDER BY x',
  ],
  ['SELECT T1.a FROM t T1 JOIN t T2 ON T1.x = T2.y', 'SELECT T2.a FROM t T1 JOIN t T2 ON T1.x = T2.y'],
  [
    'WITH c(x, y) AS (SELECT a, b FROM t) SELECT x FROM c',
    'WITH c(y, x) AS (SELECT a, b FROM t) SELECT x FROM c',
  ],
  ['SELECT x FROM (SELECT a AS x, b AS y FROM t)', 'SELECT x FROM (SELECT b AS x, a AS y FROM t)'],
  [
    'SELECT a FROM t x WHERE EXISTS (SELECT 1 FROM t y WHERE x.a = y.b)',
    'SELECT a FROM t x WHERE EXISTS (SELECT 1 FROM t y WHERE y.a = x.b)',
  ],
  ['SELECT "A" FROM t', 'SELECT "a" FROM t'],
  ['SELECT a FROM t WHERE b = "x"', "SELECT a FROM t WHERE b = 'x'"],
  ['SELECT length(a) FROM t', 'SELECT char_length(a) FROM t'],
  ['SELECT a FROM t WHERE a IN (SELECT 1)', 'SELECT a FROM t WHERE a IN ((SELECT 1))'],
  ['SELECT a FROM t LIMIT 1, 2', 'SELECT a FROM t LIMIT 2, 1'],
])('two trees: %j and %j', (a, b) => {
  expect(canonicalAst(a)).toBeDefined()
  expect(canonicalAst(a)).not.toBe(canonicalAst(b))
})

test('what depends on chance is never the same, and what is no query has no tree', () => {
  expect(canonicalAst('SELECT random()')).toBeUndefined()
  const none = [
    '',
    'SELEC a',
    'DELETE FROM t',
    'SELECT 1; SELECT 2',
    'PRAGMA user_version',
    'SELECT (',
    'EXPLAIN SELECT 1',
  ]
  expect(none.map((sql) => oneQuery(sql))).toEqual(none.map(() => undefined))
})
