/** The rule that an answer holds the columns that were asked for. */
import { EVERYTHING } from './reading/asking.ts'
import type { Span } from './reading/spans.ts'
import type { Rule, RuleContext } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']

export const selectStarNotAsked: Rule = {
  id: 'select-star-not-asked',
  severity: 'block',
  title: 'SELECT * that the question does not ask for',
  looksFor:
    'A star among the columns of the answer while the text asks for no "information", "details" or "everything".',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Show all information about the singers.',
      sql: 'SELECT * FROM singer',
    },
    failing: {
      tables: TABLES,
      question: 'Which singers are over 30?',
      sql: 'SELECT * FROM singer WHERE age > 30',
    },
  },
  *find({ query, words }) {
    if (words.says(EVERYTHING)) return
    for (const select of query.selects) {
      if (select.place !== 'top' || !select.outputs.some(({ kind }) => kind === 'star')) continue
      yield {
        span: spanOfStar(query),
        message: 'The answer holds every column, which the text does not ask for',
        hint: 'Name the columns that the question asks for',
      }
    }
  },
}

/** The place of the first star that stands for columns. */
function spanOfStar({ tokens, sql }: RuleContext['query']): Span {
  const at = tokens.findIndex(
    ({ text }, i) => text === '*' && /^(select|distinct|all|,|\.)$/i.test(tokens[i - 1]?.text ?? ''),
  )
  return tokens[at]?.span ?? [0, sql.length]
}
