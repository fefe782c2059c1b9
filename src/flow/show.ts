/** The verb that follows a thing, by its id, to what it was made from and what was made from it. */
import { nearest, UserError } from '../model/errors.ts'
import type { LineageReport } from '../model/lineage-report.ts'
import { questionNamesLike } from '../store/lineage.ts'
import { findQuestions } from '../store/questions.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import {
  agreementLineage,
  candidateLineage,
  decisionLineage,
  predictionLineage,
} from './lineage/answer-lineage.ts'
import {
  benchmarkLineage,
  callLineage,
  proofLineage,
  releaseLineage,
  ruleLineage,
  sourceLineage,
} from './lineage/other-lineage.ts'
import { questionLineage } from './lineage/question-lineage.ts'
import { questionNamed } from './lineage/question-named.ts'
import { withheldFrom } from './lineage/withheld.ts'

type Follow = (db: Db, id: string) => Promise<LineageReport | undefined>

/** What an id begins with tells its noun. */
const BY_PREFIX: Readonly<Record<string, Follow>> = {
  q: questionLineage,
  c: candidateLineage,
  a: agreementLineage,
  d: decisionLineage,
  p: proofLineage,
  g: ruleLineage,
  k: callLineage,
  y: predictionLineage,
}

/** Things that have names. */
const BY_NAME: readonly Follow[] = [sourceLineage, releaseLineage, benchmarkLineage, callLineage]

/**
 * The lineage of anything that has an id or a name, without what is kept from whoever is still to answer.
 *
 * @throws {UserError} if there is nothing of this id, or it is an answer to a question that is open to the person
 */
export async function lineageOf(
  { store: { db }, person, clock }: Pick<Workbench, 'store' | 'person' | 'clock'>,
  id: string,
): Promise<LineageReport> {
  return withheldFrom(db, await found(db, id), { person, now: clock().getTime() })
}

async function found(db: Db, id: string): Promise<LineageReport> {
  // An id tells its noun; a name is looked for where names are.
  const prefix = /^([a-z])_[0-9a-f]{16}$/.exec(id)?.[1]
  const byId = prefix === undefined ? undefined : await BY_PREFIX[prefix]?.(db, id)
  if (byId) return byId
  for (const follow of BY_NAME) {
    const named = await follow(db, id)
    if (named) return named
  }
  // Others may call a question so.
  if ((await findQuestions(db, id)).length > 0)
    return (await questionLineage(db, await questionNamed(db, id)))!
  const near = nearest(id, await questionNamesLike(db, id.slice(0, 3)))
  const hint = near ? `Did you mean "${near}"?` : 'concord status says what there is'
  throw new UserError(`Cannot find anything of the id "${id}"`, hint)
}
