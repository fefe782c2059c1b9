/** The rule that a condition is not a list of everything there is. */
import type { Comparison } from './reading/comparisons.ts'
import type { HasValue, Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, country TEXT']
const VALUES = { 'singer.country': ['France', 'Spain', 'Italy', 'Spain'] }

export const inListWholeColumn: Rule = {
  id: 'in-list-whole-column',
  severity: 'block',
  title: 'List of every value that the column holds',
  looksFor:
    'IN with three or more values that are all the values of the column: true of every row, on this data only.',
  examples: {
    passing: {
      tables: TABLES,
      values: { 'singer.country': ['France', 'Spain', 'Italy', 'Norway'] },
      question: 'Which singers come from France, Spain or Italy?',
      sql: "SELECT name FROM singer WHERE country IN ('France', 'Spain', 'Italy')",
    },
    failing: {
      tables: TABLES,
      values: VALUES,
      question: 'Which singers come from France, Spain or Italy?',
      sql: "SELECT name FROM singer WHERE country IN ('France', 'Spain', 'Italy')",
    },
  },
  *find({ query, hasValue }) {
    for (const comparison of query.comparisons) {
      if (!isWholeColumn(comparison, hasValue)) continue
      yield {
        span: query.spanOf(comparison.node),
        message: `The list holds every value of ${comparison.column!.column!.name}, so the condition is always true`,
        hint: 'Leave the condition out, or write the one that is meant',
      }
    }
  },
}

function isWholeColumn({ operator, column, literals }: Comparison, hasValue: HasValue): boolean {
  const table = column?.source?.table
  const profile = column?.column?.profile
  if (operator !== 'in' || literals.length < 3 || !table || !profile || profile.sampled) return false
  const listed = new Set(literals.map(({ type, value }) => (type === 'number' ? Number(value) : value)))
  const held = [...listed].filter((value) => hasValue(table.name, column.column!.name, value) === true)
  return profile.distinct > 0 && held.length >= profile.distinct
}
