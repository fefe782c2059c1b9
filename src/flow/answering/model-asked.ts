/** Which model of `concord.yaml` a verb asks. */
import type { Config } from '../../model/config.ts'
import { nearest, UserError } from '../../model/errors.ts'

/**
 * The model named, else the one that `use` names for the verb, else the only one that there is.
 *
 * @param used what `use` names, the first that is there
 * @throws {UserError} if none can be told
 */
export function modelAsked(
  { models }: Pick<Config, 'models'>,
  given: string | undefined,
  used: readonly (string | undefined)[],
): string {
  const known = Object.keys(models)
  const name = given ?? used.find((one) => one !== undefined) ?? (known.length === 1 ? known[0] : undefined)
  if (name !== undefined && models[name]) return name
  if (name !== undefined) {
    const near = nearest(name, known)
    throw new UserError(
      `Cannot use model "${name}": concord.yaml names no such model`,
      near ? `Did you mean "${near}"?` : `It names ${known.join(', ') || 'none; add one under "models"'}`,
    )
  }
  throw new UserError(
    known.length === 0
      ? 'Cannot ask a model: concord.yaml names none'
      : 'Cannot tell which model to ask: concord.yaml names several',
    known.length === 0
      ? 'Add one under "models"'
      : `Name one with --model or under "use": ${known.join(', ')}`,
  )
}
