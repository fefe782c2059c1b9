/** The rule that rows are not picked by counting past others. */
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']

export const offset: Rule = {
  id: 'offset',
  severity: 'warn',
  title: 'OFFSET',
  looksFor: 'LIMIT … OFFSET n: which row comes after n others depends on ties and on the data of today.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Who is second in age?',
      sql: 'SELECT name FROM singer WHERE age = (SELECT max(age) FROM singer WHERE age < (SELECT max(age) FROM singer))',
    },
    failing: {
      tables: TABLES,
      question: 'Who is second in age?',
      sql: 'SELECT name FROM singer ORDER BY age DESC LIMIT 1 OFFSET 1',
    },
  },
  *find({ query }) {
    for (const { offset: skipped } of query.orderings) {
      if (!skipped) continue
      yield {
        span: query.spanOf(skipped),
        message: 'The query counts past rows to find its answer',
        hint: 'Say by a condition which row is meant; with ties, OFFSET gives any of them',
      }
    }
  },
}
