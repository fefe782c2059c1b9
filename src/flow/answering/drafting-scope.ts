/** Which questions are to be drafted, in which round, under which guidelines. */
import { UserError } from '../../model/errors.ts'
import type { Round } from '../../model/round.ts'
import type { QuestionFilter } from '../../store/question-filter.ts'
import { listRounds } from '../../store/rounds.ts'
import { getStage, listStages } from '../../store/stages.ts'
import type { Db } from '../../store/tables.ts'

/**
 * The round of a number; the open one where none is named.
 *
 * @returns undefined for 0, and where none is named and none is open
 * @throws {UserError} if there is no such round
 */
export async function roundAsked(db: Db, asked: number | undefined): Promise<Round | undefined> {
  if (asked === 0) return undefined
  const rounds = await listRounds(db)
  if (asked === undefined) return rounds.findLast((one) => !one.closing)?.round
  const found = rounds.find((one) => one.round.round === asked)
  if (found) return found.round
  const last = rounds.at(-1)?.round.round
  throw new UserError(
    `Cannot find round ${asked}`,
    last === undefined ? 'No round was started: concord round start' : `The last one is round ${last}`,
  )
}

/** @throws {UserError} if there is no such stage */
export async function stageAsked(db: Db, asked: string): Promise<string> {
  if (await getStage(db, asked)) return asked
  const known = (await listStages(db)).map((one) => one.name)
  throw new UserError(`Cannot find the stage "${asked}"`, `There are ${known.join(', ') || 'none yet'}`)
}

/** The questions of a round, or of a stage, or all. */
export function questionsIn(round: Round | undefined, stage: string | undefined): QuestionFilter {
  return {
    ...(round ? { round: round.round } : {}),
    ...(stage === undefined ? {} : { stage }),
  }
}
