/** The checks that ask the data, on a small database of their own. */
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import type { Cell, Row } from '../../model/cell.ts'
import type { Execution } from '../../model/execution.ts'
import { catalogOf } from './example.ts'
import { findResolvedCodes } from './resolved-code.ts'
import { swapValues } from './value-swap.ts'

const CATALOG = catalogOf([
  'country: id INTEGER key, name TEXT',
  'singer: id INTEGER key, name TEXT, age INTEGER, country_id INTEGER -> country.id',
])
const database = new DatabaseSync(':memory:')
database.exec(`
  CREATE TABLE country (id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE singer (id INTEGER PRIMARY KEY, name TEXT, age INTEGER, country_id INTEGER REFERENCES country);
  INSERT INTO country VALUES (1, 'Spain'), (3, 'France');
  INSERT INTO singer VALUES (1, 'Ann', 30, 1), (2, 'Bo', 41, 3), (3, 'Cy', 30, 3);
`)
afterAll(() => database.close())

function rowsOf(sql: string): Cell[][] {
  return database
    .prepare(sql)
    .all()
    .map((row) => Object.values(row as Record<string, Cell>))
}

function execute(sql: string): Execution {
  try {
    const rows: Row[] = rowsOf(sql)
    return { kind: 'rows', columns: [], rows, rowCount: rows.length, truncated: false, elapsedMs: 0 }
  } catch (thrown) {
    return { kind: 'error', message: String(thrown), elapsedMs: 0 }
  }
}

describe('swapping values', () => {
  const swap = (question: string, sql: string) =>
    swapValues(
      { question, sql, catalog: CATALOG },
      {
        values: async (table, column) =>
          rowsOf(`SELECT DISTINCT "${column}" FROM "${table}"`).map(([cell]) => cell!),
        run: async (each) => [execute(each)],
      },
    )

  test('changes the answer of a query that follows its literals, and gives the question that goes with it', async () => {
    const { swaps, findings } = await swap(
      'How many singers come from France?',
      "SELECT count(*) FROM singer s JOIN country c ON s.country_id = c.id WHERE c.name = 'France'",
    )
    expect(findings).toEqual([])
    expect(swaps).toMatchObject([
      {
        literal: 'France',
        swapped: 'Spain',
        outcome: 'changed',
        question: 'How many singers come from Spain?',
      },
    ])
  })

  test('finds a condition that does nothing', async () => {
    const sql = "SELECT count(*) FROM singer WHERE age > 20 OR name = 'Ann'"
    const { findings } = await swap('How many singers are over 20 or called Ann?', sql)
    expect(findings.map(({ rule, span }) => [rule, sql.slice(...span)])).toEqual([['value-swap', "'Ann'"]])
  })

  test('keeps wildcards and quotes whole', async () => {
    const { swaps } = await swap('Names with Bo', "SELECT age FROM singer WHERE name LIKE '%Bo%'")
    expect(swaps[0]!.sql).toBe("SELECT age FROM singer WHERE name LIKE '%Ann%'")
  })

  test('says nothing of a query that fails as it is', async () => {
    expect(await swap('?', "SELECT nothing FROM singer WHERE name = 'Ann'")).toEqual({
      swaps: [],
      findings: [],
    })
  })
})

describe('resolved codes', () => {
  const find = (question: string, sql: string) =>
    findResolvedCodes({ question, sql, catalog: CATALOG }, async ({ name }, column, value) =>
      rowsOf(`SELECT * FROM "${name}" WHERE "${column}" = ${Number(value)}`).at(0),
    )

  test('are proposed as a join over the foreign key', async () => {
    const [found, ...others] = await find(
      'Singers from France?',
      'SELECT name FROM singer WHERE country_id = 3',
    )
    expect(others).toEqual([])
    expect(found).toMatchObject({
      severity: 'block',
      message: "The text says 'France', the SQL has its key 3",
    })
    expect(found!.hint).toContain('JOIN country ON singer.country_id = country.id')
  })

  test('are found in the table itself', async () => {
    const [found] = await find('How old is Ann?', 'SELECT age FROM singer WHERE id = 1')
    expect(found!.hint).toBe("Compare singer.name with 'Ann'")
  })

  test('are none where the text gives the key, or names nothing of the row', async () => {
    expect(
      await find('Singers of country 3 (France)?', 'SELECT name FROM singer WHERE country_id = 3'),
    ).toEqual([])
    expect(await find('Singers from Norway?', 'SELECT name FROM singer WHERE country_id = 3')).toEqual([])
  })
})
