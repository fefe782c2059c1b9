/** Tells rules whether a column of a database holds a value: asked beforehand, remembered, and unknown where the answer takes too long. */
import type { EngineName } from '../../model/source.ts'
import type { Database } from '../../sources/engine.ts'
import type { Lookup } from '../../sql/rules/check-sql.ts'
import type { HasValue } from '../../sql/rules/rule.ts'
import { quoteName, quoteText } from './quoting.ts'

const TIMEOUT_MS = 1_000

export interface ValueIndex {
  /** Asks the database for every value that is not known yet; what it then says holds for exactly these. */
  ask(lookups: readonly Lookup[]): Promise<HasValue>
}

export function openValueIndex(database: Database, engine: EngineName): ValueIndex {
  const known = new Map<string, Promise<boolean | undefined>>()
  const answer = (lookup: Lookup) => {
    const key = keyOf(lookup)
    const found = known.get(key) ?? isHeld(database, lookup, engine)
    known.set(key, found)
    return found
  }
  return {
    async ask(lookups) {
      const answers = await Promise.all(lookups.map(answer))
      const byKey = new Map(lookups.map((lookup, i) => [keyOf(lookup), answers[i]]))
      return (table, column, value) => byKey.get(keyOf({ table, column, value }))
    },
  }
}

async function isHeld(database: Database, { table, column, value }: Lookup, engine: EngineName) {
  const text = typeof value === 'number' ? String(value) : quoteText(value, engine)
  const sql = `SELECT 1 FROM ${quoteName(table, engine)} WHERE ${quoteName(column, engine)} = ${text} LIMIT 1`
  const execution = await database.run(sql, { timeoutMs: TIMEOUT_MS, maxRows: 1 })
  return execution.kind === 'rows' ? execution.rowCount > 0 : undefined
}

function keyOf({ table, column, value }: Lookup): string {
  return JSON.stringify([table, column, value])
}
