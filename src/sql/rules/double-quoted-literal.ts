/** The rule that text stands in single quotes. */
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, country TEXT']

export const doubleQuotedLiteral: Rule = {
  id: 'double-quoted-literal',
  severity: 'warn',
  title: 'Text in double quotes',
  looksFor: '"…" that names no column, which SQLite takes for text and every other engine refuses.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Who comes from France?',
      sql: `SELECT "name" FROM singer WHERE country = 'France'`,
    },
    failing: {
      tables: TABLES,
      question: 'Who comes from France?',
      sql: 'SELECT name FROM singer WHERE country = "France"',
    },
  },
  *find({ query }) {
    for (const { doubleQuoted, value, span } of query.literals) {
      if (!doubleQuoted) continue
      yield {
        span,
        message: `"${value}" names no column, so SQLite takes it for text`,
        hint: `Write '${value.replaceAll("'", "''")}', or mend the column's name`,
      }
    }
  },
}
