/** What a model may be shown of each source: its described catalog and its egress policy, read once. */
import type { Catalog } from '../../model/catalog.ts'
import { describedCatalog } from '../../model/description.ts'
import { nearest, UserError } from '../../model/errors.ts'
import type { Source } from '../../model/source.ts'
import { descriptionsOf, getSource, latestCatalog, listSources } from '../../store/sources.ts'
import type { Db } from '../../store/tables.ts'

export interface KnownSource {
  readonly source: Source
  readonly catalog: Catalog
}

/** @throws {UserError} when a source is asked for that the workspace does not have */
export function knownSources(db: Db): (name: string) => Promise<KnownSource> {
  const known = new Map<string, Promise<KnownSource>>()
  return (name) => {
    const found = known.get(name) ?? read(db, name)
    known.set(name, found)
    return found
  }
}

async function read(db: Db, name: string): Promise<KnownSource> {
  const [source, seen] = [await getSource(db, name), await latestCatalog(db, name)]
  if (source && seen)
    return { source, catalog: describedCatalog(seen.catalog, await descriptionsOf(db, name)) }
  const near = nearest(
    name,
    (await listSources(db)).map((one) => one.name),
  )
  throw new UserError(
    `Cannot find the source "${name}"`,
    near ? `Did you mean "${near}"?` : `Add it with concord source add ${name} URL`,
  )
}
