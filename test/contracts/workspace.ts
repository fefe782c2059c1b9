/** A workspace in a new folder, with small databases made on the spot, for tests of the verbs. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { init } from '../../src/flow/init.ts'
import type { Flow } from '../../src/model/event.ts'
import { openWorkbench, type Workbench } from '../../src/workbench.ts'

export interface TestWorkspace extends AsyncDisposable {
  readonly folder: string
  readonly bench: Workbench
  /** Makes a database from SQL and gives its path. */
  database(path: string, sql: string): string
}

export async function openTestWorkspace(): Promise<TestWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-workspace-'))
  init(folder)
  const clock = () => new Date('2024-05-01T12:00:00.000Z')
  const bench = await openWorkbench({ workspace: folder, as: 'mara', clock })
  return {
    folder,
    bench,
    database(path, sql) {
      const file = join(folder, path)
      mkdirSync(dirname(file), { recursive: true })
      const driver = new DatabaseSync(file)
      driver.exec(sql)
      driver.close()
      return file
    },
    async [Symbol.asyncDispose]() {
      await bench[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A verb's report, once it has run to its end. */
export async function reportOf<Report>(flow: Flow<Report>): Promise<Report> {
  for (;;) {
    const step = await flow.next()
    if (step.done) return step.value
  }
}

export const SHOP = `
CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT, city TEXT);
CREATE TABLE "order" (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer (id), total REAL);
INSERT INTO customer VALUES (1, 'Åsa', 'Lund'), (2, 'Bo', NULL), (3, 'Cy', 'Lund');
INSERT INTO "order" VALUES (1, 1, 9.5), (2, 1, 20), (3, 3, 1);
`
export const FARM =
  "CREATE TABLE cow (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO cow VALUES (1, 'Elsa');"
