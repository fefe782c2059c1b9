/** The rule that a share keeps what stands behind the point. */
import { holds } from './reading/column-type.ts'
import { bare, childAt, type Node } from './reading/tree.ts'
import type { Rule, RuleContext } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']
const ARITHMETIC = new Set(['add', 'sub', 'mul', 'div', 'mod'])

export const integerDivision: Rule = {
  id: 'integer-division',
  severity: 'warn',
  title: 'Division of integers',
  looksFor:
    "A / B where both sides are integers (counts, sums and columns of integers, whole numbers), which drops the rest in SQLite, PostgreSQL and DuckDB's //.",
  examples: {
    passing: {
      tables: TABLES,
      question: 'What share of singers is over 30?',
      sql: 'SELECT sum(age > 30) * 1.0 / count(*) FROM singer',
    },
    failing: {
      tables: TABLES,
      question: 'What percentage of singers is over 30?',
      sql: 'SELECT sum(age > 30) * 100 / count(*) FROM singer',
    },
  },
  *find({ query, catalog }) {
    if (catalog.engine !== 'sqlite' && catalog.engine !== 'postgres') return
    for (const node of query.nodes) {
      const left = childAt(node, 'left')
      const right = childAt(node, 'right')
      if (node.kind !== 'div' || !left || !right) continue
      if (!isInteger(bare(left), query) || !isInteger(bare(right), query)) continue
      yield {
        span: query.spanOf(node),
        message: 'Both sides are integers, so the division drops what is behind the point',
        hint: 'CAST one side AS REAL, or multiply by 1.0 first',
      }
    }
  },
}

/** True only where the value is surely an integer. */
function isInteger(node: Node, query: RuleContext['query']): boolean {
  const literal = query.literalAt(node)
  if (literal) return literal.type === 'number' && /^-?\d+$/.test(literal.value)
  if (node.kind === 'count' || COMPARING.has(node.kind)) return true
  if (node.kind === 'cast') return /int/i.test(JSON.stringify(node.raw.to))
  const inner = node.children.map(bare)
  if (node.kind === 'column') {
    const column = query.columnAt(node)?.meaning.column
    return column !== undefined && holds(column) === 'integer'
  }
  if (ARITHMETIC.has(node.kind)) return inner.every((child) => isInteger(child, query))
  if (/^(sum|min|max|abs|neg)$/.test(node.kind)) return inner[0] !== undefined && isInteger(inner[0], query)
  if (node.kind === 'case') return resultsOf(node).every((child) => isInteger(bare(child), query))
  return node.kind === 'subquery' && isIntegerQuery(node, query)
}

const COMPARING = new Set([
  'eq',
  'neq',
  'lt',
  'lte',
  'gt',
  'gte',
  'and',
  'or',
  'not',
  'in',
  'between',
  'like',
])

/** What a CASE can give: the second of each WHEN, and ELSE. */
function resultsOf(node: Node): Node[] {
  return node.children.filter(({ role }) => /^whens\.\d+\.1$|^else_/.test(role))
}

function isIntegerQuery(node: Node, query: RuleContext['query']): boolean {
  const select = query.selects.find((each) => each.node.parent === node)
  const output = select?.outputs[0]
  return (
    output !== undefined && isInteger(bare(output.kind === 'alias' ? output.children[0]! : output), query)
  )
}
