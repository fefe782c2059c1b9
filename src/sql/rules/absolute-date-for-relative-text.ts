/** The rule that a time which moves is not written as a date which stands still. */
import { RELATIVE_TIME } from './reading/asking.ts'
import type { Literal } from './reading/comparisons.ts'
import type { Rule } from './rule.ts'

const TABLES = ['concert: id INTEGER key, name TEXT, held DATE']

export const absoluteDateForRelativeText: Rule = {
  id: 'absolute-date-for-relative-text',
  severity: 'warn',
  title: 'Fixed date for a time that moves',
  looksFor:
    'A date or year that the text does not mention, while the text speaks of a time that moves with the day: "last month", "two years ago", "recent".',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Which concerts were held this year (2024)?',
      sql: "SELECT name FROM concert WHERE held >= '2024-01-01'",
    },
    failing: {
      tables: TABLES,
      question: 'Which concerts were held last month?',
      sql: "SELECT name FROM concert WHERE held >= '2024-05-01'",
    },
  },
  *find({ query, words }) {
    if (!words.says(RELATIVE_TIME)) return
    for (const literal of query.comparisons.flatMap(({ literals }) => literals)) {
      if (!isTime(literal) || words.mentions(literal.value)) continue
      yield {
        span: literal.span,
        message: `The text speaks of a time that moves, the SQL of ${literal.value}`,
        hint: 'Say in the evidence or a guideline which day counts as today, or write the date into the question',
      }
    }
  },
}

function isTime({ type, value }: Literal): boolean {
  return (
    /^(19|20)\d\d[-/]\d\d?([-/]\d\d?)?/.test(value) || (type === 'string' && /^(19|20)\d\d%?$/.test(value))
  )
}
