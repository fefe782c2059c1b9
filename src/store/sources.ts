/** The databases under study in the store, with each catalog that was seen of them and what people said of their tables. */
import { type Catalog, catalog } from '../model/catalog.ts'
import { type Description, description } from '../model/description.ts'
import { type Source, source } from '../model/source.ts'
import { addRow } from './add.ts'
import { codecOf } from './codec.ts'
import { none } from './none.ts'
import type { Db } from './tables.ts'

const sources = codecOf(source)
const descriptions = codecOf(description)

/** False if a source of this name is there. */
export function addSource(db: Db, one: Source): Promise<boolean> {
  return addRow(db, 'sources', sources.toRow(one))
}

export async function getSource(db: Db, name: string): Promise<Source | undefined> {
  const row = await db.selectFrom('sources').selectAll().where('name', '=', name).executeTakeFirst()
  return row && sources.fromRow(row)
}

/** By name. */
export async function listSources(db: Db): Promise<Source[]> {
  const rows = await db.selectFrom('sources').selectAll().orderBy('name').execute()
  return rows.map(sources.fromRow)
}

/** Removes a source over which nobody asked anything; what was seen of it stays. False if there was none. */
export async function removeSource(db: Db, name: string): Promise<boolean> {
  const result = await db.deleteFrom('sources').where('name', '=', name).executeTakeFirst()
  return result.numDeletedRows > 0n
}

export interface SeenCatalog {
  readonly source: string
  readonly url: string
  readonly catalog: Catalog
  readonly at: string
}

/** Keeps a catalog unless it is the one that was last seen there. */
export async function addCatalog(db: Db, seen: SeenCatalog): Promise<boolean> {
  const last = await latestCatalog(db, seen.source)
  const { hash } = seen.catalog.fingerprint
  if (last && last.url === seen.url && last.catalog.fingerprint.hash === hash) return false
  const { source, url, at } = seen
  return addRow(db, 'catalogs', { source, url, hash, catalog: JSON.stringify(seen.catalog), at })
}

/** What was last seen of a source. */
export async function latestCatalog(db: Db, name: string): Promise<SeenCatalog | undefined> {
  const row = await db
    .selectFrom('catalogs')
    .selectAll()
    .where('source', '=', name)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  return { source: row.source, url: row.url, catalog: catalog.parse(JSON.parse(row.catalog)), at: row.at }
}

/** The sources whose last seen content has this fingerprint: the same database under other names. */
export async function sourcesOfFingerprint(db: Db, hash: string): Promise<Source[]> {
  const rows = await db
    .selectFrom('sources')
    .innerJoin('catalogs', 'catalogs.source', 'sources.name')
    .selectAll('sources')
    .where('catalogs.hash', '=', hash)
    .where((where) =>
      none(
        where
          .selectFrom('catalogs as later')
          .whereRef('later.source', '=', 'sources.name')
          .whereRef('later.seq', '>', 'catalogs.seq'),
      ),
    )
    .orderBy('sources.name')
    .execute()
  return rows.map(sources.fromRow)
}

/** Adds the next version of what is said of a table or column. */
export async function addDescription(db: Db, one: Omit<Description, 'version'>): Promise<Description> {
  for (;;) {
    const last = await db
      .selectFrom('descriptions')
      .select(({ fn }) => fn.max('version').as('version'))
      .where('source', '=', one.source)
      .where('table', '=', one.table)
      .where('column', '=', one.column)
      .executeTakeFirst()
    const next = { ...one, version: Number(last?.version ?? 0) + 1 }
    if (await addRow(db, 'descriptions', descriptions.toRow(next))) return next
  }
}

/** Every version of everything said of a source, oldest first. */
export async function descriptionsOf(db: Db, name: string): Promise<Description[]> {
  const rows = await db
    .selectFrom('descriptions')
    .selectAll()
    .where('source', '=', name)
    .orderBy('table')
    .orderBy('column')
    .orderBy('version')
    .execute()
  return rows.map(descriptions.fromRow)
}
