/** Reads the argument DATABASES: which database, and which further instances of it, a `db_id` stands for. */
import { open, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { UserError } from '../../model/errors.ts'
import { engineOf } from '../../model/source.ts'
import { refuse } from './text-file.ts'

export interface Instance {
  /** A file's name, or the URL's without its password. */
  readonly name: string
  readonly url: string
}

export interface FoundDatabase {
  readonly kind: 'found'
  /** The name of its folder, which may differ from the `db_id` in case. */
  readonly name: string
  /** The URL of the database that the publisher ships. */
  readonly shipped: string
  /** The shipped one first, then the others by name. */
  readonly instances: readonly Instance[]
}

export interface MissingDatabase {
  readonly kind: 'missing'
  /** A sentence: what was looked for, or what was found instead. */
  readonly reason: string
}

/** The databases of an argument. */
export interface Databases {
  /** Says what a `db_id` stands for; a missing one is a value, for its items to be reported. */
  find(dbId: string): Promise<FoundDatabase | MissingDatabase>
}

/**
 * Opens DATABASES: a folder with `<db_id>/<db_id>.sqlite`, or the URL of one database that every `db_id` stands for.
 *
 * @throws {UserError} if the folder is not there or holds no folder, or the URL names no engine
 */
export async function openDatabases(
  given: { readonly folder: string } | { readonly source: string },
): Promise<Databases> {
  if ('source' in given) return oneSource(given.source)
  const folder = resolve(given.folder)
  const entries = await readdir(folder, { withFileTypes: true }).catch((thrown) =>
    refuseFolder(folder, thrown),
  )
  const names = entries.filter((entry) => !entry.isFile()).map((entry) => entry.name)
  if (names.length === 0) {
    throw new UserError(
      `Cannot find databases in "${folder}": it has no folder <db_id> with <db_id>.sqlite in it`,
      'For one database, write --source sqlite:FILE',
    )
  }
  const known = new Map<string, Promise<FoundDatabase | MissingDatabase>>()
  return {
    find(dbId) {
      const answer = known.get(dbId) ?? lookUp(folder, names, dbId)
      known.set(dbId, answer)
      return answer
    },
  }
}

function oneSource(url: string): Databases {
  engineOf(url)
  const name = url.replace(/^[a-z]+:/i, '').replace(/^.*\//, '')
  const found: FoundDatabase = { kind: 'found', name, shipped: url, instances: [{ name, url }] }
  return { find: async () => found }
}

async function lookUp(
  folder: string,
  names: readonly string[],
  dbId: string,
): Promise<FoundDatabase | MissingDatabase> {
  const missing = (reason: string): MissingDatabase => ({ kind: 'missing', reason })
  const name = sameName(names, dbId)
  if (name === undefined) return missing(`There is no folder "${dbId}" in ${folder}`)
  const files = await sqliteFilesIn(join(folder, name))
  const shipped = sameName(files, `${name}.sqlite`)
  if (shipped === undefined) return missing(`There is no "${name}.sqlite" in ${join(folder, name)}`)
  const wrong = await whatElse(join(folder, name, shipped))
  if (wrong) return missing(`${join(folder, name, shipped)} is ${wrong}`)
  const others = files.filter((file) => file !== shipped).sort()
  const instances = [shipped, ...others].map((file) => ({
    name: file,
    url: `sqlite:${join(folder, name, file)}`,
  }))
  return { kind: 'found', name, shipped: instances[0]!.url, instances }
}

/** The name itself, else the one name that differs in case only. */
function sameName(names: readonly string[], wanted: string): string | undefined {
  if (names.includes(wanted)) return wanted
  const near = names.filter((name) => name.toLowerCase() === wanted.toLowerCase())
  return near.length === 1 ? near[0] : undefined
}

async function sqliteFilesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.toLowerCase().endsWith('.sqlite'))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOTDIR') return []
    return refuseFolder(folder, thrown)
  }
}

/** What a file is, if it cannot be a SQLite database. */
async function whatElse(path: string): Promise<string | undefined> {
  const file = await open(path).catch((thrown) => refuse(path, thrown))
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    const start = buffer.toString('latin1', 0, bytesRead)
    if (bytesRead === 0) return 'an empty file'
    if (start.startsWith('version https://git-lfs'))
      return 'a Git LFS pointer, not the database: run git lfs pull'
    return start.startsWith('SQLite format 3\0') ? undefined : 'no SQLite database'
  } finally {
    await file.close()
  }
}

function refuseFolder(folder: string, thrown: unknown): never {
  const code = (thrown as NodeJS.ErrnoException).code
  if (code === 'ENOENT') throw new UserError(`Cannot find databases in "${folder}": there is no such folder`)
  if (code === 'ENOTDIR') {
    throw new UserError(
      `Cannot find databases in "${folder}": it is a file, not a folder`,
      'For one database, write --source sqlite:FILE',
    )
  }
  return refuse(folder, thrown)
}
