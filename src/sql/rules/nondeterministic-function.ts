/** The rule that says where the same query gives another answer tomorrow. */
import type { Node } from './reading/tree.ts'
import type { Rule, RuleContext } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, birth_year INTEGER']
const ALWAYS =
  /^(random|rand|randomblob|now|uuid|gen_random_uuid|newid|getdate|sysdate|curdate|curtime|unix_timestamp|current_?(date|time|timestamp|datetime)|local_?time(stamp)?)$/
const WITH_NOW = /^(date|time|datetime|julianday|unixepoch|strftime|timediff)$/

export const nondeterministicFunction: Rule = {
  id: 'nondeterministic-function',
  severity: 'info',
  title: 'Clock or dice',
  looksFor: "random(), now(), CURRENT_DATE, date('now') and their kind.",
  examples: {
    passing: {
      tables: TABLES,
      question: 'How old was each singer in 2020?',
      sql: "SELECT name, 2020 - birth_year, date('2020-01-01') FROM singer",
    },
    failing: {
      tables: TABLES,
      question: 'How old is each singer?',
      sql: "SELECT name, strftime('%Y', 'now') - birth_year FROM singer",
    },
  },
  *find({ query }) {
    for (const node of query.nodes) {
      const name = nameOf(node)
      if (!ALWAYS.test(name) && !(WITH_NOW.test(name) && readsTheClock(node, name, query))) continue
      yield {
        span: query.spanOfToken(name) ?? query.spanOf(node),
        message: `${name} gives another value each time`,
        hint: 'Let the question or a guideline say which day counts as today',
      }
    }
  },
}

function nameOf({ kind, raw }: Node): string {
  return (kind === 'function' ? String(raw.name) : kind).toLowerCase()
}

/** SQLite's date functions read the clock for 'now', and where they are told no time at all. */
function readsTheClock(node: Node, name: string, query: RuleContext['query']): boolean {
  const values = node.children.map((child) => query.literalAt(child)?.value.toLowerCase())
  return values.includes('now') || values.length === (name === 'strftime' ? 1 : 0)
}
