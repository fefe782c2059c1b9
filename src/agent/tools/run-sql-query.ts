/** `run_sql_query`: runs one read-only query; rows, errors, timeouts and empty results come back as text. */
import { z } from 'zod'
import { resultText } from '../result-text.ts'
import { type AgentDatabase, withWordsOf } from '../study.ts'
import { type Tool, tool } from '../tool.ts'

export function runSqlQuery(database: AgentDatabase, known: ReadonlySet<string>): Tool {
  return tool({
    name: 'run_sql_query',
    description: 'Runs one read-only SQL query and shows its result, or the error, or that it took too long.',
    arguments: z.strictObject({ sql: z.string().min(1).describe('One SELECT statement') }),
    async run({ sql }) {
      const execution = await database.run(sql)
      const text = resultText(execution, { egress: database.egress, known: withWordsOf(sql, known) })
      return { text, error: execution.kind !== 'rows' }
    },
  })
}
