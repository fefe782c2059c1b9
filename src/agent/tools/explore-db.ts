/** `explore_db`: the schema of all tables, or one table with its sample rows. */
import { z } from 'zod'
import { cellText } from '../../llm/egress.ts'
import { fenced, oneLine } from '../../llm/fence.ts'
import { quoted, schemaText, tableText } from '../../llm/schema-text.ts'
import type { Table } from '../../model/catalog.ts'
import { nearest } from '../../model/errors.ts'
import type { Egress } from '../../model/source.ts'
import type { AgentDatabase } from '../study.ts'
import { type Tool, type ToolAnswer, tool } from '../tool.ts'

export interface ExploreOptions {
  readonly database: AgentDatabase
  readonly question: string
  /** Likely tokens of schema at most. */
  readonly schemaTokens: number
}

export function exploreDb({ database, question, schemaTokens }: ExploreOptions): Tool {
  const { catalog, egress } = database

  function everyTable(): ToolAnswer {
    const schema = schemaText(catalog, { egress, maxTokens: schemaTokens, question })
    const short = schema.schemaTruncated ? 'The schema is shortened; name a table to see all of it.\n' : ''
    return { text: `${short}${fenced('schema', schema.text)}` }
  }

  function oneTable(name: string): ToolAnswer {
    const names = catalog.tables.map((table) => table.name)
    const found = catalog.tables.find((table) => table.name.toLowerCase() === name.toLowerCase())
    if (found) return { text: fenced(`table ${found.name}`, wholeTable(found, egress)) }
    const near = nearest(name, names)
    const known = near
      ? `Did you mean ${oneLine(near)}?`
      : `There are ${names.map((one) => oneLine(one)).join(', ')}.`
    return { text: `There is no table "${oneLine(name).slice(0, 60)}". ${known}`, error: true }
  }

  return tool({
    name: 'explore_db',
    description: 'Shows the schema of every table, or of one table with sample rows.',
    arguments: z.strictObject({
      table: z
        .string()
        .nullish()
        .describe('The table to show with sample rows; leave it out for the whole schema'),
    }),
    run: async ({ table }) => (table ? oneTable(table) : everyTable()),
  })
}

function wholeTable(table: Table, egress: Egress): string {
  const ddl = tableText(table, { egress, examples: true, keysOnly: new Set() })
  if (egress === 'schema') return ddl
  const head = table.columns.map((column) => quoted(column.name)).join(' | ')
  const rows = table.sampleRows.map((row) => row.map((cell) => cellText(cell, egress)).join(' | '))
  return [ddl, `${table.rowCount} rows, the first of them:`, head, ...rows].join('\n')
}
