/** The check that a row is found by its name: a key in the SQL that stands for a name in the question wants a join. */

import type { Catalog, Table } from '../../model/catalog.ts'
import { type Cell, cellToJson } from '../../model/cell.ts'
import type { Finding } from '../../model/finding.ts'
import { holds, isKey } from './reading/column-type.ts'
import type { Comparison } from './reading/comparisons.ts'
import { readQuery } from './reading/reading.ts'
import { readText, type Text, type Words } from './reading/words.ts'

export const RESOLVED_CODE = 'resolved-code'

/** Looks up the first row of a table in which a column has a value, as cells in the order of the table's columns. */
export type RowByKey = (table: Table, column: string, value: string) => Promise<readonly Cell[] | undefined>

/**
 * Looks up every key that a query is compared with, in the table it belongs to or refers to.
 *
 * @returns one blocking finding for each key whose row holds, in a text column, a value that the text mentions
 *   while it does not mention the key; the hint proposes the join
 */
export async function findResolvedCodes(
  item: Text & { readonly sql: string; readonly catalog: Catalog },
  rowByKey: RowByKey,
): Promise<Finding[]> {
  const query = readQuery(item.sql, item.catalog)
  const words = readText(item)
  const findings: Finding[] = []
  for (const comparison of query?.comparisons ?? []) {
    const home = homeOf(comparison, item.catalog)
    if (!home) continue
    for (const { value, span } of comparison.literals) {
      if (words.mentions(value)) continue
      const row = await rowByKey(home.table, home.column, value)
      const name = row && nameIn(home.table, row, words)
      if (!name) continue
      findings.push({
        rule: RESOLVED_CODE,
        severity: 'block',
        span: [span[0], span[1]],
        message: `The text says '${name.value}', the SQL has its key ${value}`,
        hint: `Compare ${home.table.name}.${name.column} with '${name.value}'${home.join}`,
      })
    }
  }
  return findings
}

/** The table in which a compared key stands for a row, and the join that leads there. */
function homeOf({ column, operator }: Comparison, catalog: Catalog) {
  const table = column?.source?.table
  const key = column?.column
  if (!table || !key || !isKey(table, key) || (operator !== '=' && operator !== 'in')) return undefined
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  const reference = table.foreignKeys.find(
    ({ columns }) => columns.length === 1 && same(columns[0]!, key.name),
  )
  const referred = reference && catalog.tables.find(({ name }) => same(name, reference.table))
  if (!referred) return { table, column: key.name, join: '' }
  const target = reference.referencedColumns[0] ?? referred.primaryKey[0]
  if (target === undefined) return undefined
  const join = `: JOIN ${referred.name} ON ${table.name}.${key.name} = ${referred.name}.${target}`
  return { table: referred, column: target, join }
}

function nameIn(
  table: Table,
  row: readonly Cell[],
  words: Words,
): { column: string; value: string } | undefined {
  for (const [i, column] of table.columns.entries()) {
    const value = cellToJson(row[i] ?? null)
    const isName = typeof value === 'string' && value.trim().length >= 3 && holds(column) === 'text'
    if (isName && words.mentions(value)) return { column: column.name, value }
  }
  return undefined
}
