/** The rule that a count leaves something out. */
import { bare, childAt, type Node } from './reading/tree.ts'
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']

export const countCaseElseZero: Rule = {
  id: 'count-case-else-zero',
  severity: 'warn',
  title: 'COUNT of a CASE that is never NULL',
  looksFor:
    'COUNT(CASE … ELSE 0 END) or COUNT(IIF(…, 1, 0)): COUNT takes 0 for a value, so every row counts.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'How many singers are over 30?',
      sql: 'SELECT sum(CASE WHEN age > 30 THEN 1 ELSE 0 END), count(CASE WHEN age > 30 THEN 1 END) FROM singer',
    },
    failing: {
      tables: TABLES,
      question: 'How many singers are over 30?',
      sql: 'SELECT count(CASE WHEN age > 30 THEN 1 ELSE 0 END) FROM singer',
    },
  },
  *find({ query }) {
    for (const node of query.nodes) {
      const counted = node.kind === 'count' && node.raw.distinct !== true ? node.children[0] : undefined
      const otherwise = counted && elseOf(bare(counted))
      if (!otherwise || otherwise.kind === 'null') continue
      yield {
        span: query.spanOf(node),
        message: 'COUNT counts every row here, for the ELSE gives a value too',
        hint: 'Leave ELSE out, or write SUM',
      }
    }
  },
}

function elseOf(node: Node): Node | undefined {
  if (node.kind === 'case') return childAt(node, 'else_')
  return node.kind === 'if_func' ? childAt(node, 'false_value') : undefined
}
