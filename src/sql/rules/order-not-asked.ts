/** The rule that says where rows are ordered though nobody asked. */
import { ORDERED } from './reading/asking.ts'
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']

export const orderNotAsked: Rule = {
  id: 'order-not-asked',
  severity: 'info',
  title: 'Order that the question does not ask for',
  looksFor: 'ORDER BY without LIMIT at the top of the query while the text speaks of no order.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'List the singers in alphabetical order.',
      sql: 'SELECT name FROM singer ORDER BY name',
    },
    failing: {
      tables: TABLES,
      question: 'List the singers.',
      sql: 'SELECT name FROM singer ORDER BY name',
    },
  },
  *find({ query, words }) {
    for (const { top, keys, limit } of query.orderings) {
      if (!top || limit || keys.length === 0 || words.says(ORDERED)) continue
      yield {
        span: query.spanOf(keys[0]!.node),
        message: 'The rows are ordered, which the text does not ask for',
        hint: 'Leave ORDER BY out: it makes other right answers wrong',
      }
    }
  },
}
