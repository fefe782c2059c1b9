/** Runs the checks that ask the data: swapped values, and keys that stand for names. */

import type { Catalog } from '../../model/catalog.ts'
import type { Cell } from '../../model/cell.ts'
import type { Finding } from '../../model/finding.ts'
import { engineOf } from '../../model/source.ts'
import type { Database } from '../../sources/engine.ts'
import type { Text } from '../../sql/rules/reading/words.ts'
import { findResolvedCodes } from '../../sql/rules/resolved-code.ts'
import { swapValues } from '../../sql/rules/value-swap.ts'
import { quoteName, quoteText } from './quoting.ts'

const VALUES = 12
const LIMITS = { timeoutMs: 1_000, maxRows: 1_000 }

export interface Probed {
  readonly database: Database
  /** At least one; the shipped database alone will do. */
  readonly instances: readonly Database[]
  readonly catalog: Catalog
}

/** The findings of both checks. A look-up that fails or takes too long finds nothing. */
export async function probe(
  item: Text & { readonly sql: string },
  { database, instances, catalog }: Probed,
): Promise<Finding[]> {
  const engine = engineOf(database.url)
  const name = (text: string) => quoteName(text, engine)
  const rowsOf = async (sql: string): Promise<readonly (readonly Cell[])[]> => {
    const execution = await database.run(sql, LIMITS)
    return execution.kind === 'rows' ? execution.rows : []
  }
  const swapped = await swapValues(
    { ...item, catalog },
    {
      async values(table, column) {
        const [from, what] = [name(table), name(column)]
        const rows = await rowsOf(`SELECT DISTINCT ${what} FROM ${from} ORDER BY ${what} LIMIT ${VALUES}`)
        return rows.flatMap(([cell]) => (cell === undefined ? [] : [cell]))
      },
      run: (sql) => Promise.all(instances.map((instance) => instance.run(sql, LIMITS))),
    },
  )
  const codes = await findResolvedCodes({ ...item, catalog }, async (table, column, value) => {
    const wanted = quoteText(value, engine)
    const columns = table.columns.map((each) => name(each.name)).join(', ')
    const rows = await rowsOf(
      `SELECT ${columns} FROM ${name(table.name)} WHERE ${name(column)} = ${wanted} LIMIT 1`,
    )
    return rows[0]
  })
  return [...codes, ...swapped.findings]
}
