/** The sources that imported items need: those that are there, and with a folder of databases those that it holds. */
import { UserError } from '../../model/errors.ts'
import type { Source, Split } from '../../model/source.ts'
import { listSources } from '../../store/sources.ts'
import { type Databases, openDatabases } from '../inputs/databases.ts'
import { type Registering, registerSource } from './register-source.ts'

/** What an item says of itself. */
export interface Wanted {
  readonly db: string
  readonly dataset: string
  /** Absent where the item does not say. */
  readonly split: Split | undefined
}

export interface SourceBook {
  /** The source that an item is over, or a sentence why there is none for it. */
  find(wanted: Wanted): Promise<Source | { readonly problem: string }>
  /** The sources that were added on the way. */
  readonly added: readonly string[]
}

export interface SourceBookOptions {
  /** A folder of databases from which missing sources are added. */
  readonly databases: string | undefined
  /** The side of a source that is added for an item that names none. */
  readonly split: Split
}

export async function openSourceBook(
  bench: Registering,
  { databases, split }: SourceBookOptions,
): Promise<SourceBook> {
  const known = new Map((await listSources(bench.store.db)).map((one) => [one.name, one]))
  const folder = databases === undefined ? undefined : await openDatabases({ folder: databases })
  const failed = new Map<string, string>()
  const added: string[] = []

  async function register(wanted: Wanted, databases: Databases): Promise<Source | { problem: string }> {
    const found = await databases.find(wanted.db)
    if (found.kind === 'missing') return { problem: found.reason }
    const spec = { name: wanted.db, url: found.shipped, dataset: wanted.dataset, egress: 'schema' } as const
    try {
      const registered = await registerSource(bench, { ...spec, split: wanted.split ?? split })
      if (registered.added) added.push(wanted.db)
      known.set(wanted.db, registered.source)
      return registered.source
    } catch (thrown) {
      if (thrown instanceof UserError) return { problem: thrown.message }
      throw thrown
    }
  }

  return {
    added,
    async find(wanted) {
      const source = known.get(wanted.db)
      if (source) return onItsSide(source, wanted)
      const problem = failed.get(wanted.db)
      if (problem !== undefined) return { problem }
      const found = folder
        ? await register(wanted, folder)
        : {
            problem: `There is no source "${wanted.db}": run concord source add ${wanted.db} URL, or name the folder of its database with --databases`,
          }
      if ('problem' in found) failed.set(wanted.db, found.problem)
      return found
    },
  }
}

function onItsSide(source: Source, { split }: Wanted): Source | { problem: string } {
  if (split === undefined || split === source.split) return source
  return { problem: `It is a ${split} item, but the source "${source.name}" is on the ${source.split} side` }
}
