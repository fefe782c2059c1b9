/** The rule that a row is not picked by a key that only somebody who has looked at the data can know. */
import { isKey } from './reading/column-type.ts'
import type { Literal } from './reading/comparisons.ts'
import type { Words } from './reading/words.ts'
import type { Rule } from './rule.ts'

const TABLES = [
  'country: id INTEGER key, name TEXT',
  'singer: id INTEGER key, name TEXT, country_id INTEGER -> country.id',
]

export const keyLiteral: Rule = {
  id: 'key-literal',
  severity: 'block',
  title: 'Key instead of the name that the question gives',
  looksFor:
    'A key or id compared with a value that the text does not mention: the query was made for this data and breaks with the next load of it.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Which singers come from France?',
      sql: "SELECT s.name FROM singer AS s JOIN country AS c ON s.country_id = c.id WHERE c.name = 'France'",
    },
    failing: {
      tables: TABLES,
      question: 'Which singers come from France?',
      sql: 'SELECT name FROM singer WHERE country_id = 3',
    },
  },
  *find({ query, words }) {
    for (const { column, literals } of query.comparisons) {
      const table = column?.source?.table
      if (!table || !column?.column || !isKey(table, column.column)) continue
      for (const literal of literals) {
        if (isSaid(literal, words)) continue
        yield {
          span: literal.span,
          message: `The key ${table.name}.${column.column.name} is compared with ${literal.value}, which the text does not mention`,
          hint: 'Join the table that the key belongs to and compare the name that the question gives',
        }
      }
    }
  },
}

function isSaid({ type, value }: Literal, words: Words): boolean {
  return type === 'number' ? words.mentionsNumber(Number(value)) : words.mentions(value)
}
