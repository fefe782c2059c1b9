/** The catalog tells tables, views, keys and odd names as they are; the fingerprint is of the content alone. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Scratch, scratch } from '../../../test/fixture-databases.ts'
import { openSources, type Sources } from '../all.ts'

let place: Scratch
let sources: Sources
beforeAll(() => {
  place = scratch()
  sources = openSources()
})
afterAll(async () => {
  await sources.close()
  place[Symbol.dispose]()
})

const ODD = `
  CREATE TABLE "sa""id 'so' 😀" ("a ""b""" INTEGER PRIMARY KEY AUTOINCREMENT, "ümläut" TEXT UNIQUE, "select" REAL NOT NULL,
    twice GENERATED ALWAYS AS ("select" * 2) VIRTUAL);
  INSERT INTO "sa""id 'so' 😀" ("ümläut", "select") VALUES ('x', 1.5), (NULL, 2.5);
  CREATE TABLE pair (x TEXT, y TEXT, z INT, PRIMARY KEY (y, x), UNIQUE (z, x)) WITHOUT ROWID;
  CREATE TABLE child (id INT PRIMARY KEY, px TEXT, py TEXT, other INTEGER REFERENCES "sa""id 'so' 😀",
    FOREIGN KEY (py, px) REFERENCES pair);
  CREATE UNIQUE INDEX partial ON child (px) WHERE px > 'a';
  CREATE UNIQUE INDEX expression ON child (lower(py));
  CREATE VIEW seen AS SELECT x, z FROM pair;
  CREATE VIEW broken AS SELECT * FROM nowhere;
  CREATE VIRTUAL TABLE notes USING fts5(body);
`

test('odd names, composite keys, generated columns, views and virtual tables', async () => {
  const database = await sources.open(`sqlite:${place.database('odd.sqlite', ODD)}`)
  const { tables } = await database.catalog({ profiles: true })
  const byName = new Map(tables.map((table) => [table.name, table]))
  expect([...byName.keys()]).toEqual([`sa"id 'so' 😀`, 'pair', 'child', 'seen', 'broken', 'notes'])
  const odd = byName.get(`sa"id 'so' 😀`)!
  expect(odd).toMatchObject({ primaryKey: ['a "b"'], uniqueKeys: [['ümläut']], rowCount: 2 })
  expect(odd.columns.map(({ name, nullable }) => [name, nullable])).toEqual([
    ['a "b"', false],
    ['ümläut', true],
    ['select', false],
    ['twice', true],
  ])
  expect(odd.sampleRows).toEqual([
    [1, 'x', 1.5, 3],
    [2, null, 2.5, 5],
  ])
  expect(odd.columns[2]!.profile).toMatchObject({
    rows: 2,
    nulls: 0,
    distinct: 2,
    min: 1.5,
    max: 2.5,
    sampled: false,
  })
  expect(byName.get('pair')).toMatchObject({ primaryKey: ['y', 'x'], uniqueKeys: [['z', 'x']] })
  expect(byName.get('child')).toMatchObject({
    uniqueKeys: [],
    foreignKeys: [
      { columns: ['other'], table: `sa"id 'so' 😀`, referencedColumns: ['a "b"'] },
      { columns: ['py', 'px'], table: 'pair', referencedColumns: ['y', 'x'] },
    ],
  })
  expect(byName.get('seen')).toMatchObject({ kind: 'view', columns: [{ name: 'x' }, { name: 'z' }] })
  expect(byName.get('notes')).toMatchObject({ kind: 'table', columns: [{ name: 'body' }], rowCount: 0 })
  expect(byName.get('broken')).toMatchObject({ columns: [], description: expect.stringContaining('nowhere') })
})

async function hashOf(name: string, sql: string): Promise<string> {
  const database = await sources.open(`sqlite:${place.database(name, sql)}`)
  return (await database.fingerprint()).hash
}

test('the fingerprint is of content: rebuilding the file keeps it, any change of a row or the schema changes it', async () => {
  const base = "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (2, NULL), (3, x'01');"
  const first = await hashOf('f1.sqlite', base)
  expect(await hashOf('f2.sqlite', `PRAGMA page_size = 8192; ${base} DELETE FROM t WHERE 0; VACUUM;`)).toBe(
    first,
  )
  const changed = [
    base.replace("'x'", "'y'"),
    base.replace('NULL', "''"),
    base.replace('(1,', '(1.5,'),
    base.replace("x'01'", "'1'"),
    base.replace('(a, b)', '(a, c)'),
    `${base} CREATE VIEW v AS SELECT 1;`,
    `${base} INSERT INTO t VALUES (3, x'01');`,
  ]
  const hashes = await Promise.all(changed.map((sql, i) => hashOf(`f-${i}.sqlite`, sql)))
  expect(new Set([first, ...hashes]).size).toBe(changed.length + 1)
})

test('the fingerprint of a known content never changes', async () => {
  const sql = "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'ü'), (-0.5, NULL), (x'ff', 1e300);"
  const rows = [
    't5:table;t1:t;t1:t;t21:CREATE TABLE t (a, b);\n',
    't1:t;\n',
    'i1;t1:ü;\n',
    'r-0.5;n;\n',
    'bff;r1e+300;\n',
  ]
  const expected = createHash('sha256')
    .update(`sqlite-fingerprint-1content${rows.join('')}`)
    .digest('hex')
  expect(await hashOf('known.sqlite', sql)).toBe(expected)
})

const SPIDER = new URL('../../../../shared/data/spider/databases/', import.meta.url).pathname

describe.skipIf(!existsSync(SPIDER))('on the databases of Spider (skipped where they are absent)', () => {
  test('every catalog is what the driver says without the sandbox', async () => {
    const names = readdirSync(SPIDER).slice(0, 40)
    for (const name of names) {
      const path = join(SPIDER, name, `${name}.sqlite`)
      if (!existsSync(path)) continue
      const { tables } = await (await sources.open(`sqlite:${path}`)).catalog()
      const plain = new DatabaseSync(path, { readOnly: true })
      const listed = plain
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .all()
      expect(tables.map((table) => table.name)).toEqual(listed.map((row) => row.name))
      for (const table of tables) {
        const [{ n }] = plain.prepare(`SELECT count(*) AS n FROM "${table.name}"`).all() as [{ n: number }]
        expect(table.rowCount).toBe(n)
      }
      plain.close()
    }
  })

  test('reading leaves every file as it was', () => {
    const left = readdirSync(SPIDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /-(wal|shm|journal)$/.test(file),
    )
    expect(left).toEqual([])
  })
})
