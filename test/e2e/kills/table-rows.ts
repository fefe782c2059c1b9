/** How many rows each table of a store has, read from outside: nothing may be lost, nothing doubled. */
import { DatabaseSync } from '@photostructure/sqlite'
import pg from 'pg'

/** Where a store is. */
export type StoreAt = { readonly file: string } | { readonly url: string }

/** Everything that is recorded; leases come and go, and a call that says nothing readable is asked again. */
const TABLES = [
  'sources catalogs descriptions instructions questions question_names stages stage_items proofs',
  'candidates traces steps flags withdrawals agreements decisions',
  'guideline_rules guideline_retirements guideline_versions rounds round_closings round_items',
  'releases release_pairs benchmarks benchmark_items predictions evaluations',
].flatMap((names) => names.split(' '))

export async function rowsOf(store: StoreAt, sql: string): Promise<Record<string, unknown>[]> {
  if ('file' in store) {
    const driver = new DatabaseSync(store.file, { readOnly: true })
    const rows = driver.prepare(sql).all() as Record<string, unknown>[]
    driver.close()
    return rows
  }
  const client = new pg.Client({ connectionString: store.url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(sql)
  await client.end()
  return rows
}

export async function tableRows(store: StoreAt): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const table of TABLES) {
    const [row] = await rowsOf(store, `SELECT count(*) AS n FROM ${table}`)
    counts[table] = Number(row!.n)
  }
  return counts
}
