/** Finds the release that a person means, with its pairs. */
import { nearest, UserError } from '../../model/errors.ts'
import type { Release, ReleasePair } from '../../model/release.ts'
import { eachReleasePair, getRelease, listReleases } from '../../store/releases.ts'
import type { Db } from '../../store/tables.ts'

/** @throws {UserError} if there is none of this name */
export async function releaseNamed(db: Db, name: string): Promise<Release> {
  const found = await getRelease(db, name)
  if (found) return found
  const near = nearest(
    name,
    (await listReleases(db)).map((one) => one.name),
  )
  throw new UserError(
    `Cannot find the release "${name}"`,
    near ? `Did you mean "${near}"?` : 'concord release list names them; concord release create makes one',
  )
}

/** All of its pairs, in its order. */
export async function pairsOf(db: Db, name: string): Promise<ReleasePair[]> {
  const pairs: ReleasePair[] = []
  for await (const pair of eachReleasePair(db, name)) pairs.push(pair)
  return pairs
}
