/** The rule that an order names what it orders by. */
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']

export const positionalOrder: Rule = {
  id: 'positional-order',
  severity: 'warn',
  title: 'ORDER BY a number',
  looksFor: 'ORDER BY 2, which means another column as soon as the answer has other columns.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Names and ages, sorted by age',
      sql: 'SELECT name, age FROM singer ORDER BY age',
    },
    failing: {
      tables: TABLES,
      question: 'Names and ages, sorted by age',
      sql: 'SELECT name, age FROM singer ORDER BY 2',
    },
  },
  *find({ query }) {
    for (const { node } of query.orderings.flatMap(({ keys }) => keys)) {
      const literal = query.literalAt(node)
      if (literal?.type !== 'number') continue
      yield {
        span: literal.span,
        message: `ORDER BY ${literal.value} orders by a column's place`,
        hint: 'Name the column or its alias',
      }
    }
  },
}
