/** Which tables and columns a query reads: small cases by hand, and Spider's gold against SQLite's own authorizer. */
import { existsSync, readFileSync } from 'node:fs'
import { constants, DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, test } from 'vitest'
import type { Catalog } from '../model/catalog.ts'
import { columnsUsed } from './columns-used.ts'
import { parseSql } from './parse.ts'

function catalogOf(tables: Record<string, string[]>): Catalog {
  const column = (name: string) => ({
    name,
    type: name === 'id' ? 'INTEGER' : 'TEXT',
    nullable: true,
    primaryKey: 0,
  })
  return {
    engine: 'sqlite',
    tables: Object.entries(tables).map(([name, columns]) => ({
      name,
      kind: 'table',
      columns: columns.map(column),
      primaryKey: columns.filter((own) => own === 'id'),
      uniqueKeys: [],
      foreignKeys: [],
      rowCount: 0,
      sampleRows: [],
    })),
    fingerprint: { hash: '', of: 'content' },
  }
}

const shop = catalogOf({
  Customer: ['id', 'Name', 'city'],
  orders: ['id', 'customer_id', 'total'],
  note: ['text'],
})

function used(sql: string, catalog = shop) {
  const parsed = parseSql(sql)
  if (parsed.kind !== 'parsed') throw new Error(parsed.message)
  const { tables, columns, stars, unresolved } = columnsUsed(parsed.statements[0]!, catalog)
  return { tables, columns: columns.map(({ table, column }) => `${table}.${column}`), stars, unresolved }
}

describe('columns used', () => {
  test.each([
    ['an alias of a table', 'SELECT c.NAME FROM customer AS c', ['Customer.Name']],
    [
      'an unqualified name of either table',
      'SELECT name, total FROM customer JOIN orders',
      ['Customer.Name', 'orders.total'],
    ],
    [
      'a correlated name',
      'SELECT 1 FROM customer c WHERE EXISTS (SELECT 1 FROM orders WHERE customer_id = c.id)',
      ['Customer.id', 'orders.customer_id'],
    ],
    [
      'what a CTE reads, not what reads the CTE',
      'WITH big AS (SELECT total AS t FROM orders) SELECT t FROM big',
      ['orders.total'],
    ],
    [
      'what a subquery in FROM reads',
      'SELECT s.n FROM (SELECT Name AS n FROM Customer) AS s WHERE s.n > 1',
      ['Customer.Name'],
    ],
    ['both sides of USING', 'SELECT 1 FROM customer JOIN orders USING (id)', ['Customer.id', 'orders.id']],
    ['both sides of NATURAL', 'SELECT 1 FROM customer NATURAL JOIN orders', ['Customer.id', 'orders.id']],
    ['a row number that is the key', 'SELECT rowid FROM orders', ['orders.id']],
    [
      'no text in double quotes',
      'SELECT id FROM Customer WHERE city = "Rome"',
      ['Customer.city', 'Customer.id'],
    ],
    ['no alias in ORDER BY', 'SELECT count(*) AS total FROM orders ORDER BY total', []],
    [
      'no output of a set operation',
      'SELECT id AS k FROM orders UNION SELECT id FROM customer ORDER BY k',
      ['Customer.id', 'orders.id'],
    ],
    [
      'a recursive CTE',
      'WITH RECURSIVE n(i) AS (SELECT id FROM note, orders UNION SELECT i + 1 FROM n) SELECT i FROM n',
      ['orders.id'],
    ],
  ])('%s', (_, sql, columns) => {
    expect(used(sql)).toMatchObject({ columns, unresolved: [] })
  })

  test('COUNT(*) and * add tables only, and * is told apart', () => {
    expect(used('SELECT count(*) FROM note')).toEqual({
      tables: ['note'],
      columns: [],
      stars: [],
      unresolved: [],
    })
    expect(used('SELECT c.* FROM customer c, note')).toEqual({
      tables: ['Customer', 'note'],
      columns: [],
      stars: ['Customer'],
      unresolved: [],
    })
  })

  test('what the catalog lacks is listed as written', () => {
    expect(used('SELECT c.Age, x FROM customer c, Ghost g WHERE g.y = 1').unresolved).toEqual([
      'Ghost',
      'c.Age',
      'g.y',
      'x',
    ])
  })
})

const spider = new URL('../../../shared/data/spider/', import.meta.url)
const present = existsSync(new URL('pairs.jsonl', spider))

describe.skipIf(!present)(
  'columns used of 300 Spider queries (skipped where ../shared/data/spider is absent)',
  () => {
    test('agree with what SQLite asks its authorizer in at least 99 %', () => {
      const lines = readFileSync(new URL('pairs.jsonl', spider), 'utf8').trimEnd().split('\n')
      const pairs = lines.map((line) => JSON.parse(line) as { db_id: string; sql: string })
      const drawn = pairs.filter((_, i) => i % Math.ceil(pairs.length / 300) === 0)
      const compared = drawn.map(({ db_id, sql }) =>
        agrees(new URL(`databases/${db_id}/${db_id}.sqlite`, spider), sql),
      )
      const counted = compared.filter((same) => same !== undefined)
      expect(counted.length).toBeGreaterThan(250)
      expect(counted.filter(Boolean).length / counted.length).toBeGreaterThanOrEqual(0.99)
    })
  },
)

/** Undefined where SQLite itself refuses the query. */
function agrees(file: URL, sql: string): boolean | undefined {
  using db = new DatabaseSync(file.pathname, { readOnly: true, enableDoubleQuotedStringLiterals: true })
  const names = db.prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").all() as {
    name: string
  }[]
  const columnsOf = db.prepare('SELECT name, type, pk FROM pragma_table_info(?)')
  const catalog = catalogOf({})
  for (const { name } of names) {
    const columns = columnsOf.all(name) as { name: string; type: string; pk: number }[]
    const primaryKey = columns.filter(({ pk }) => pk > 0).map((column) => column.name)
    const [table] = catalogOf({ [name]: columns.map((column) => column.name) }).tables
    catalog.tables.push({ ...table!, primaryKey })
  }
  const read = new Set<string>()
  db.setAuthorizer((action, table, column) => {
    if (action === constants.SQLITE_READ && column) read.add(`${table}.${column}`.toLowerCase())
    return 0
  })
  try {
    db.prepare(sql)
  } catch {
    return undefined
  }
  const found = used(sql, catalog)
  const starred = catalog.tables.filter(({ name }) => found.stars.includes(name))
  const all = [
    ...found.columns,
    ...starred.flatMap((table) => table.columns.map(({ name }) => `${table.name}.${name}`)),
  ]
  const ours = new Set(all.map((name) => name.toLowerCase()))
  return ours.size === read.size && [...ours].every((name) => read.has(name))
}
