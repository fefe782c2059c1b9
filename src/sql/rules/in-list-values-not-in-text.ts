/** The rule that a list of values comes from the question, not from a look at the data. */
import type { Literal } from './reading/comparisons.ts'
import type { Words } from './reading/words.ts'
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, country TEXT']

export const inListValuesNotInText: Rule = {
  id: 'in-list-values-not-in-text',
  severity: 'block',
  title: 'List of values that the question does not give',
  looksFor: 'IN with three or more values of which at least one is not mentioned by the text.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Which singers come from France, Spain or Italy?',
      sql: "SELECT name FROM singer WHERE country IN ('France', 'Spain', 'Italy')",
    },
    failing: {
      tables: TABLES,
      question: 'Which singers come from Europe?',
      sql: "SELECT name FROM singer WHERE country IN ('France', 'Spain', 'Italy')",
    },
  },
  *find({ query, words }) {
    for (const { node, operator, literals } of query.comparisons) {
      if (operator !== 'in' || literals.length < 3) continue
      const unsaid = literals.filter((literal) => !isSaid(literal, words))
      if (unsaid.length === 0) continue
      const shown = unsaid.slice(0, 3).map(({ value }) => `'${value}'`)
      yield {
        span: query.spanOf(node),
        message: `${unsaid.length} of ${literals.length} listed values are not in the text: ${shown.join(', ')}${unsaid.length > 3 ? ', …' : ''}`,
        hint: 'Find the column or table that says what the values have in common, or list them in the evidence',
      }
    }
  },
}

function isSaid({ type, value }: Literal, words: Words): boolean {
  return type === 'number' ? words.mentionsNumber(Number(value)) : words.mentions(value)
}
