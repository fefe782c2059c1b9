/** Writes the example's databases, three instances each: `node examples/generate.mjs --out DIR`. */
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DatabaseSync } from '@photostructure/sqlite'
import { DATABASES } from './databases/all.mjs'
import { randomFrom } from './databases/random.mjs'

export { DATABASES }

/** The shipped database is instance 1; the others are its suite. */
export const INSTANCES = 3

/**
 * Writes `<dir>/<db>/<db>.sqlite`, `<db>-2.sqlite`, `<db>-3.sqlite` for every database; files there are replaced.
 *
 * @param {string} dir
 * @param {{ seed?: number }} [options] `seed` 1 gives the data that the example's questions were written on
 * @returns {string[]} the files written; the same seed writes the same content on every machine
 */
export function generateDatabases(dir, { seed = 1 } = {}) {
  const instances = Array.from({ length: INSTANCES }, (_, index) => index + 1)
  return DATABASES.flatMap((database) =>
    instances.map((instance) => write(dir, database, { seed, instance })),
  )
}

function write(dir, { name, ddl, fill, later = {} }, { seed, instance }) {
  const file = join(dir, name, `${name}${instance === 1 ? '' : `-${instance}`}.sqlite`)
  mkdirSync(join(dir, name), { recursive: true })
  rmSync(file, { force: true })
  const database = new DatabaseSync(file)
  const inserts = new Map()
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN')
  database.exec(ddl)
  const streams = new Map()
  fill(randomFrom(`${name} ${seed} ${instance}`), (table, first) => {
    if (!streams.has(table)) streams.set(table, randomFrom(`${name} ${seed} ${instance} ${table}`))
    const row = [...first, ...(later[table]?.(streams.get(table)) ?? [])]
    if (!inserts.has(table)) {
      inserts.set(table, database.prepare(`INSERT INTO "${table}" VALUES (${row.map(() => '?').join(', ')})`))
    }
    inserts.get(table).run(...row)
  })
  database.exec('COMMIT')
  database.close()
  return file
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const at = process.argv.indexOf('--out')
  const out = resolve(process.argv[at + 1] ?? '')
  if (at < 0 || !process.argv[at + 1]) throw new Error('Say where to: node examples/generate.mjs --out DIR')
  process.stdout.write(`${generateDatabases(out).length} databases written below ${out}\n`)
}
