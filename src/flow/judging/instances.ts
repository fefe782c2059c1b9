/** The databases on which two queries over one source are compared: the shipped one, and every other instance beside it. */
import { basename, dirname, resolve } from 'node:path'
import type { ConfigLimits } from '../../model/config.ts'
import type { Execution, Limits } from '../../model/execution.ts'
import { sha256 } from '../../model/ids.ts'
import type { Source } from '../../model/source.ts'
import type { Workbench } from '../../workbench.ts'
import { type Instance, openDatabases } from '../inputs/databases.ts'
import { namingSource, refuseChanged, refuseChangedInstance } from './unchanged.ts'

/** A database to run queries on, with what a person needs to see it again where it was made for the occasion. */
export interface OpenInstance {
  /** A file's name, or what its maker calls it. */
  readonly name: string
  run(sql: string): Promise<Execution>
  /** For an instance that was made: the seed, its rows by table, and the SQL that makes it. */
  readonly made?: {
    readonly seed: number
    readonly tables: Readonly<Record<string, readonly (readonly unknown[])[]>>
    readonly sql: string
  }
}

export interface Instances {
  readonly shipped: OpenInstance
  readonly others: readonly OpenInstance[]
  /** Equal for equal content of all of them: part of the judge's version. */
  readonly fingerprint: string
  /** @throws {UserError} if one of them no longer holds what `fingerprint` was made of */
  unchanged(): Promise<void>
}

/** Rows a compared result may have: wide enough that only a runaway join meets it. */
const COMPARED_ROWS = 1_000_000

/** The limits of a query that is compared with another. */
export function comparingLimits(limits: ConfigLimits): Limits {
  return {
    timeoutMs: limits.queryTimeoutMs,
    maxRows: Math.max(limits.queryRows, COMPARED_ROWS),
    memoryMb: limits.queryMemoryMb,
  }
}

/**
 * Opens a source's database and the instances beside it: further `*.sqlite` where the source is `<name>/<name>.sqlite`.
 *
 * @throws {UserError} if one of them is gone
 */
export async function openInstances(
  bench: Pick<Workbench, 'openDatabase' | 'workspace'>,
  source: Pick<Source, 'name' | 'url'>,
  limits: Partial<Limits>,
): Promise<Instances> {
  const named = <T>(act: () => Promise<T>) => namingSource(source.name, act)
  const [shipped, ...others] = await Promise.all(
    (await instancesOf(bench.workspace, source)).map(async ({ name, url }) => {
      const database = await named(() => bench.openDatabase(url))
      const { hash } = await named(() => database.fingerprint())
      return { name, hash, database, run: (sql: string) => named(() => database.run(sql, limits)) }
    }),
  )
  const hashes = [shipped!, ...others].map((one) => one.hash)
  return {
    shipped: shipped!,
    others,
    fingerprint: sha256(hashes.join('\n')).slice(0, 12),
    async unchanged() {
      await refuseChanged(shipped!.database, { source: source.name, hash: shipped!.hash })
      for (const { name: instance, hash, database } of others) {
        await refuseChangedInstance(database, { source: source.name, hash, instance })
      }
    },
  }
}

/** A source's database and the instances beside it, by name and URL. */
export async function instancesOf(
  workspace: string,
  { name, url }: Pick<Source, 'name' | 'url'>,
): Promise<readonly Instance[]> {
  const alone = [{ name, url }]
  const path = /^sqlite:(.*)$/i.exec(url)?.[1]
  if (path === undefined) return alone
  const file = resolve(workspace, path)
  const folder = dirname(file)
  if (basename(file).toLowerCase() !== `${basename(folder)}.sqlite`.toLowerCase()) return alone
  const found = await (await openDatabases({ folder: dirname(folder) })).find(basename(folder))
  return found.kind === 'found' ? found.instances : alone
}
