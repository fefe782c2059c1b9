/** The ledger of a day read straight from its store: which of the server's answers it holds, told by their serial numbers. */
import { DatabaseSync } from '@photostructure/sqlite'
import pg from 'pg'
import type { Answered } from './day-server.ts'
import { counted } from './expected.ts'

/** Where a day's store is, as the tests of the store have it. */
export type DayStore = { readonly file: string } | { readonly url: string }

const SERIALS = "SELECT input_tokens AS serial FROM calls WHERE reply_kind = 'answer'"

async function serials(store: DayStore): Promise<number[]> {
  if ('file' in store) {
    const driver = new DatabaseSync(store.file, { readOnly: true })
    const rows = driver.prepare(SERIALS).all() as { serial: number }[]
    driver.close()
    return rows.map((row) => row.serial)
  }
  const client = new pg.Client({ connectionString: store.url })
  await client.connect()
  const { rows } = await client.query<{ serial: string }>(SERIALS)
  await client.end()
  return rows.map((row) => Number(row.serial))
}

/**
 * How often the ledger holds an answer to each thing that was asked.
 *
 * @throws {Error} if it holds an answer that the server never gave
 */
export async function heldAnswers(
  store: DayStore,
  answers: readonly Answered[],
): Promise<Readonly<Record<string, number>>> {
  const keys = new Map(answers.map((one) => [one.serial, one.key]))
  const held = (await serials(store)).map((serial) => {
    const key = keys.get(serial)
    if (key === undefined) throw new Error(`The ledger holds an answer ${serial} that nobody gave`)
    return key
  })
  return counted(held)
}
