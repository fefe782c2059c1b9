/** The rule that a query uses columns of the schema, not the engine's row numbers. */
import { isRowid } from './reading/selects.ts'
import type { Rule } from './rule.ts'

export const rowid: Rule = {
  id: 'rowid',
  severity: 'warn',
  title: 'Row number of the engine',
  looksFor: 'rowid, _rowid_ or oid where the table has no column of that name.',
  examples: {
    passing: {
      tables: ['singer: rowid INTEGER key, name TEXT'],
      question: 'What are the rowids of the singers?',
      sql: 'SELECT rowid FROM singer',
    },
    failing: {
      tables: ['singer: id INTEGER key, name TEXT'],
      question: 'Who is the first singer?',
      sql: 'SELECT name FROM singer ORDER BY rowid LIMIT 1',
    },
  },
  *find({ query }) {
    for (const { node, name, meaning } of query.columns) {
      if (!isRowid(name) || meaning.kind === 'column') continue
      yield {
        span: query.spanOf(node),
        message: `${name} is the engine's own row number and no column of the schema`,
        hint: 'Use a column of the table: row numbers change when the data are loaded again',
      }
    }
  },
}
