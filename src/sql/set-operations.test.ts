/** Set operations join queries, wherever the parser hung them. */
import { expect, test } from 'vitest'
import { parseSql } from './parse.ts'
import { fieldsOf, isRecord, nodeOf } from './walk.ts'

/** The queries of a statement as nested lists, each SELECT as its first output. */
function shape(value: unknown): unknown {
  const { kind, fields } = nodeOf(value)!
  if (kind === 'subquery') return shape(fields.this)
  if (kind === 'select') return String(fieldsOf((fields.expressions as unknown[])[0], 'literal')?.value)
  return [shape(fields.left), kind, shape(fields.right)]
}

function only(sql: string) {
  const parsed = parseSql(sql)
  if (parsed.kind === 'unparsed') throw new Error(parsed.message)
  return parsed.statements[0]!
}

test.each([
  ['SELECT 1 FROM t WHERE b = (SELECT 7) INTERSECT SELECT 2', ['1', 'intersect', '2']],
  ['SELECT 1 FROM t WHERE (SELECT 7) UNION ALL SELECT 2', ['1', 'union', '2']],
  ['SELECT 1 FROM t WHERE a AND NOT b > 2 * (SELECT 7) EXCEPT SELECT 2', ['1', 'except', '2']],
  ['SELECT 1 FROM t WHERE b BETWEEN 1 AND (SELECT 7) UNION SELECT 2', ['1', 'union', '2']],
  ['SELECT 1 FROM t GROUP BY a HAVING count(*) > (SELECT 7) UNION SELECT 2', ['1', 'union', '2']],
  ['SELECT 1 FROM t GROUP BY a, (SELECT 7) UNION SELECT 2', ['1', 'union', '2']],
  ['SELECT 1 FROM t JOIN u ON t.a = (SELECT 7) UNION SELECT 2', ['1', 'union', '2']],
  ['SELECT 1, (SELECT 7) UNION SELECT 2, 3', ['1', 'union', '2']],
  ['SELECT 1 FROM (SELECT 7) UNION SELECT 2', ['1', 'union', '2']],
  ['SELECT 1 FROM t JOIN (SELECT 7) UNION SELECT 2', ['1', 'union', '2']],
  ['SELECT 1 WHERE a = (SELECT 7) UNION SELECT 2 EXCEPT SELECT 3', [['1', 'union', '2'], 'except', '3']],
  [
    'SELECT 1 WHERE a = (SELECT 7) UNION SELECT 2 WHERE b = (SELECT 8) EXCEPT SELECT 3',
    [['1', 'union', '2'], 'except', '3'],
  ],
  [
    'SELECT 1 UNION SELECT 2 WHERE b = (SELECT 8) EXCEPT SELECT 3 WHERE b = (SELECT 9) INTERSECT SELECT 4',
    [[['1', 'union', '2'], 'except', '3'], 'intersect', '4'],
  ],
  ['SELECT 1 WHERE a = (SELECT 7) UNION (SELECT 2 EXCEPT SELECT 3)', ['1', 'union', ['2', 'except', '3']]],
])('%s', (sql, wanted) => {
  expect(shape(only(sql))).toEqual(wanted)
})

test.each([
  ['SELECT a FROM t WHERE b = (SELECT 7)', 'UNION SELECT b FROM u'],
  ['SELECT a, 2 + (SELECT 7)', 'EXCEPT SELECT 1, 2'],
  ['SELECT a FROM t JOIN u ON t.a = -(SELECT 7)', 'INTERSECT SELECT b FROM u'],
])('the first side is what it is alone: %s', (first, rest) => {
  expect(Object.values(only(`${first} ${rest}`))[0]).toMatchObject({ left: only(first) })
})

test('ORDER BY, LIMIT and WITH belong to the whole', () => {
  const where = ' WHERE a = (SELECT 7)'
  const sql = `WITH x AS (SELECT 1) SELECT a FROM x${where} UNION SELECT 2 ORDER BY 1 LIMIT 3`
  const { left: _, ...rest } = fieldsOf(only(sql), 'union')!
  const { left: __, ...wanted } = fieldsOf(only(sql.replace(where, '')), 'union')!
  expect(rest).toEqual(wanted)
})

test.each([
  'SELECT 1 FROM t WHERE b = ((SELECT 7) UNION SELECT 2)',
  'SELECT 1 FROM t WHERE b IN ((SELECT 7) UNION (SELECT 2))',
  'SELECT 1 FROM t WHERE f((SELECT 7) UNION SELECT 2)',
  'SELECT 1 FROM ((SELECT 7) UNION SELECT 2) AS x',
  'SELECT 1 FROM (SELECT 7 UNION SELECT 2)',
])('inside of parentheses it stays: %s', (sql) => {
  expect(nodeOf(only(sql))?.kind).toBe('select')
})

test('inside of a subquery it stays inside', () => {
  const outer = fieldsOf(
    only('SELECT a FROM t WHERE b IN (SELECT 1 WHERE c = (SELECT 7) UNION SELECT 2)'),
    'select',
  )!
  const where = isRecord(outer.where_clause) ? outer.where_clause.this : undefined
  expect(shape(fieldsOf(where, 'in')!.query)).toEqual(['1', 'union', '2'])
})
