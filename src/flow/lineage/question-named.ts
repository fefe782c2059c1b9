/** Finds the question that a person means, by our id or by what others call it. */
import { nearest, UserError } from '../../model/errors.ts'
import { questionNamesLike } from '../../store/lineage.ts'
import { findQuestions } from '../../store/questions.ts'
import type { Db } from '../../store/tables.ts'

/**
 * The id of the question that is called so.
 *
 * @throws {UserError} if there is none, or several data sets have one of this name
 */
export async function questionNamed(db: Db, name: string): Promise<string> {
  const found = await findQuestions(db, name)
  if (found.length === 1) return found[0]!
  if (found.length > 1) {
    throw new UserError(
      `Cannot tell which question "${name}" is: ${found.length} data sets have one`,
      `They are ${found.join(', ')}`,
    )
  }
  const near = nearest(name, await questionNamesLike(db, name.slice(0, 3)))
  throw new UserError(
    `Cannot find the question "${name}"`,
    near ? `Did you mean "${near}"?` : 'concord status says what there is; concord review list names items',
  )
}
