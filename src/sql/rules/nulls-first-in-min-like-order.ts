/** The rule that the least of a column is not the one that nobody knows. */
import type { Column } from '../../model/catalog.ts'
import type { Ordering } from './reading/reading.ts'
import { clauseOf } from './reading/selects.ts'
import type { Rule, RuleContext } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']
const VALUES = { 'singer.age': [31, null, 25] }

export const nullsFirstInMinLikeOrder: Rule = {
  id: 'nulls-first-in-min-like-order',
  severity: 'warn',
  title: 'NULL comes first',
  looksFor:
    'ORDER BY a column … LIMIT n in the direction in which the engine puts NULLs first (SQLite and MySQL ascending, PostgreSQL descending), where the column is known to hold NULLs and no condition excludes them.',
  examples: {
    passing: {
      tables: TABLES,
      values: VALUES,
      question: 'Who is the youngest singer?',
      sql: 'SELECT name FROM singer WHERE age IS NOT NULL ORDER BY age LIMIT 1',
    },
    failing: {
      tables: TABLES,
      values: VALUES,
      question: 'Who is the youngest singer?',
      sql: 'SELECT name FROM singer ORDER BY age LIMIT 1',
    },
  },
  *find({ query, catalog }) {
    const nullsFirst = NULLS_FIRST[catalog.engine]
    for (const ordering of query.orderings) {
      const key = ordering.limit && ordering.keys[0]
      if (!key || key.nullsSaid || nullsFirst !== (key.descending ? 'descending' : 'ascending')) continue
      const column = query.columnAt(key.node)?.meaning.column
      if (!column || !holdsNulls(column) || isFiltered(column, ordering, query)) continue
      yield {
        span: query.spanOf(key.node),
        message: `${column.name} holds NULLs, and they come first`,
        hint: `Add ${column.name} IS NOT NULL`,
      }
    }
  },
}

const NULLS_FIRST: Readonly<Record<string, string>> = {
  sqlite: 'ascending',
  mysql: 'ascending',
  postgres: 'descending',
}

function holdsNulls({ profile }: Column): boolean {
  return profile !== undefined && profile.nulls > 0
}

/** True if a condition of the same SELECT looks at the column: none is met by NULL but IS NULL itself. */
function isFiltered(column: Column, { select }: Ordering, query: RuleContext['query']): boolean {
  return query.columns.some(
    ({ node, meaning }) =>
      meaning.column === column &&
      query.selectOf(node) === select &&
      /^(where|on|having)$/.test(clauseOf(node)),
  )
}
