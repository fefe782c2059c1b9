/** The workspace's sources as the databases that a judge looks up. */
import { isAbsolute, resolve } from 'node:path'
import { withSecrets } from '../../config.ts'
import { getSource } from '../../store/sources.ts'
import type { Workbench } from '../../workbench.ts'
import type { Databases, FoundDatabase, MissingDatabase } from '../inputs/databases.ts'
import { instancesOf } from './instances.ts'

export function workspaceDatabases({ store, workspace }: Pick<Workbench, 'store' | 'workspace'>): Databases {
  const known = new Map<string, Promise<FoundDatabase | MissingDatabase>>()
  async function lookUp(name: string): Promise<FoundDatabase | MissingDatabase> {
    const source = await getSource(store.db, name)
    if (!source) return { kind: 'missing', reason: `There is no source "${name}"` }
    const stored = await instancesOf(workspace, source)
    const instances = stored.map((one) => ({ ...one, url: withSecrets(absolute(one.url, workspace)) }))
    return { kind: 'found', name, shipped: instances[0]!.url, instances }
  }
  return {
    find(name) {
      const found = known.get(name) ?? lookUp(name)
      known.set(name, found)
      return found
    },
  }
}

/** Stored paths are relative to the workspace. */
function absolute(url: string, workspace: string): string {
  const file = /^(sqlite|duckdb):(.*)$/i.exec(url)
  if (!file || isAbsolute(file[2]!)) return url
  return `${file[1]}:${resolve(workspace, file[2]!)}`
}
