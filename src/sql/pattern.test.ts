/** What a pattern masks and what it keeps, level by level; and how many Spider's gold has. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Catalog } from '../model/catalog.ts'
import { parseSql } from './parse.ts'
import { PATTERN_LEVELS, type PatternLevel, patternOf } from './pattern.ts'

const names = ['id', 'name', 'age', 'born']
const people: Catalog = {
  engine: 'sqlite',
  tables: ['singer', 'concert'].map((name) => ({
    name,
    kind: 'table',
    columns: names.map((column) => ({ name: column, type: '', nullable: true, primaryKey: 0 })),
    primaryKey: [],
    uniqueKeys: [],
    foreignKeys: [],
    rowCount: 0,
    sampleRows: [],
  })),
  fingerprint: { hash: '', of: 'content' },
}

function pattern(sql: string, level: PatternLevel = 'L2', catalog = people): string {
  const parsed = parseSql(sql)
  if (parsed.kind !== 'parsed') throw new Error(parsed.message)
  return patternOf(parsed.statements[0]!, { level, catalog })
}

describe('patterns', () => {
  test('each level keeps more than the one before', () => {
    const sql =
      "SELECT DISTINCT s.Name AS n FROM singer AS s JOIN concert c ON s.id = c.id WHERE s.age > 20 AND born = '2001-02-03' ORDER BY n DESC LIMIT 3"
    expect(PATTERN_LEVELS.map((level) => pattern(sql, level))).toEqual([
      'SELECT DISTINCT FROM JOIN WHERE ORDER LIMIT',
      'SELECT DISTINCT COLUMN AS N FROM TABLE JOIN TABLE ON COLUMN = COLUMN WHERE COMPARISON AND COLUMN = LITERAL ORDER BY COLUMN DESC LIMIT LITERAL',
      'SELECT DISTINCT COL FROM TAB JOIN TAB ON COL = COL WHERE COL = DATE AND COL > NUM ORDER BY COL DESC LIMIT NUM',
      'SELECT DISTINCT singer.name FROM singer JOIN concert ON concert.id = singer.id WHERE singer.age > NUM AND singer.born = DATE ORDER BY singer.name DESC LIMIT NUM',
    ])
  })

  test.each([
    ['spelling and aliases', 'select T1.Name from singer as T1', 'SELECT  s.age FROM Concert s'],
    [
      'the order of conditions',
      "SELECT id FROM singer WHERE age = 1 AND name = 'x'",
      "SELECT id FROM singer WHERE name = 'y' AND age = 2",
    ],
    [
      'superfluous parentheses',
      'SELECT id FROM singer WHERE (age = 1) OR (age = 2 OR age = 3)',
      'SELECT id FROM singer WHERE age = 1 OR age = 2 OR age = 3',
    ],
    [
      'how many values IN lists',
      'SELECT id FROM singer WHERE age IN (1, 2)',
      'SELECT id FROM singer WHERE age IN (7, 8, 9)',
    ],
    ['the value of LIMIT', 'SELECT id FROM singer LIMIT 1', 'SELECT id FROM singer LIMIT 50'],
    [
      'which quotes hold a text',
      'SELECT id FROM singer WHERE name = "Joe"',
      "SELECT id FROM singer WHERE name = 'Joe'",
    ],
    [
      'an alias for what is ordered by',
      'SELECT name, count(*) AS k FROM singer GROUP BY name ORDER BY k',
      'SELECT name, count(*) FROM singer GROUP BY name ORDER BY count(*)',
    ],
    [
      'the order of + and =',
      'SELECT age + 1 FROM singer WHERE 3 = id',
      'SELECT 1 + age FROM singer WHERE id = 3',
    ],
  ])('L2 does not tell %s', (_, a, b) => {
    expect(pattern(a)).toBe(pattern(b))
  })

  test.each([
    ['DISTINCT', 'SELECT name FROM singer', 'SELECT DISTINCT name FROM singer'],
    ['the aggregate', 'SELECT min(age) FROM singer', 'SELECT max(age) FROM singer'],
    [
      'the join',
      'SELECT s.id FROM singer s JOIN concert c ON s.id = c.id',
      'SELECT s.id FROM singer s LEFT JOIN concert c ON s.id = c.id',
    ],
    ['the direction', 'SELECT id FROM singer ORDER BY age', 'SELECT id FROM singer ORDER BY age DESC'],
    ['the number of columns', 'SELECT id FROM singer', 'SELECT id, age FROM singer'],
    ['the operator', 'SELECT id FROM singer WHERE age > 1', 'SELECT id FROM singer WHERE age >= 1'],
    ['the sides of a minus', 'SELECT age - 1 FROM singer', 'SELECT 1 - age FROM singer'],
    [
      'UNION ALL',
      'SELECT id FROM singer UNION SELECT id FROM concert',
      'SELECT id FROM singer UNION ALL SELECT id FROM concert',
    ],
    [
      'a window',
      'SELECT rank() OVER (ORDER BY age) FROM singer',
      'SELECT rank() OVER (PARTITION BY age) FROM singer',
    ],
    [
      'a column in double quotes',
      'SELECT id FROM singer WHERE name = "age"',
      'SELECT id FROM singer WHERE name = "Joe"',
    ],
  ])('L2 tells %s', (_, a, b) => {
    expect(pattern(a)).not.toBe(pattern(b))
  })

  test('queries inside queries are told level by level', () => {
    const sql =
      'WITH c AS (SELECT id FROM singer) SELECT id FROM c WHERE id IN (SELECT id FROM concert) EXCEPT SELECT 1 ORDER BY id'
    expect(pattern(sql, 'L0')).toBe('WITH (SELECT FROM) SELECT FROM WHERE (SELECT FROM) EXCEPT SELECT ORDER')
    expect(pattern(sql)).toBe(
      'WITH (SELECT COL FROM TAB) SELECT COL FROM TAB WHERE COL IN (SELECT COL FROM TAB) EXCEPT SELECT NUM ORDER BY COL',
    )
  })
})

const file = new URL('../../../shared/data/spider/pairs.jsonl', import.meta.url)

describe.skipIf(!existsSync(file))(
  'patterns of Spider dev (skipped where ../shared/data/spider is absent)',
  () => {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
    const dev = lines
      .map((line) => JSON.parse(line) as { split: string; sql: string })
      .filter((pair) => pair.split === 'dev')
    const unknown: Catalog = { ...people, tables: [] }

    /** sqlglot 30 with UNITE's own normaliser counts 112: it tells a written ASC, which says nothing. */
    test('L1 counts 110 on 475 queries', () => {
      expect(new Set(dev.map(({ sql }) => pattern(sql, 'L1', unknown))).size).toBe(110)
    })

    test('every query has a pattern on every level', () => {
      const counts = PATTERN_LEVELS.map(
        (level) => new Set(dev.map(({ sql }) => pattern(sql, level, unknown))).size,
      )
      expect(counts).toEqual([...counts].sort((a, b) => a - b))
    })
  },
)
