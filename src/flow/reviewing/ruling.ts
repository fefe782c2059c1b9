/** What a reviewer said, held against the dispute: what it makes of the question, or why it cannot be said. */
import type { Candidate } from '../../model/candidate.ts'
import type { Cause, Decision, REVIEW_ACCEPTS } from '../../model/decision.ts'
import { UsageError, UserError } from '../../model/errors.ts'

export interface DecideOptions {
  readonly accept: (typeof REVIEW_ACCEPTS)[number]
  /** The reviewer's own query. */
  readonly sql?: string | undefined
  readonly cause?: Cause | undefined
  readonly note?: string | undefined
  /** The question's new words. */
  readonly question?: string | undefined
  readonly drop?: boolean | undefined
  /** Both sides answer anew in a later round. */
  readonly again?: boolean | undefined
}

/** What a ruling puts into the decision. */
export type Ruling = Pick<
  Decision,
  'accept' | 'effect' | 'sql' | 'sqlAlternatives' | 'candidate' | 'questionText'
>

export interface Sides {
  readonly a: Candidate | undefined
  readonly b: Candidate | undefined
}

/**
 * The ruling that the options make.
 *
 * @throws {UsageError} if they do not go together
 * @throws {UserError} if a side is accepted that gave no answer
 */
export function rulingOf(options: DecideOptions, sides: Sides): Ruling {
  const { accept, sql, question, drop = false, again = false } = options
  const asked = [sql !== undefined && '--sql', drop && '--drop', again && '--again'].filter(Boolean)
  if (asked.length > 1) throw new UsageError(`${asked.join(' and ')} do not go together`)
  if (question !== undefined && accept !== 'ambiguous')
    throw new UsageError('--question goes with --accept ambiguous')
  if (question !== undefined && question.trim() === '') throw new UsageError('--question needs words')
  if (accept === 'a' || accept === 'b' || accept === 'both') {
    if (asked.length > 0) throw new UsageError(`${asked[0]} goes with --accept neither`)
    return accepted(accept, sides)
  }
  if (accept === 'ambiguous') return ambiguous(options)
  if (sql !== undefined) return { accept, effect: 'settled', sql }
  if (drop) return { accept, effect: 'dropped' }
  if (again) return { accept, effect: 'again' }
  throw new UsageError(
    '--accept neither needs --sql, --drop or --again',
    '--sql writes the right query now, --again has both sides answer anew, --drop takes the question out',
  )
}

function accepted(accept: 'a' | 'b' | 'both', sides: Sides): Ruling {
  if (accept !== 'both') {
    const { sql, id } = answered(sides, accept)
    return { accept, effect: 'settled', sql, candidate: id }
  }
  const [a, b] = [answered(sides, 'a'), answered(sides, 'b')]
  const same = a.sql.trim() === b.sql.trim()
  return {
    accept,
    effect: 'settled',
    sql: a.sql,
    candidate: a.id,
    ...(same ? {} : { sqlAlternatives: [b.sql] }),
  }
}

function answered(sides: Sides, side: 'a' | 'b'): { readonly sql: string; readonly id: string } {
  const { sql, id } = sides[side] ?? {}
  if (sql !== undefined && id !== undefined) return { sql, id }
  throw new UserError(
    `Cannot accept ${side.toUpperCase()}: that side gave no query`,
    'Write the right one with --accept neither --sql',
  )
}

/** New words send the question back to both sides; without words its two readings take it out, unless one is chosen. */
function ambiguous({ accept, sql, question, again }: DecideOptions): Ruling {
  const words = question === undefined ? {} : { questionText: question.trim() }
  if (sql !== undefined) return { accept, effect: 'settled', sql, ...words }
  if (question !== undefined || again) return { accept, effect: 'again', ...words }
  return { accept, effect: 'dropped' }
}
