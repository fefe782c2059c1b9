/** The rule that says where a joined table gives the answer nothing but the join. */
import { clauseOf, type Select, type Source } from './reading/selects.ts'
import { childAt, type Node } from './reading/tree.ts'
import type { Rule, RuleContext } from './rule.ts'

const TABLES = [
  'country: id INTEGER key, name TEXT',
  'singer: id INTEGER key, name TEXT, country_id INTEGER -> country.id',
]

export const joinUsedOnlyInOn: Rule = {
  id: 'join-used-only-in-on',
  severity: 'info',
  title: 'Table that is only joined',
  looksFor:
    'A table whose columns are used by the join to one other table and nowhere else. It may be meant as a filter; bridges between two tables are let pass.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Names of singers and their countries',
      sql: 'SELECT s.name, c.name FROM singer AS s JOIN country AS c ON s.country_id = c.id',
    },
    failing: {
      tables: TABLES,
      question: 'Names of singers',
      sql: 'SELECT s.name FROM singer AS s JOIN country AS c ON s.country_id = c.id',
    },
  },
  *find({ query }) {
    for (const select of query.selects) {
      if (select.sources.length < 2 || hasBareStar(select)) continue
      for (const source of select.sources) {
        if (!source.table || !isOnlyJoined(source, select, query)) continue
        yield {
          span: query.spanOf(source.node),
          message: `"${source.name}" is joined but gives neither a column nor a condition`,
          hint: 'Leave it out, unless rows without a partner have to fall away',
        }
      }
    }
  },
}

function isOnlyJoined(source: Source, select: Select, query: RuleContext['query']): boolean {
  const partners = new Set<Source>()
  for (const { node, meaning } of query.columns) {
    if (meaning.source !== source) continue
    const partner = query.selectOf(node) === select ? joinPartner(node, query) : undefined
    if (!partner || partner === source) return false
    partners.add(partner)
  }
  return partners.size === 1
}

/** The other table of the join condition that a column stands in. */
function joinPartner(column: Node, query: RuleContext['query']): Source | undefined {
  const equality = column.parent
  const clause = clauseOf(column)
  if (equality?.kind !== 'eq' || (clause !== 'on' && clause !== 'where')) return undefined
  const other = childAt(equality, column.role === 'left' ? 'right' : 'left')
  return other && query.columnAt(other)?.meaning.source
}

function hasBareStar({ outputs }: Select): boolean {
  return outputs.some(({ kind }) => kind === 'star')
}
