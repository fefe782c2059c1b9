/** Holds a database against the fingerprint that work on it rests on, so that no answer or verdict is made of two contents. */
import { UserError } from '../../model/errors.ts'
import type { Database } from '../../sources/engine.ts'

/** What a database held when the work on it began. */
export interface Held {
  /** The source's name. */
  readonly source: string
  readonly hash: string
}

/**
 * Cheap while the file is untouched; a file that was touched is read again.
 *
 * @throws {UserError} with both fingerprints, if the database holds something else now, or cannot be read
 */
export async function refuseChanged(database: Database, { source, hash }: Held): Promise<void> {
  const now = await namingSource(source, () => database.fingerprint())
  if (now.hash === hash) return
  throw new UserError(
    `Cannot go on with the source "${source}": its database has changed since it was read (fingerprint ${short(hash)} then, ${short(now.hash)} now)`,
    `If that is meant, run concord source describe ${source} --refresh and then the same command again; else put back what was there. What was stored before stays as it is`,
  )
}

/** As `refuseChanged`, for an instance beside the source's database. */
export async function refuseChangedInstance(
  database: Database,
  { source, hash, instance }: Held & { readonly instance: string },
): Promise<void> {
  const now = await namingSource(source, () => database.fingerprint())
  if (now.hash === hash) return
  throw new UserError(
    `Cannot go on with the source "${source}": its instance "${instance}" has changed under the run (fingerprint ${short(hash)} before, ${short(now.hash)} now)`,
    'Run the same command again once it stays as it is: what was compared before is kept apart from what comes then',
  )
}

/** What `act` does; a sentence about a database that cannot be read says which source it is. */
export async function namingSource<T>(source: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (thrown) {
    if (!(thrown instanceof UserError) || thrown.message.includes(`source "${source}"`)) throw thrown
    throw new UserError(`Cannot use the source "${source}": ${lowered(thrown.message)}`, thrown.hint, {
      cause: thrown,
    })
  }
}

function short(hash: string): string {
  return hash.slice(0, 12)
}

function lowered(message: string): string {
  return `${message.charAt(0).toLowerCase()}${message.slice(1)}`
}
