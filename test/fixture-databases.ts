/** Databases that tests make for themselves, with everything that is awkward about SQLite files. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'

export interface Scratch extends Disposable {
  readonly folder: string
  /** Makes `name` in the folder by running SQL; returns its path. */
  database(name: string, sql: string): string
}

/** A folder of its own that goes away with its owner. */
export function scratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'concord-sources-'))
  return {
    folder,
    database(name, sql) {
      const path = join(folder, name)
      const database = new DatabaseSync(path)
      database.exec(sql)
      database.close()
      return path
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What the attacks are run against. */
export const ATTACKED = `
  CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, balance REAL);
  INSERT INTO people VALUES (1, 'Ada', 10.5), (2, 'Grace', 20.0), (3, 'Edsger', NULL);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, person INTEGER REFERENCES people, total REAL);
  INSERT INTO orders VALUES (1, 1, 5.0), (2, 1, 7.5), (3, 2, 1.0);
  CREATE VIEW rich AS SELECT * FROM people WHERE balance > 15;
  CREATE VIRTUAL TABLE notes USING fts5(text);
  INSERT INTO notes VALUES ('hello world');
  CREATE VIRTUAL TABLE old_notes USING fts4(text);
  INSERT INTO old_notes VALUES ('hello world');
  CREATE TABLE many (v INTEGER);
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO many SELECT i FROM n;
`
