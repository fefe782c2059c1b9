/** The ledger of a day read from outside: which of the server's answers it holds, told by their serial numbers. */
import type { Answered } from '../first-day/day-server.ts'
import { counted } from '../first-day/expected.ts'
import { rowsOf, type StoreAt } from './table-rows.ts'

const SERIALS = "SELECT input_tokens AS serial FROM calls WHERE reply_kind = 'answer'"

/**
 * How often the ledger holds an answer to each thing that was asked.
 *
 * @throws {Error} if it holds an answer that the server never gave
 */
export async function heldAnswers(
  store: StoreAt,
  answers: readonly Answered[],
): Promise<Readonly<Record<string, number>>> {
  const keys = new Map(answers.map((one) => [one.serial, one.key]))
  const held = (await rowsOf(store, SERIALS)).map(({ serial }) => {
    const key = keys.get(Number(serial))
    if (key === undefined) throw new Error(`The ledger holds an answer ${serial} that nobody gave`)
    return key
  })
  return counted(held)
}
