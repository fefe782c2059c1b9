/** Runs one text that is to be one read-only query with a result; whatever it does is a value. */
import { messageOf } from '../../model/errors.ts'
import type { Limits } from '../../model/execution.ts'
import { collect, type Outcome } from './collect.ts'
import type { Connection, Prepared } from './connection.ts'
import { withWholeTexts } from './nul-texts.ts'
import { statementsOf } from './one-statement.ts'
import { troubleOf } from './trouble.ts'

const MAX_LENGTH = 1_000_000_000

/** SQLite's words for results that are too large, while it runs. */
const TOO_LARGE: ReadonlySet<string> = new Set(['string or blob too big', 'out of memory'])

/** What a statement that is no query begins with: refused by its first word, also where it would fail anyway. */
const WRITES: ReadonlySet<string> = new Set(
  `INSERT UPDATE DELETE REPLACE CREATE DROP ALTER ATTACH DETACH BEGIN COMMIT END ROLLBACK SAVEPOINT RELEASE
   VACUUM ANALYZE REINDEX`.split(/\s+/),
)

/** @throws what SQLite says of the database itself (see `troubleOf`) */
export function runQuery(connection: Connection, sql: string, limits: Limits): Outcome {
  const { count, text, parameter, firstWord } = statementsOf(sql)
  if (count === 0) return { kind: 'error', message: 'There is no query: the text is empty or only a comment' }
  if (count > 1) return refused('it holds more than one statement')
  if (WRITES.has(firstWord)) return refused(`${firstWord} is not allowed`)
  if (text.includes('\0')) return { kind: 'error', message: 'The query contains a NUL character' }
  if (parameter) return { kind: 'error', message: `No value was given for the parameter ${parameter}` }
  connection.limitLength(Math.min(MAX_LENGTH, limits.memoryMb * 2 ** 20))
  const prepared = guarded(connection, firstWord, () => connection.prepare(text))
  if ('kind' in prepared) return prepared
  if (prepared.columnNames.length === 0) return refused(`${firstWord} returns no rows`)
  const outcome = guarded(connection, firstWord, () =>
    withWholeTexts(connection, text, collect(prepared, limits)),
  )
  if (outcome.kind !== 'error' || !TOO_LARGE.has(outcome.message)) return outcome
  return { kind: 'memory', message: `It makes a value larger than its limit of ${limits.memoryMb} MB` }
}

function guarded<Result extends Prepared | Outcome>(
  connection: Connection,
  firstWord: string,
  act: () => Result,
): Result | Extract<Outcome, { message: string }> {
  try {
    return act()
  } catch (thrown) {
    const denied = connection.authorizer.takeDenied()
    if (denied !== undefined) return refused(denied ? `it may not ${denied}` : `${firstWord} is not allowed`)
    if (troubleOf(connection.path, thrown)) throw thrown
    const message = messageOf(thrown)
    if (message === 'attempt to write a readonly database') return refused('it writes')
    return { kind: 'error', message }
  }
}

function refused(why: string) {
  return { kind: 'refused', message: `It is not one read-only query: ${why}` } as const
}
