/** What is read of a query: places in UTF-16 units, columns through aliases and scopes, comparisons turned the right way. */
import { describe, expect, test } from 'vitest'
import { catalogOf } from '../example.ts'
import { type Reading, readQuery } from './reading.ts'

const CATALOG = catalogOf([
  'country: id INTEGER key, name TEXT',
  'singer: id INTEGER key, name TEXT, age INTEGER, country_id INTEGER -> country.id',
])

function read(sql: string): Reading {
  const query = readQuery(sql, CATALOG)
  if (!query) throw new Error(`Unread: ${sql}`)
  return query
}

function compared(sql: string): string[] {
  return read(sql).comparisons.map(({ operator, column, literals }) => {
    const name = column?.column ? `${column.source?.table?.name}.${column.column.name}` : '?'
    return `${name} ${operator} ${literals.map(({ value }) => value).join(',')}`
  })
}

describe('places', () => {
  test('are UTF-16 units, also after characters of two', () => {
    const { literals, sql } = read("SELECT name /* 🎤🎤 */ FROM singer WHERE name = '🎸x' AND age > 7")
    expect(literals.map(({ span }) => sql.slice(...span))).toEqual(["'🎸x'", '7'])
  })

  test('of equal literals follow the text', () => {
    const { literals } = read("SELECT 5 FROM singer WHERE age = 5 AND name = '5' AND id IN (5, 6)")
    const places = literals.map(({ span }) => span[0])
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(new Set(places).size).toBe(places.length)
  })

  test('take in the function and its brackets', () => {
    const { nodes, spanOf, sql } = read('SELECT max((age)), count(*) FROM singer')
    const text = (kind: string) => sql.slice(...spanOf(nodes.find((node) => node.kind === kind)!))
    expect([text('max'), text('count')]).toEqual(['max((age))', 'count(*)'])
  })

  test('of a CASE go from its first word to its END', () => {
    const { nodes, spanOf, sql } = read('SELECT count(CASE WHEN age > 3 THEN 1 ELSE 0 END) * 100 FROM singer')
    const text = (kind: string) => sql.slice(...spanOf(nodes.find((node) => node.kind === kind)!))
    expect([text('case'), text('count')]).toEqual([
      'CASE WHEN age > 3 THEN 1 ELSE 0 END',
      'count(CASE WHEN age > 3 THEN 1 ELSE 0 END)',
    ])
  })
})

describe('comparisons', () => {
  test.each([
    ['SELECT 1 FROM singer WHERE 30 < age', ['singer.age > 30']],
    ['SELECT 1 FROM singer AS s WHERE (s.age) = (-1)', ['singer.age = -1']],
    ["SELECT 1 FROM singer WHERE lower(name) LIKE '%a%'", ['singer.name like %a%']],
    ['SELECT 1 FROM singer WHERE age NOT BETWEEN 1 AND 2', ['singer.age between 1,2']],
    [`SELECT 1 FROM singer WHERE name = "Ann"`, ['singer.name = Ann']],
    ["SELECT 1 FROM singer WHERE name = 'O''Neil' -- why", ["singer.name = O'Neil"]],
    ['SELECT 1 FROM singer GROUP BY name HAVING count(*) >= 2', ['? >= 2']],
    [
      "SELECT 1 FROM singer s WHERE EXISTS (SELECT 1 FROM country WHERE id = s.country_id AND s.name = 'x')",
      ['singer.name = x'],
    ],
  ])('%s', (sql, expected) => {
    expect(compared(sql)).toEqual(expected)
  })
})

describe('columns', () => {
  test('in double quotes are columns where a table in sight has them, and text where none has', () => {
    const { columns, literals } = read('SELECT "name", "nome" FROM singer')
    expect(columns.map(({ meaning }) => meaning.kind)).toEqual(['column', 'nowhere'])
    expect(literals.map(({ value, doubleQuoted }) => [value, doubleQuoted])).toEqual([['nome', true]])
  })

  test('of a subquery or CTE are not said to be nowhere', () => {
    const { columns } = read(
      'WITH c AS (SELECT age AS a FROM singer) SELECT a, b FROM c, (SELECT 1 AS b) AS d',
    )
    expect(columns.map(({ meaning }) => meaning.kind)).toEqual(['column', 'derived', 'derived'])
  })
})

test('what is no query is not read', () => {
  expect(
    ['', 'SELEC a', 'DROP TABLE singer', 'SELECT FROM WHERE'].map((sql) => readQuery(sql, CATALOG)),
  ).toEqual([undefined, undefined, undefined, undefined])
})
