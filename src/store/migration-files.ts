/** The migrations as they lie in the folder: plain SQL, cut to what one engine speaks. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '../model/ids.ts'

export type StoreEngine = 'sqlite' | 'postgres'

export interface Migration {
  /** The file's name without its ending; the order of names is the order of migrations. */
  readonly name: string
  /** Of the whole file, whichever the engine. */
  readonly hash: string
  readonly sql: string
}

/** The folder that comes with Concord. */
export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Every migration, in order, for one engine. */
export function readMigrations(engine: StoreEngine, folder: string = MIGRATIONS): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { name: name.replace(/\.sql$/, ''), hash: sha256(text), sql: sqlFor(engine, text) }
  })
}

/** Leaves out what is only for the other engine: lines that end in `-- only ENGINE`, blocks from such a line to `-- end`. */
export function sqlFor(engine: StoreEngine, text: string): string {
  let block: string | undefined
  const kept = text.split('\n').filter((line) => {
    const only = /^(.*)-- only (sqlite|postgres)\s*$/.exec(line)
    if (only?.[1]?.trim() === '') block = only[2]
    else if (only) return only[2] === engine
    if (line.trim() === '-- end') block = undefined
    return block === undefined || block === engine
  })
  return kept.join('\n')
}
