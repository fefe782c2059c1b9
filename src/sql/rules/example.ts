/** The small databases of the rules' examples, written as text: `singer: id INTEGER key, name TEXT, country_id INTEGER -> country.id`. */
import type { Catalog, Column, Table } from '../../model/catalog.ts'
import type { Execution } from '../../model/execution.ts'
import type { CheckInput } from './check-sql.ts'
import type { RuleExample } from './rule.ts'

type Values = NonNullable<RuleExample['values']>

/** An example as the checker takes it. A column whose values are listed holds exactly these; of others nothing is known. */
export function checkInputOf(example: RuleExample): CheckInput {
  const { tables, values = {}, results = [], ...text } = example
  return {
    ...text,
    catalog: catalogOf(tables, values),
    hasValue: (table, column, value) => values[`${table}.${column}`]?.includes(value),
    results: results.map(executionOf),
  }
}

/** A catalog from lines `table: column TYPE [key] [-> table.column], …`. */
export function catalogOf(lines: readonly string[], values: Values = {}): Catalog {
  return {
    engine: 'sqlite',
    tables: lines.map((line) => tableOf(line, values)),
    fingerprint: { hash: '', of: 'content' },
  }
}

function tableOf(line: string, values: Values): Table {
  const [name = '', members = ''] = line.split(/:\s*/)
  const parts = members.split(/,\s*/).map((member) => member.split(/\s+/))
  const columns = parts.map((words) => columnOf(words, values[`${name}.${words[0]}`]))
  const lists = columns.map((column) => values[`${name}.${column.name}`] ?? [])
  const rowCount = Math.max(0, ...lists.map((list) => list.length))
  const keys = columns.filter(({ primaryKey }) => primaryKey > 0).map((column) => column.name)
  const foreignKeys = parts.flatMap(([column = '', ...words]) => {
    const [table, referenced] = words[words.indexOf('->') + 1]!.split('.')
    return words.includes('->')
      ? [{ columns: [column], table: table!, referencedColumns: [referenced!] }]
      : []
  })
  const sampleRows = Array.from({ length: rowCount }, (_, row) => lists.map((list) => list[row] ?? null))
  return { name, kind: 'table', columns, primaryKey: keys, uniqueKeys: [], foreignKeys, rowCount, sampleRows }
}

function columnOf(
  [name = '', type = '', ...words]: readonly string[],
  list: Values[string] | undefined,
): Column {
  const key = words.includes('key')
  const column = { name, type, nullable: !key, primaryKey: key ? 1 : 0 }
  if (!list) return column
  const known = [...new Set(list.filter((value) => value !== null))]
  return {
    ...column,
    profile: {
      rows: list.length,
      nulls: list.filter((value) => value === null).length,
      distinct: known.length,
      common: known.map((value) => ({ value, count: list.filter((each) => each === value).length })),
      sampled: false,
    },
  }
}

function executionOf(rows: readonly (readonly (string | number | null)[])[]): Execution {
  const columns = (rows[0] ?? []).map((_, i) => ({ name: `c${i}`, type: 'any' }))
  return { kind: 'rows', columns, rows, rowCount: rows.length, truncated: false, elapsedMs: 0 }
}
