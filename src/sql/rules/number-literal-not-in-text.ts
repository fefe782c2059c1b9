/** The rule that a number compared with in the SQL has to be spoken of by the question. */
import { isKey } from './reading/column-type.ts'
import type { Comparison } from './reading/comparisons.ts'
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']

export const numberLiteralNotInText: Rule = {
  id: 'number-literal-not-in-text',
  severity: 'warn',
  title: 'Number that the question does not speak of',
  looksFor:
    'A comparison with a number that the text does not mention as figure, word ("twenty-one", "third", "5k"), percentage or decade. One more or less is right for < and > ("at least 3" is > 2); 0 and 1 are let pass, for they write "any" and "flag set".',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Which singers are at least thirty?',
      sql: 'SELECT name FROM singer WHERE age > 29',
    },
    failing: {
      tables: TABLES,
      question: 'Which singers are adults?',
      sql: 'SELECT name FROM singer WHERE age >= 21',
    },
  },
  *find({ query, words }) {
    for (const comparison of query.comparisons) {
      const table = comparison.column?.source?.table
      const column = comparison.column?.column
      if (comparison.operator === 'in' && comparison.literals.length >= 3) continue
      if (table && column && isKey(table, column)) continue
      for (const literal of comparison.literals) {
        if (literal.type !== 'number' || literal.value === '0' || literal.value === '1') continue
        if (sayings(Number(literal.value), comparison).some((value) => words.mentionsNumber(value))) continue
        yield {
          span: literal.span,
          message: `${literal.value} stands in the SQL but not in the text`,
          hint: 'Take the number from the question, or say in the evidence or a guideline where it comes from',
        }
      }
    }
  },
}

/** The numbers of which one has to be in the text. */
function sayings(value: number, { operator }: Comparison): number[] {
  const inexact = operator !== '=' && operator !== '<>' && operator !== 'in'
  return [value, value * 100, ...(inexact ? [value - 1, value + 1] : [])]
}
