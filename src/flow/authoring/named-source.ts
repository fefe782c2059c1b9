/** A source by the name that a person gave, with what was last seen of it and what people said of its tables. */
import type { Catalog } from '../../model/catalog.ts'
import { describedCatalog } from '../../model/description.ts'
import { nearest, UserError } from '../../model/errors.ts'
import type { Source } from '../../model/source.ts'
import { descriptionsOf, getSource, latestCatalog, listSources } from '../../store/sources.ts'
import type { Db } from '../../store/tables.ts'

/** @throws {UserError} if there is none, with the nearest name */
export async function namedSource(db: Db, name: string): Promise<Source> {
  const found = await getSource(db, name)
  if (found) return found
  const known = (await listSources(db)).map((one) => one.name)
  const near = nearest(name, known)
  throw new UserError(
    `Cannot find the source "${name}"`,
    near ? `Did you mean "${near}"?` : `Add it with concord source add ${name} URL`,
  )
}

export async function catalogOf(db: Db, name: string): Promise<Catalog> {
  const seen = await latestCatalog(db, name)
  if (!seen) throw new Error(`The source "${name}" has no catalog`)
  return describedCatalog(seen.catalog, await descriptionsOf(db, name))
}
