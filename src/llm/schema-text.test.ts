/** The schema as a model reads it: real keys, two example values, and what goes first when there is no room. */
import { describe, expect, test } from 'vitest'
import { library } from '../../test/model-server/library.ts'
import type { Catalog, Table } from '../model/catalog.ts'
import { quoted, schemaText } from './schema-text.ts'
import { taskText } from './task-text.ts'
import { likelyTokens } from './tokens.ts'

const { catalog } = library()
const roomy = { maxTokens: 10_000, question: 'q' }

/** The golden text of `ddl-values-v1`: its letters never change under this id. */
const DDL_VALUES_V1 = `Return one SQLite query and nothing else.

CREATE TABLE author (
  author_id INTEGER PRIMARY KEY, -- example: [1, 2]
  name TEXT, -- example: ['Stanislaw', 'Ursula']
  born INTEGER -- example: [1921, 1929]
);

CREATE TABLE book (
  book_id INTEGER PRIMARY KEY, -- example: [1, 2]
  author_id INTEGER, -- example: [1, 2]
  title TEXT, -- Such as Ursula; example: ['Earthsea', 'Rocannon']
  price REAL, -- example: [7, 8.25]
  FOREIGN KEY (author_id) REFERENCES author (author_id)
);

-- Evidence: one row a person
-- Question: Who?`

describe('ddl-values-v1', () => {
  test('is letter for letter what models are trained on', () => {
    const task = { question: ' Who?\n', evidence: 'one row a person' }
    const { text } = taskText('ddl-values-v1', task, { catalog, egress: 'rows', schemaTokens: 10_000 })
    expect(text).toBe(DDL_VALUES_V1)
  })

  test('question-only-v1 holds nothing of the database', () => {
    const { text } = taskText(
      'question-only-v1',
      { question: 'Who?' },
      { catalog, egress: 'rows', schemaTokens: 1 },
    )
    expect(text).toBe('-- Question: Who?')
  })
})

describe('a name', () => {
  test.each([
    ['author', 'author'],
    ['order', '"order"'],
    ['Group', '"Group"'],
    ['größe', '"größe"'],
    ['a "b"', '"a ""b"""'],
    ['a\nb', '"a\\nb"'],
  ])('%j is written %s', (name, written) => {
    expect(quoted(name)).toBe(written)
  })
})

describe('the schema', () => {
  test('takes the most frequent values of a profile, without NULL and bytes, cut to forty letters', () => {
    const common = [null, { base64: 'AA==' }, `it's ${'x'.repeat(60)}`, 'b', 'c'].map((value) => ({
      value,
      count: 1,
    }))
    const profile = { rows: 9, nulls: 1, distinct: 5, common, sampled: false }
    const [author] = catalog.tables
    const columns = author!.columns.map((column) =>
      column.name === 'name' ? { ...column, profile } : column,
    )
    const { text } = schemaText(
      { ...catalog, tables: [{ ...author!, columns }] },
      { ...roomy, egress: 'rows' },
    )
    expect(text).toContain(`name TEXT, -- example: ['it''s ${'x'.repeat(35)}…', 'b']`)
  })

  test('quotes what needs quotes, and says composite keys apart', () => {
    const column = (name: string, type: string, primaryKey = 0) => ({
      name,
      type,
      nullable: true,
      primaryKey,
    })
    const odd: Table = {
      name: 'Größe "x"',
      kind: 'view',
      columns: [column('a b', "enum('Sentinel','y')", 1), column('c', '', 2)],
      primaryKey: ['a b', 'c'],
      uniqueKeys: [],
      foreignKeys: [],
      rowCount: 0,
      sampleRows: [],
    }
    const { text } = schemaText({ ...catalog, tables: [odd] }, { ...roomy, egress: 'schema' })
    expect(text).toBe('CREATE VIEW "Größe ""x""" (\n  "a b" enum,\n  c,\n  PRIMARY KEY ("a b", c)\n);')
  })

  test('loses its examples first, then columns that are no keys from the least related table on, and says so', () => {
    const question = 'What does each book cost?'
    const at = (maxTokens: number) => schemaText(catalog, { egress: 'rows', maxTokens, question })
    const whole = at(10_000)
    expect(whole.schemaTruncated).toBe(false)
    const bare = at(likelyTokens(whole.text) - 1)
    expect(bare.schemaTruncated).toBe(true)
    expect(bare.text).not.toContain('example')
    expect(bare.text).toContain('born INTEGER')
    const shorter = at(likelyTokens(bare.text) - 1)
    expect(shorter.text).not.toContain('born')
    expect(shorter.text).toContain('-- and 2 more columns')
    expect(shorter.text).toContain('title TEXT')
    const shortest = at(1)
    expect(shortest.text).toContain('FOREIGN KEY (author_id) REFERENCES author (author_id)')
    expect(shortest.text).not.toContain('title')
  })

  test('is the same text whichever way the sample rows lie', () => {
    const turned: Catalog = {
      ...catalog,
      tables: catalog.tables.map((table) => ({ ...table, sampleRows: [...table.sampleRows].reverse() })),
    }
    const text = (of: Catalog) => schemaText(of, { ...roomy, egress: 'rows' }).text
    expect(text(turned)).toBe(text(catalog))
  })
})
