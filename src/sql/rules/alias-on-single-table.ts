/** The rule that a table which stands alone keeps its name. */
import type { Source } from './reading/selects.ts'
import { nameIn } from './reading/tree.ts'
import type { Rule, RuleContext } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, age INTEGER']

export const aliasOnSingleTable: Rule = {
  id: 'alias-on-single-table',
  severity: 'info',
  title: 'Alias on a single table',
  looksFor:
    'FROM one table AS an alias that nothing needs: the table stands once in the query, and no inner query refers to it.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Who is older than the average of their name?',
      sql: 'SELECT s.name FROM singer AS s WHERE s.age > (SELECT avg(t.age) FROM singer AS t WHERE t.name = s.name)',
    },
    failing: {
      tables: TABLES,
      question: 'How old is each singer?',
      sql: 'SELECT T1.name, T1.age FROM singer AS T1',
    },
  },
  *find({ query }) {
    for (const select of query.selects) {
      const source = select.sources[0]
      if (select.sources.length !== 1 || source?.alias === undefined || source.node.kind !== 'table') continue
      if (isNeeded(source, query)) continue
      yield {
        span: query.spanOf(source.node),
        message: `"${nameIn(source.node.raw.name)}" stands alone and needs no alias "${source.alias}"`,
        hint: 'Leave the alias out',
      }
    }
  },
}

function isNeeded(source: Source, query: RuleContext['query']): boolean {
  const name = nameIn(source.node.raw.name)?.toLowerCase()
  const sources = query.selects.flatMap((select) => select.sources)
  const sameTable = sources.filter(({ node }) => nameIn(node.raw.name)?.toLowerCase() === name)
  const owner = query.selectOf(source.node)
  const fromWithin = query.columns.some(
    ({ node, meaning }) => meaning.source === source && query.selectOf(node) !== owner,
  )
  return sameTable.length > 1 || fromWithin
}
