/** The rule that a wildcard stands where it works. */
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT']

export const equalsWithPercent: Rule = {
  id: 'equals-with-percent',
  severity: 'warn',
  title: 'Wildcard after =',
  looksFor:
    "= or IN with text that begins or ends in %, which = takes by the letter. Percentages such as '50%' and values of the data are let pass.",
  examples: {
    passing: {
      tables: TABLES,
      question: 'Whose name begins with Ann?',
      sql: "SELECT name FROM singer WHERE name LIKE 'Ann%'",
    },
    failing: {
      tables: TABLES,
      question: 'Whose name begins with Ann?',
      sql: "SELECT name FROM singer WHERE name = 'Ann%'",
    },
  },
  *find({ query, hasValue }) {
    for (const { operator, column, literals } of query.comparisons) {
      if (operator !== '=' && operator !== '<>' && operator !== 'in') continue
      for (const { type, value, span } of literals) {
        if (type !== 'string' || !/^%.|[^\d\s]%$/.test(value)) continue
        const table = column?.source?.table
        if (table && column?.column && hasValue(table.name, column.column.name, value) === true) continue
        yield {
          span,
          message: `'${value}' looks like a pattern, but ${operator} takes the % by the letter`,
          hint: 'Write LIKE',
        }
      }
    }
  },
}
