/** The rule that LIKE has something to leave open. */
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT']

export const likeWithoutWildcard: Rule = {
  id: 'like-without-wildcard',
  severity: 'warn',
  title: 'LIKE without a wildcard',
  looksFor: "LIKE 'text' with neither % nor _: an equality that forgets the case, or a forgotten wildcard.",
  examples: {
    passing: {
      tables: TABLES,
      question: 'Whose name contains Ann?',
      sql: "SELECT name FROM singer WHERE name LIKE '%Ann%'",
    },
    failing: {
      tables: TABLES,
      question: 'Whose name contains Ann?',
      sql: "SELECT name FROM singer WHERE name LIKE 'Ann'",
    },
  },
  *find({ query }) {
    for (const { node, operator, literals } of query.comparisons) {
      const pattern = literals[0]
      if (operator !== 'like' || !pattern) continue
      const open = node.kind === 'glob' ? /[*?[]/ : /[%_]/
      if (open.test(pattern.value)) continue
      yield {
        span: pattern.span,
        message: `The pattern '${pattern.value}' leaves nothing open`,
        hint: 'Write = if the whole value is meant, or add the wildcard',
      }
    }
  },
}
