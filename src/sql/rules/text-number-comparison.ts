/** The rule that numbers are compared with numbers and text with text. */
import { holds } from './reading/column-type.ts'
import type { Comparison, Literal } from './reading/comparisons.ts'
import type { HasValue, Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER, sales TEXT']

export const textNumberComparison: Rule = {
  id: 'text-number-comparison',
  severity: 'warn',
  title: 'Text compared with a number',
  looksFor:
    "A text column against a number by < or > (SQLite then compares as text: '9' > 10), or a number column against text that is no number.",
  examples: {
    passing: {
      tables: TABLES,
      question: 'Who sold more than 100?',
      sql: 'SELECT name FROM singer WHERE CAST(sales AS INTEGER) > 100',
    },
    failing: {
      tables: TABLES,
      question: 'Who sold more than 100?',
      sql: 'SELECT name FROM singer WHERE sales > 100',
    },
  },
  *find({ query, hasValue }) {
    for (const comparison of query.comparisons) {
      for (const literal of comparison.literals) {
        const clash = clashOf(comparison, literal, hasValue)
        if (!clash) continue
        yield {
          span: query.spanOf(comparison.node),
          message: clash,
          hint: 'CAST the column, or write the literal in the type that the column has',
        }
      }
    }
  },
}

function clashOf(of: Comparison, { type, value }: Literal, hasValue: HasValue): string | undefined {
  const { column, plain, operator } = of
  const table = column?.source?.table
  if (!plain || !table || !column?.column || operator === 'like') return undefined
  const { name } = column.column
  const held = holds(column.column)
  const ordered = operator !== '=' && operator !== '<>' && operator !== 'in'
  if (held === 'text' && type === 'number' && ordered)
    return `${name} holds text, so ${value} is compared as text`
  const numeric = held === 'integer' || held === 'real'
  if (!numeric || type === 'number' || value.trim() === '' || !Number.isNaN(Number(value))) return undefined
  return hasValue(table.name, name, value) === true
    ? undefined
    : `${name} holds numbers, and '${value}' is none`
}
