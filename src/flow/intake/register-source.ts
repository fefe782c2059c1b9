/** Takes a database under study into the workspace: opened, looked at, and never on both sides of the split. */
import { existsSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import type { Catalog } from '../../model/catalog.ts'
import { UserError } from '../../model/errors.ts'
import { engineOf, nameProblem, type Source, withoutPassword } from '../../model/source.ts'
import { addCatalog, addSource, getSource, sourcesOfFingerprint } from '../../store/sources.ts'
import type { Db } from '../../store/tables.ts'
import type { Workbench } from '../../workbench.ts'

export type Registering = Pick<Workbench, 'workspace' | 'store' | 'openDatabase' | 'clock'>

export type SourceSpec = Pick<Source, 'name' | 'url' | 'dataset' | 'split' | 'egress'>

export interface Registered {
  readonly source: Source
  readonly catalog: Catalog
  /** False if it was there. */
  readonly added: boolean
  /** Whether it was there with other content, which has been read again. */
  readonly changed: boolean
}

/**
 * Adds a source with its catalog and value profiles; adding the same once more only reads a database again that has changed.
 *
 * @param spec its URL as a person wrote it: a relative path is one from the current folder
 * @throws {UserError} if the database cannot be opened, the name is none or another's, the URL holds a password, or the
 *   same database is a source of the other split
 */
export async function registerSource(bench: Registering, spec: SourceSpec): Promise<Registered> {
  refuseName(spec)
  refusePassword(spec)
  const url = storedUrl(spec.url, bench.workspace)
  const source: Source = { ...spec, url, engine: engineOf(url), addedAt: bench.clock().toISOString() }
  const database = await bench.openDatabase(url)
  const catalog = await database.catalog({ profiles: true })
  const done = await bench.store.transaction(async (db) => {
    const known = await getSource(db, spec.name)
    if (known) refuseOther(known, source)
    await refuseBothSides(db, source, catalog)
    if (!known) await addSource(db, source)
    const fresh = await addCatalog(db, { source: source.name, url, catalog, at: source.addedAt })
    return { added: !known, changed: known !== undefined && fresh }
  })
  return { source: (await getSource(bench.store.db, spec.name)) ?? source, catalog, ...done }
}

function refuseName({ name }: SourceSpec): void {
  const problem = nameProblem(name)
  if (problem === undefined) return
  throw new UserError(
    `Cannot add the source "${name}": ${problem}`,
    'Give it a short name, such as shop: concord source add shop sqlite:FILE',
  )
}

function refusePassword({ name, url }: SourceSpec): void {
  const open = url.replace(/\$\{\w+\}/g, '')
  const hidden = withoutPassword(open)
  if (hidden === open || /^[a-z]+:\/\/[^@]*:@/i.test(open)) return
  throw new UserError(
    `Cannot add the source "${name}": its URL holds a password, and passwords are never stored`,
    `Put it into an environment variable and write its name: ${hidden.replace('@', ':$' + '{PASSWORD}@')}`,
  )
}

/** The URL as it is kept: a file's path relative to the workspace, unless it was given whole and lies elsewhere. */
function storedUrl(url: string, workspace: string): string {
  const file = /^(sqlite|duckdb):(?:\/\/(?=\/))?(.*)$/i.exec(url)
  if (!file) return url
  const [, scheme, path] = file
  const fromHere = resolve(path!)
  const whole = isAbsolute(path!) || existsSync(fromHere) ? fromHere : resolve(workspace, path!)
  const inside = relative(workspace, whole)
  const keepWhole = isAbsolute(path!) && inside.startsWith('..')
  return `${scheme!.toLowerCase()}:${keepWhole ? whole : inside}`
}

function refuseOther(known: Source, wanted: Source): void {
  for (const member of ['url', 'dataset', 'split', 'egress'] as const) {
    if (known[member] === wanted[member]) continue
    throw new UserError(
      `Cannot add the source "${wanted.name}": there is one of this name with ${member} "${known[member]}", not "${wanted[member]}"`,
      `Choose another name, or run concord source remove ${wanted.name} first`,
    )
  }
}

/** A database is known by what it holds, not by what it is called. */
async function refuseBothSides(db: Db, source: Source, catalog: Catalog): Promise<void> {
  const same = await sourcesOfFingerprint(db, catalog.fingerprint.hash)
  const other = same.find((one) => one.name !== source.name && one.split !== source.split)
  if (!other) return
  throw new UserError(
    `Cannot add the source "${source.name}" to the ${source.split} side: it holds the same as "${other.name}", which is on the ${other.split} side`,
    `Add it with --split ${other.split}, or leave it out: a model must not be tested on what it was trained on`,
  )
}
