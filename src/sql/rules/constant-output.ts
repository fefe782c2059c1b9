/** The rule that the columns of an answer come from the data. */
import { hull } from './reading/spans.ts'
import { type Node, walk } from './reading/tree.ts'
import type { Rule, RuleContext } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']
const CONSTANT = new Set([
  'literal',
  'neg',
  'alias',
  'paren',
  'cast',
  'concat',
  'add',
  'sub',
  'mul',
  'div',
  'null',
  'boolean',
])

export const constantOutput: Rule = {
  id: 'constant-output',
  severity: 'block',
  title: 'Answer that is written out',
  looksFor: 'A query with FROM whose every column of the answer is a constant.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Who is over 30?',
      sql: "SELECT name, 'over 30' FROM singer WHERE age > 30",
    },
    failing: {
      tables: TABLES,
      question: 'Is anybody over 30?',
      sql: "SELECT 'Yes' FROM singer WHERE age > 30",
    },
  },
  *find({ query }) {
    for (const { place, sources, outputs } of query.selects) {
      if (place !== 'top' || sources.length === 0 || outputs.length === 0) continue
      if (!outputs.every((output) => isConstant(output, query))) continue
      yield {
        span: hull(outputs.map(query.spanOf)) ?? [0, query.sql.length],
        message: 'Every column of the answer is a constant',
        hint: 'Select the columns that hold the answer',
      }
    }
  },
}

function isConstant(output: Node, query: RuleContext['query']): boolean {
  return [...walk(output)].every((node) => CONSTANT.has(node.kind) || query.literalAt(node) !== undefined)
}
