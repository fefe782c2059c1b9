/** Which questions are still open to a person: of those nothing that others said may be shown to him. */
import { UserError } from '../../model/errors.ts'
import { questionState } from '../../model/state.ts'
import { eachCandidate } from '../../store/candidates.ts'
import { flagsOf } from '../../store/flags.ts'
import { leasesUnder } from '../../store/leases.ts'
import { recordsOf } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'
import {
  type AnnotationWork,
  type Asking,
  isDone,
  lacksAnswers,
  leaseOf,
  type Parts,
  partsOf,
  type Standing,
  workAtHand,
} from './assignment.ts'

/** Tells of a question and all that is known of it whether it is open to the person. */
export type OpenTo = (id: string, record: Standing) => boolean

/**
 * A question is open to whoever has it in hand, and in a round to everybody who takes part in it and can still be
 * given it. Who only drafts and reviews takes part in none.
 */
export async function openTo(db: Db, asking: Asking): Promise<OpenTo> {
  const work = await workAtHand(db)
  const parts = await partsOf(db, work)
  const kind = leaseOf(work, asking.person).kind
  const itemsSince = async (now: number) => {
    const leases = await leasesUnder(db, { prefix: kind, now })
    return new Set(leases.filter((one) => one.kind === kind).map((one) => one.item))
  }
  const inHand = await itemsSince(asking.now)
  // What ran out was seen all the same.
  const given = await itemsSince(0)
  const takesPart = parts !== undefined && (given.size > 0 || (await hasSaid(db, { work, parts, asking })))
  return (id, record) => {
    if (!takesPart && !given.has(id)) return false
    if (parts && !parts.has(id)) return false
    const standing = { id, record, state: questionState(record) }
    if (isDone(standing, parts) || saidBy(asking.person, { record, round: work.round })) return false
    return inHand.has(id) || lacksAnswers(standing, { work, parts })
  }
}

/**
 * Lets nobody see what others said of a question that is open to him.
 *
 * @throws {UserError} "Cannot <what>: …" if it is
 */
export async function refuseWhileOpen(
  db: Db,
  id: string,
  { asking, what }: { readonly asking: Asking; readonly what: string },
): Promise<void> {
  const record = (await recordsOf(db, [id])).get(id)
  if (record && (await openTo(db, asking))(id, record)) throw stillOpen(what, asking.person)
}

export function stillOpen(what: string, person: string): UserError {
  return new UserError(
    `Cannot ${what}: you have not answered its question yet`,
    `concord annotate next --as ${person}`,
  )
}

function saidBy(person: string, { record, round }: { record: Standing; round: number }): boolean {
  const answered = record.candidates.some(
    (one) => one.kind === 'annotator' && one.round === round && one.name === person,
  )
  return answered || record.flags.some((one) => one.round === round && one.by === person)
}

/** Whether the person has said anything in the round. */
async function hasSaid(
  db: Db,
  { work, parts, asking }: { work: AnnotationWork; parts: Parts; asking: Asking },
): Promise<boolean> {
  const { round } = work
  const filter = { kind: 'annotator', round, name: asking.person } as const
  for await (const _ of eachCandidate(db, filter)) return true
  const flags = await flagsOf(db, [...parts.keys()])
  return flags.some((one) => one.round === round && one.by === asking.person)
}
