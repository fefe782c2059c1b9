/** The rule that a column of the answer is not renamed for nothing. */
import type { Rule } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, country TEXT']

export const unusedOutputAlias: Rule = {
  id: 'unused-output-alias',
  severity: 'info',
  title: 'Alias of an output that nothing uses',
  looksFor: 'A column of the whole answer with AS, where no ORDER BY, GROUP BY or HAVING uses the name.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'Countries by their number of singers',
      sql: 'SELECT country, count(*) AS n FROM singer GROUP BY country ORDER BY n',
    },
    failing: {
      tables: TABLES,
      question: 'How many singers are there?',
      sql: 'SELECT count(*) AS total FROM singer',
    },
  },
  *find({ query }) {
    const used = new Set(query.columns.filter((use) => !use.qualifier).map(({ name }) => name.toLowerCase()))
    for (const { place, outputAliases } of query.selects) {
      if (place !== 'top') continue
      for (const [name, output] of outputAliases) {
        if (used.has(name)) continue
        yield {
          span: query.spanOf(output),
          message: `Nothing uses the name "${name}" that the output is given`,
          hint: 'Leave it out: two queries agree whatever their columns are called',
        }
      }
    }
  },
}
