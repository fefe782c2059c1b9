/** How many short queries the sandbox runs in a second, against the same driver in one process without it. */
import { DatabaseSync } from '@photostructure/sqlite'
import { openSources } from '../../src/sources/all.ts'
import { scratch } from '../fixture-databases.ts'

const QUERIES = 20_000
const ROUNDS = 3

using place = scratch()
const path = place.database(
  'bench.sqlite',
  `CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, v REAL);
   WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT i, 'name ' || i, i * 0.5 FROM n;`,
)
const texts = Array.from({ length: QUERIES }, (_, i) => `SELECT name, v FROM t WHERE id = ${i % 5_000}`)

/** The best of some rounds, in queries a second. */
async function perSecond(round: () => Promise<void> | void): Promise<number> {
  let best = 0
  for (let i = 0; i < ROUNDS; i++) {
    const started = performance.now()
    await round()
    best = Math.max(best, (QUERIES / (performance.now() - started)) * 1_000)
  }
  return best
}

await using sources = openSources()
const database = await sources.open(`sqlite:${path}`)
const sandboxed = await perSecond(async () => {
  const executions = await Promise.all(texts.map((sql) => database.run(sql)))
  const wrong = executions.filter((execution) => execution.kind !== 'rows').length
  if (wrong > 0) throw new Error(`${wrong} queries gave no rows`)
})
const plain = await perSecond(() => {
  const connection = new DatabaseSync(path, { readOnly: true })
  for (const sql of texts) connection.prepare(sql).all()
  connection.close()
})
const format = (value: number) => Math.round(value).toLocaleString('en-US')
console.log(`sandbox, 2 processes   ${format(sandboxed)} queries/s`)
console.log(`driver, no isolation   ${format(plain)} queries/s`)
console.log(`ratio                  ${(sandboxed / plain).toFixed(2)}`)
