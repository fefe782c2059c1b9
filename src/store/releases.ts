/** Releases in the store. */
import { type Release, type ReleasePair, release, releasePair } from '../model/release.ts'
import { addRow, addRows } from './add.ts'
import { codecOf } from './codec.ts'
import { eachOf, PAGE, type PageOptions, pageOf } from './pages.ts'
import type { Db } from './tables.ts'

const releases = codecOf(release)
const pairs = codecOf(releasePair)

/** Adds a release with its pairs, in the caller's transaction; false if one of this name is there. */
export async function addRelease(db: Db, one: Release, all: readonly ReleasePair[]): Promise<boolean> {
  if (!(await addRow(db, 'releases', releases.toRow(one)))) return false
  await addRows(db, 'releasePairs', all.map(pairs.toRow))
  return true
}

export async function getRelease(db: Db, name: string): Promise<Release | undefined> {
  const row = await db.selectFrom('releases').selectAll().where('name', '=', name).executeTakeFirst()
  return row && releases.fromRow(row)
}

/** Oldest first. */
export async function listReleases(db: Db): Promise<Release[]> {
  const rows = await db.selectFrom('releases').selectAll().orderBy('at').orderBy('name').execute()
  return rows.map(releases.fromRow)
}

/** In the release's order. */
export function eachReleasePair(db: Db, name: string): AsyncGenerator<ReleasePair, void> {
  return eachOf(async ({ after = -1, limit = PAGE }: PageOptions) => {
    const query = db.selectFrom('releasePairs').selectAll().where('release', '=', name)
    const rows = await query.where('position', '>', after).orderBy('position').limit(limit).execute()
    return pageOf(rows, { limit, place: (row) => row.position, item: pairs.fromRow })
  })
}

/** The releases that hold a pair of this id. */
export async function releasesOf(db: Db, id: string): Promise<ReleasePair[]> {
  const query = db.selectFrom('releasePairs').selectAll().where('id', '=', id)
  return (await query.orderBy('release').execute()).map(pairs.fromRow)
}
