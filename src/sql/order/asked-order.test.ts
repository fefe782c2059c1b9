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
  ['SELECT a, count(*) AS n FROM t GROUP BY a ORDER BY N DESC', [1]],
  ['SELECT a, b + 1, lower(c) FROM t ORDER BY 3 DESC, b+1', [2, 1]],
  ['SELECT * FROM t ORDER BY 2', [1]],
  ['SELECT a FROM t UNION SELECT b FROM u ORDER BY a', [0]],
  ['SELECT a FROM t UNION SELECT b FROM u ORDER BY a COLLATE NOCASE', undefined],
  ['SELECT -a, random() FROM t ORDER BY -a, random(), b', [0]],
])('keys among the outputs: %s', (sql, places) => {
  const asked = askedOrder(sql)!
  expect(asked.keys?.map(({ column }) => column)).toEqual(places)
  expect(asked.auxiliary).toBeUndefined()
})

const rank = (key: string) => `dense_rank() OVER (ORDER BY ${key})`

test.each([
  ['SELECT a FROM t ORDER BY b', `SELECT a, ${rank('b')} FROM t ORDER BY b`],
  ['SELECT T1.a FROM t AS T1 ORDER BY a', `SELECT T1.a, ${rank('T1.a')} FROM t AS T1 ORDER BY a`],
  ['SELECT a + 1 AS c FROM t ORDER BY c LIMIT 1;', 'SELECT a + 1 AS c FROM t ORDER BY c'],
  ['SELECT * FROM t ORDER BY a DESC, b', `SELECT *, ${rank('a')}, ${rank('b')} FROM t ORDER BY a DESC, b`],
  ['SELECT DISTINCT a FROM t ORDER BY b', `SELECT DISTINCT a, ${rank('b')} FROM t ORDER BY b`],
  [
    'SELECT "a b" FROM t ORDER BY `c` ASC NULLS LAST',
    `SELECT "a b", ${rank('`c`')} FROM t ORDER BY \`c\` ASC NULLS LAST`,
  ],
  ['SELECT b AS k FROM t ORDER BY (K)', `SELECT b AS k, ${rank('b')} FROM t ORDER BY (K)`],
  [
    'SELECT a + 1 AS k FROM t ORDER BY k COLLATE RTRIM',
    `SELECT a + 1 AS k, ${rank('a + 1 COLLATE RTRIM')} FROM t ORDER BY k COLLATE RTRIM`,
  ],
  [
    'SELECT x*2 AS y FROM t ORDER BY y+1 LIMIT 3',
    `SELECT x*2 AS y, ((CASE WHEN "y" = 'y' THEN (x*2) ELSE "y" END)+1) FROM t ORDER BY y+1`,
  ],
  ['(SELECT a FROM t ORDER BY -b LIMIT 2)', 'SELECT a, (-b) FROM t ORDER BY -b'],
  [
    'SELECT a IS NOT DISTINCT FROM b FROM t ORDER BY -c',
    'SELECT a IS NOT DISTINCT FROM b, (-c) FROM t ORDER BY -c',
  ],
  ['SELECT a -- FROM x\nFROM t ORDER BY (b,\nc)', 'SELECT a, ((b,\nc)) -- FROM x\nFROM t ORDER BY (b,\nc)'],
  [
    'WITH x AS (SELECT 1 AS a) SELECT a FROM x ORDER BY -a LIMIT 1',
    'WITH x AS (SELECT 1 AS a) SELECT a, (-a) FROM x ORDER BY -a',
  ],
  [
    'SELECT a FROM t GROUP BY a ORDER BY count(*) LIMIT 1 OFFSET 1+1',
    'SELECT a, (count(*)), (1+1) FROM t GROUP BY a ORDER BY count(*)',
  ],
])('what shows the keys of %j', (sql, auxiliary) => {
  expect(askedOrder(sql)?.auxiliary).toBe(auxiliary)
})

test('rows left out at the beginning are counted, or computed beside the keys', () => {
  const offset = (limit: string) => askedOrder(`SELECT -a FROM t ORDER BY -a ${limit}`)?.offset
  expect(
    ['LIMIT 5', 'LIMIT 5 OFFSET 2', 'LIMIT 3, 4', 'OFFSET 6 ROWS FETCH NEXT 2 ROWS ONLY'].map(offset),
  ).toEqual([0, 2, 3, 6])
  expect(['LIMIT 1 OFFSET (SELECT 1)', 'LIMIT (1+1), 2'].map(offset)).toEqual(
    Array(2).fill({ in: 'added', column: 0 }),
  )
  expect(askedOrder('SELECT a FROM t UNION SELECT 2 ORDER BY 1 LIMIT 1 OFFSET 1+1')?.keys).toBeUndefined()
})

test.each([
  ['parentheses', `${'('.repeat(150_000)}SELECT 1 ORDER BY 1${')'.repeat(150_000)}`],
  ['open parentheses', `SELECT a FROM t ORDER BY ${'('.repeat(300_000)}a`],
  ['parentheses in a key', `SELECT a FROM t ORDER BY ${'('.repeat(150_000)}a${')'.repeat(150_000)}`],
  ['semicolons', `SELECT 1${';'.repeat(500_000)}`],
  ['outputs and keys', `SELECT ${'a,'.repeat(120_000)}a FROM t ORDER BY ${'b,'.repeat(120_000)}b`],
  ['words', `SELECT a FROM t ORDER BY ${'order by '.repeat(90_000)}`],
  ['too much of anything', `SELECT a FROM t ORDER BY a ${'('.repeat(5_000_000)}`],
])('any number of %s is read in little time', (_, sql) => {
  const began = performance.now()
  askedOrder(sql)
  expect(performance.now() - began).toBeLessThan(8_000)
})

test('a text too long to be read is taken to ask for an order that cannot be told', () => {
  expect(askedOrder(`SELECT a FROM t ${' '.repeat(1_000_000)}`)).toMatchObject({ keys: undefined })
})

test.each([
  'SELECT a FROM t ORDER BY a',
  'SELECT a FROM t UNION SELECT b FROM u ORDER BY 1',
  'SELECT a FROM (SELECT a FROM t ORDER BY a) WHERE a IN (SELECT b FROM u ORDER BY b)',
])('the parser sees the same: %s', (sql) => {
  const [fields] = Object.values(oneQuery(sql)!) as { order_by: unknown }[]
  expect(askedOrder(sql) !== undefined).toBe(fields!.order_by !== null)
})
