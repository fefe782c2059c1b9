/** Which order a query asks for, and the query that shows its keys. */
import { expect, test } from 'vitest'
import { oneQuery } from '../canonical-ast.ts'
import { askedOrder } from './asked-order.ts'

test.each([
  'SELECT a FROM t',
  'SELECT a FROM (SELECT a FROM t ORDER BY a)',
  'WITH x AS (SELECT a FROM t ORDER BY a) SELECT a FROM x',
  'SELECT row_number() OVER (ORDER BY a) FROM t',
  'SELECT group_concat(a ORDER BY a) FROM t',
  "SELECT 'order by' FROM t -- order by a",
  'SELECT a FROM t WHERE b = (SELECT b FROM u ORDER BY b LIMIT 1)',
])('no order is asked for: %s', (sql) => {
  expect(askedOrder(sql)).toBeUndefined()
})

test.each([
  ['SELECT a, b FROM t ORDER BY b', [1]],
  ['SELECT a, b FROM t ORDER BY 2 DESC, 1', [1, 0]],
  ['SELECT a AS x, count(*) n FROM t GROUP BY a ORDER BY N DESC', [1]],
  ['SELECT T1.a FROM t AS T1 ORDER BY a', [0]],
  ['SELECT a FROM t UNION SELECT b FROM u ORDER BY a COLLATE NOCASE', undefined],
  ['SELECT a FROM t UNION SELECT b FROM u ORDER BY a', [0]],
  ['SELECT DISTINCT a FROM t ORDER BY b', undefined],
  ['SELECT "a b", [c] FROM t ORDER BY `c` ASC NULLS LAST', [1]],
  ['SELECT a, random() FROM t ORDER BY a, random(), b', [0]],
])('keys among the outputs: %s', (sql, places) => {
  const asked = askedOrder(sql)!
  expect(asked.keys?.map(({ column }) => column)).toEqual(places)
  expect(asked.auxiliary).toBeUndefined()
})

test.each([
  ['SELECT a FROM t ORDER BY b', 'SELECT a, (b) FROM t ORDER BY b'],
  ['SELECT a FROM t ORDER BY a LIMIT 1;', 'SELECT a FROM t ORDER BY a'],
  ['SELECT * FROM t ORDER BY a DESC, b', 'SELECT *, (a), (b) FROM t ORDER BY a DESC, b'],
  ['SELECT x*2 AS y FROM t ORDER BY y+1 LIMIT 3', 'SELECT x*2 AS y, ((x*2)+1) FROM t ORDER BY y+1'],
  ['(SELECT a FROM t ORDER BY b LIMIT 2)', 'SELECT a, (b) FROM t ORDER BY b'],
  [
    'SELECT a IS NOT DISTINCT FROM b FROM t ORDER BY c',
    'SELECT a IS NOT DISTINCT FROM b, (c) FROM t ORDER BY c',
  ],
  ['SELECT a -- FROM x\nFROM t ORDER BY (b,\nc)', 'SELECT a, ((b,\nc)) -- FROM x\nFROM t ORDER BY (b,\nc)'],
  [
    'WITH x AS (SELECT 1 AS a) SELECT a FROM x ORDER BY -a LIMIT 1',
    'WITH x AS (SELECT 1 AS a) SELECT a, (-a) FROM x ORDER BY -a',
  ],
  [
    'SELECT a FROM t GROUP BY a ORDER BY count(*) LIMIT 1 OFFSET 2',
    'SELECT a, (count(*)) FROM t GROUP BY a ORDER BY count(*)',
  ],
])('what shows the keys of %j', (sql, auxiliary) => {
  expect(askedOrder(sql)?.auxiliary).toBe(auxiliary)
})

test('rows left out at the beginning are counted', () => {
  const offset = (limit: string) => askedOrder(`SELECT a FROM t ORDER BY a ${limit}`)?.offset
  expect([offset('LIMIT 5'), offset('LIMIT 5 OFFSET 2'), offset('LIMIT 3, 4')]).toEqual([0, 2, 3])
  expect(askedOrder('SELECT a FROM t ORDER BY a LIMIT 1 OFFSET (SELECT 1)')?.keys).toBeUndefined()
})

test.each([
  'SELECT a FROM t ORDER BY a',
  'SELECT a FROM t UNION SELECT b FROM u ORDER BY 1',
  'SELECT a FROM (SELECT a FROM t ORDER BY a) WHERE a IN (SELECT b FROM u ORDER BY b)',
])('the parser sees the same: %s', (sql) => {
  const [fields] = Object.values(oneQuery(sql)!) as { order_by: unknown }[]
  expect(askedOrder(sql) !== undefined).toBe(fields!.order_by !== null)
})
