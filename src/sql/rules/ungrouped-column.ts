/** The rule that a grouped row's columns have one value for the group. */
import { determined } from './reading/grouping.ts'
import type { Select } from './reading/selects.ts'
import { childrenAt, type Node, walk } from './reading/tree.ts'
import type { Rule, RuleContext } from './rule.ts'

const TABLES = [
  'singer: id INTEGER key, name TEXT, country TEXT',
  'song: id INTEGER key, singer_id INTEGER -> singer.id',
]
const AGGREGATES = /^(count|sum|avg|min|max|total|group_concat|string_agg|array_agg|stddev|variance)$/

export const ungroupedColumn: Rule = {
  id: 'ungrouped-column',
  severity: 'warn',
  title: 'Column that the grouping does not settle',
  looksFor:
    'A column of the answer outside every aggregate that neither stands in GROUP BY nor follows from it by a key or a join. In SQLite one min() or max() settles the others and is let pass.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'How many songs has each singer?',
      sql: 'SELECT a.name, count(*) FROM singer AS a JOIN song AS b ON a.id = b.singer_id GROUP BY b.singer_id',
    },
    failing: {
      tables: TABLES,
      question: 'How many singers has each country?',
      sql: 'SELECT name, count(*) FROM singer GROUP BY country',
    },
  },
  *find({ query, catalog }) {
    for (const select of query.selects) {
      const grouped = childrenAt(select.node, 'group_by').length > 0
      const aggregates = aggregatesOf(select, query)
      if (!grouped && aggregates.length === 0) continue
      if (catalog.engine === 'sqlite' && aggregates.length === 1 && /^(min|max)$/.test(aggregates[0]!))
        continue
      const settled = determined(select, query)
      for (const node of bareColumns(select, query)) {
        const { meaning, name } = query.columnAt(node)!
        if (meaning.kind !== 'column' || meaning.select !== select || settled(meaning)) continue
        yield {
          span: query.spanOf(node),
          message: `${name} can have several values in one group, and any of them is given`,
          hint: 'Group by it too, or by a key that settles it',
        }
      }
    }
  },
}

/** The names of the aggregates among a SELECT's own outputs and conditions. */
function aggregatesOf(select: Select, query: RuleContext['query']): string[] {
  const own = query.nodes.filter(
    (node) => query.selectOf(node) === select && node.parent?.kind !== 'window_function',
  )
  return own.map(nameOf).filter((name) => AGGREGATES.test(name))
}

/** Columns of the answer that stand in no aggregate, window or inner query. */
function bareColumns(select: Select, query: RuleContext['query']): Node[] {
  return select.outputs
    .flatMap((output) => [...walk(output)])
    .filter((node) => node.kind === 'column' && !query.literalAt(node) && query.selectOf(node) === select)
    .filter((node) => !isInside(node, select.node))
}

function isInside(node: Node, select: Node): boolean {
  for (let at = node.parent; at && at !== select; at = at.parent)
    if (AGGREGATES.test(nameOf(at)) || at.kind === 'window_function') return true
  return false
}

function nameOf({ kind, raw }: Node): string {
  return (kind === 'function' || kind === 'aggregate_function' ? String(raw.name) : kind).toLowerCase()
}
