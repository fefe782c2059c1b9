/** The rule that a grouping names what it groups by. */
import { childrenAt } from './reading/tree.ts'
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, country TEXT']

export const positionalGroup: Rule = {
  id: 'positional-group',
  severity: 'warn',
  title: 'GROUP BY a number',
  looksFor: 'GROUP BY 1, which means another column as soon as the answer has other columns.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'How many singers does each country have?',
      sql: 'SELECT country, count(*) FROM singer GROUP BY country',
    },
    failing: {
      tables: TABLES,
      question: 'How many singers does each country have?',
      sql: 'SELECT country, count(*) FROM singer GROUP BY 1',
    },
  },
  *find({ query }) {
    for (const node of query.selects.flatMap((select) => childrenAt(select.node, 'group_by'))) {
      const literal = query.literalAt(node)
      if (literal?.type !== 'number') continue
      yield {
        span: literal.span,
        message: `GROUP BY ${literal.value} groups by a column's place`,
        hint: 'Name the column or its alias',
      }
    }
  },
}
