/** Whom a rule speaks to: everybody, a data set, or a database that there is. */
import { nearest, UserError } from '../../model/errors.ts'
import { guidelineScope } from '../../model/guideline.ts'
import { listSources } from '../../store/sources.ts'
import type { Db } from '../../store/tables.ts'

/** @throws {UserError} if it is no scope, or names what is not there */
export async function refuseUnknownScope(db: Db, scope: string): Promise<void> {
  if (!guidelineScope.safeParse(scope).success) {
    throw new UserError(`Cannot add a rule for "${scope}"`, 'A scope is all, dataset:NAME or database:NAME')
  }
  if (scope === 'all') return
  const [kind, name] = [scope.slice(0, scope.indexOf(':')), scope.slice(scope.indexOf(':') + 1)]
  const sources = await listSources(db)
  const known = [...new Set(sources.map((one) => (kind === 'dataset' ? one.dataset : one.name)))]
  if (known.includes(name)) return
  const near = nearest(name, known)
  throw new UserError(
    `Cannot add a rule for the ${kind} "${name}": there is none`,
    near ? `Did you mean "${near}"?` : `There are ${known.join(', ') || 'none yet: concord source add'}`,
  )
}
