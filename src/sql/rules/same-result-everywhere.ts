/** The rule that other data give another answer. */
import { type Row, rowToJson } from '../../model/cell.ts'
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']
const ENOUGH = 3

export const sameResultEverywhere: Rule = {
  id: 'same-result-everywhere',
  severity: 'block',
  title: 'One answer whatever the data',
  looksFor: `The same rows on all of at least ${ENOUGH} instances of the database. No rows, or only zeros and NULLs, on all of them is a warning: the instances may be too small.`,
  examples: {
    passing: {
      tables: TABLES,
      question: 'How many singers are there?',
      sql: 'SELECT count(*) FROM singer',
      results: [[[3]], [[3]], [[5]]],
    },
    failing: {
      tables: TABLES,
      question: 'How many singers are there?',
      sql: 'SELECT count(*) FROM singer WHERE id = id OR 1 = 1 LIMIT 0 + 1',
      results: [[[3]], [[3]], [[3]]],
    },
  },
  *find({ query, results }) {
    const answers = results.flatMap((result) => (result.kind === 'rows' ? [result.rows] : []))
    if (answers.length < ENOUGH || new Set(answers.map(asText)).size > 1) return
    const empty = isEmpty(answers[0]!)
    yield {
      span: [0, query.sql.length],
      severity: empty ? 'warn' : 'block',
      message: `${empty ? 'Nothing comes back' : 'The same rows come back'} from all ${answers.length} instances of the database`,
      hint: 'Look for a condition that no row, or every row, meets',
    }
  },
}

function asText(rows: readonly Row[]): string {
  return JSON.stringify(rows.map(rowToJson))
}

/** No rows, or one that counts and sums nothing. */
function isEmpty(rows: readonly Row[]): boolean {
  return (
    rows.length === 0 || (rows.length === 1 && rows[0]!.every((cell) => cell === null || Number(cell) === 0))
  )
}
