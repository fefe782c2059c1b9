/** What running short queries in the sandbox costs against the same driver in one process without it. */
import { DatabaseSync } from '@photostructure/sqlite'
import { openSources } from '../../src/sources/all.ts'
import { scratch } from '../fixture-databases.ts'
import { type Line, wallLine } from './line.ts'

const QUERIES = 20_000

export async function benchSandbox(): Promise<Line[]> {
  using place = scratch()
  const path = place.database(
    'bench.sqlite',
    `CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, v REAL);
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT i, 'name ' || i, i * 0.5 FROM n;`,
  )
  const texts = Array.from({ length: QUERIES }, (_, i) => `SELECT name, v FROM t WHERE id = ${i % 5_000}`)
  await using sources = openSources()
  const database = await sources.open(`sqlite:${path}`)
  await database.run('SELECT 1')
  const line = await wallLine({
    what: `sandbox, 2 processes: ${QUERIES} short queries`,
    peer: 'same driver, one process, no isolation',
    ours: async () => {
      const executions = await Promise.all(texts.map((sql) => database.run(sql)))
      const wrong = executions.filter((execution) => execution.kind !== 'rows').length
      if (wrong > 0) throw new Error(`${wrong} queries gave no rows`)
    },
    theirs: () => {
      const connection = new DatabaseSync(path, { readOnly: true })
      for (const sql of texts) connection.prepare(sql).all()
      connection.close()
    },
  })
  return [line]
}
