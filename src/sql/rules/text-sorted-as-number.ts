/** The rule that numbers kept as text are not sorted as text. */
import { holdsNumbersAsText } from './reading/column-type.ts'
import { bare, type Node } from './reading/tree.ts'
import type { Rule, RuleContext } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, sales TEXT']
const VALUES = { 'singer.sales': ['9', '10', '200'] }

export const textSortedAsNumber: Rule = {
  id: 'text-sorted-as-number',
  severity: 'warn',
  title: 'Numbers sorted as text',
  looksFor:
    "ORDER BY, min() or max() of a text column whose known values are all numbers of several lengths: '9' comes after '10'.",
  examples: {
    passing: {
      tables: TABLES,
      values: VALUES,
      question: 'Who sold most?',
      sql: 'SELECT name FROM singer ORDER BY CAST(sales AS INTEGER) DESC LIMIT 1',
    },
    failing: {
      tables: TABLES,
      values: VALUES,
      question: 'Who sold most?',
      sql: 'SELECT name FROM singer ORDER BY sales DESC LIMIT 1',
    },
  },
  *find({ query }) {
    for (const node of sortedNodes(query)) {
      const { source, column } = query.columnAt(node)?.meaning ?? {}
      if (!source?.table || !column || !holdsNumbersAsText(source.table, column)) continue
      yield {
        span: query.spanOf(node),
        message: `${column.name} holds numbers as text, so '9' comes after '10'`,
        hint: `CAST(${column.name} AS REAL)`,
      }
    }
  },
}

function sortedNodes(query: RuleContext['query']): Node[] {
  const keys = query.orderings.flatMap((ordering) => ordering.keys.map(({ node }) => bare(node)))
  const extremes = query.nodes.filter(({ kind }) => kind === 'min' || kind === 'max')
  return [...keys, ...extremes.flatMap(({ children }) => children.slice(0, 1).map(bare))]
}
