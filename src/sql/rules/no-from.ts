/** The rule that an answer is read from the data. */
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT']

export const noFrom: Rule = {
  id: 'no-from',
  severity: 'block',
  title: 'Answer without a table',
  looksFor: 'A query that reads no table anywhere.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'How many singers are there?',
      sql: 'SELECT (SELECT count(*) FROM singer)',
    },
    failing: {
      tables: TABLES,
      question: 'How many singers are there?',
      sql: 'SELECT 6',
    },
  },
  *find({ query }) {
    if (query.selects.some(({ sources }) => sources.length > 0)) return
    yield {
      span: [0, query.sql.length],
      message: 'The query reads no table, so its answer is written out and not looked up',
      hint: 'Compute the answer from the tables that hold it',
    }
  },
}
