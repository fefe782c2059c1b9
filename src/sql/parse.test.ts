/** The parser's answers, its traps included, and walks over them. */
import { expect, test } from 'vitest'
import { parseSql } from './parse.ts'
import { walk } from './walk.ts'

function kindsIn(sql: string): string[] {
  const parsed = parseSql(sql)
  const kinds: string[] = []
  if (parsed.kind === 'parsed') walk(parsed.statements, (kind) => kinds.push(kind))
  return kinds
}

test('a text that cannot be read is a value with a message', () => {
  expect(parseSql('SELECT 1 +')).toMatchObject({ kind: 'unparsed' })
  expect(parseSql(`SELECT ${'('.repeat(40)}1${')'.repeat(40)}`)).toMatchObject({ kind: 'unparsed' })
  expect(parseSql("SELECT 'open")).toMatchObject({ kind: 'unparsed' })
})

test('a text that would take long is not parsed', () => {
  const began = performance.now()
  expect(parseSql(`SELECT ${'1,'.repeat(400_000)}1`)).toEqual({
    kind: 'unparsed',
    message: 'The text is longer than 100000 characters',
  })
  expect(performance.now() - began).toBeLessThan(1_000)
})

test('an empty text holds no statement', () => {
  expect(parseSql('')).toEqual({ kind: 'parsed', statements: [] })
})

test('a walk finds what hides in a CTE', () => {
  expect(kindsIn('WITH x AS (DELETE FROM t RETURNING a) SELECT * FROM x')).toContain('delete')
})

test('a walk goes into joins, CASE, IN and windows, parents first', () => {
  const sql =
    'SELECT CASE WHEN a THEN 1 END FROM t JOIN u ON t.x IN (SELECT y FROM v) ORDER BY rank() OVER (ORDER BY b)'
  expect(kindsIn(sql)).toEqual(expect.arrayContaining(['select', 'case', 'in', 'window_function']))
  expect(kindsIn(sql)[0]).toBe('select')
  expect(kindsIn(sql).filter((kind) => kind === 'column')).toHaveLength(4)
})

test('a walk can leave a part out', () => {
  const parsed = parseSql('SELECT a FROM (SELECT b FROM t)')
  const names: unknown[] = []
  if (parsed.kind === 'parsed') {
    walk(parsed.statements, (kind, fields) => {
      if (kind === 'column') names.push((fields.name as { name: string }).name)
      return kind !== 'subquery'
    })
  }
  expect(names).toEqual(['a'])
})

test('every dialect parses', () => {
  expect(parseSql('SELECT a::int FROM t', 'postgres').kind).toBe('parsed')
  expect(parseSql('SELECT `a` FROM t LIMIT 1, 2', 'mysql').kind).toBe('parsed')
  expect(parseSql('SELECT * EXCLUDE (a) FROM t', 'duckdb').kind).toBe('parsed')
})
