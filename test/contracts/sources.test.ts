/** What every engine has to do, held against real databases: one case for each engine of `sources/all.ts`. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalog as catalogSchema } from '../../src/model/catalog.ts'
import { UserError } from '../../src/model/errors.ts'
import { type engines, openSources, type Sources } from '../../src/sources/all.ts'
import type { Database } from '../../src/sources/engine.ts'
import { type Scratch, scratch } from '../fixture-databases.ts'

interface Case {
  /** Makes a database with the table `t` of the rows below; returns its URL. */
  readonly make: (place: Scratch, name: string, rows: readonly string[]) => string
  /** A URL that names nothing. */
  readonly missing: (place: Scratch) => string
  /** A query that does not end. */
  readonly endless: string
  /** A query whose value is larger than 64 MB. */
  readonly large: string
}

const ENDLESS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'
const ROWS = ["(1, 'one', 1.5)", "(2, 'two', 2.0)", '(3, NULL, NULL)']

const cases = {
  sqlite: {
    make: (place, name, rows) => {
      const values = `INSERT INTO t VALUES ${rows.join(', ')};`
      return `sqlite:${place.database(name, `CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c REAL); ${values}`)}`
    },
    missing: (place) => `sqlite:${join(place.folder, 'nowhere.sqlite')}`,
    endless: ENDLESS,
    large: 'SELECT hex(zeroblob(80000000))',
  },
} satisfies Record<keyof typeof engines, Case>

describe.each(Object.entries(cases) as [string, Case][])(
  '%s',
  (engine, { make, missing, endless, large }) => {
    let place: Scratch
    let sources: Sources
    let database: Database
    beforeAll(async () => {
      place = scratch()
      sources = openSources()
      database = await sources.open(make(place, `${engine}-one`, ROWS))
    })
    afterAll(async () => {
      await sources.close()
      place[Symbol.dispose]()
    })

    test('a query gives its rows, exactly', async () => {
      const execution = await database.run('SELECT a, b, c FROM t ORDER BY a')
      expect(execution).toMatchObject({
        kind: 'rows',
        columns: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
        rows: [
          [1n, 'one', 1.5],
          [2n, 'two', 2],
          [3n, null, null],
        ],
        rowCount: 3,
        truncated: false,
      })
    })

    test('rows beyond the limit are left out, and that is said', async () => {
      expect(await database.run('SELECT a FROM t', { maxRows: 2 })).toMatchObject({
        rowCount: 2,
        truncated: true,
      })
      expect(await database.run('SELECT a FROM t', { maxRows: 3 })).toMatchObject({
        rowCount: 3,
        truncated: false,
      })
    })

    test('each way to fail is a value', async () => {
      const limits = { timeoutMs: 200, memoryMb: 64 }
      const kinds = ['SELECT nothing FROM t', '', endless, large, 'DELETE FROM t', 'SELECT 1; SELECT 2']
      const executions = await Promise.all(kinds.map((sql) => database.run(sql, limits)))
      expect(executions.map(({ kind }) => kind)).toEqual([
        'error',
        'error',
        'timeout',
        'memory',
        'refused',
        'refused',
      ])
      for (const execution of executions) {
        expect(execution).toMatchObject({
          message: expect.stringMatching(/\S/),
          elapsedMs: expect.any(Number),
        })
      }
    })

    test('the catalog has the shape that is promised, with keys, counts, samples and profiles', async () => {
      const catalog = await database.catalog({ profiles: true, sampleRows: 2 })
      expect(() => catalogSchema.parse(catalog)).not.toThrow()
      expect(catalog.engine).toBe(engine)
      const [table] = catalog.tables
      expect(table).toMatchObject({ name: 't', primaryKey: ['a'], rowCount: 3, sampleRows: { length: 2 } })
      expect(table!.columns.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
      expect(table!.columns[1]!.profile).toMatchObject({
        rows: 3,
        nulls: 1,
        distinct: 2,
        min: 'one',
        max: 'two',
      })
    })

    test('the fingerprint is the content: the same for the same rows, another for other rows', async () => {
      const same = await sources.open(make(place, `${engine}-same`, ROWS))
      const other = await sources.open(
        make(place, `${engine}-other`, [...ROWS.slice(0, 2), "(3, 'three', NULL)"]),
      )
      expect(await same.fingerprint()).toEqual(await database.fingerprint())
      expect((await other.fingerprint()).hash).not.toBe((await database.fingerprint()).hash)
    })

    test('one URL is one database', async () => {
      expect(await sources.open(database.url)).toBe(database)
    })

    test('what is not there is the user’s to mend', async () => {
      await expect(sources.open(missing(place))).rejects.toThrow(UserError)
    })
  },
)

test('an engine that this version lacks says so', async () => {
  await using sources = openSources()
  await expect(sources.open('duckdb:x.duckdb')).rejects.toThrow('DuckDB sources are not supported')
  await expect(sources.open('oracle:x')).rejects.toThrow(UserError)
})
