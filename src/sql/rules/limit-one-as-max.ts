/** The rule that says where the first row stands for a maximum or minimum, and ties are lost. */
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']

export const limitOneAsMax: Rule = {
  id: 'limit-one-as-max',
  severity: 'info',
  title: 'First row for a maximum: ties are lost',
  looksFor: 'ORDER BY … LIMIT 1, which gives one of several equal rows, and not always the same.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Who is the oldest singer?',
      sql: 'SELECT name FROM singer WHERE age = (SELECT max(age) FROM singer)',
    },
    failing: {
      tables: TABLES,
      question: 'Who is the oldest singer?',
      sql: 'SELECT name FROM singer ORDER BY age DESC LIMIT 1',
    },
  },
  *find({ query }) {
    for (const { keys, limit } of query.orderings) {
      const literal = limit && query.literalAt(limit)
      if (keys.length === 0 || literal?.value !== '1') continue
      yield {
        span: [query.spanOf(keys[0]!.node)[0], literal.span[1]],
        message: 'Of several rows with the same highest or lowest value only one is given',
        hint: 'Compare with max() or min() in a subquery if all of them are wanted',
      }
    }
  },
}
