/** The rule that rows are not cut off where the question wants them all. */
import { SUPERLATIVE } from './reading/asking.ts'
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']

export const limitNotAsked: Rule = {
  id: 'limit-not-asked',
  severity: 'block',
  title: 'LIMIT that the question does not ask for',
  looksFor: 'LIMIT n where the text neither mentions n nor asks for an extreme ("oldest", "most", "top").',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Who is the oldest singer?',
      sql: 'SELECT name FROM singer ORDER BY age DESC LIMIT 1',
    },
    failing: {
      tables: TABLES,
      question: 'Which singers are there?',
      sql: 'SELECT name FROM singer LIMIT 10',
    },
  },
  *find({ query, words }) {
    for (const { limit } of query.orderings) {
      const literal = limit && query.literalAt(limit)
      if (!literal || words.mentionsNumber(Number(literal.value)) || words.says(SUPERLATIVE)) continue
      yield {
        span: literal.span,
        message: `LIMIT ${literal.value} cuts off rows that the question does not exclude`,
        hint: 'Leave the LIMIT out, or let the question say how many rows it wants',
      }
    }
  },
}
