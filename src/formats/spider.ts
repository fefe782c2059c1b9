/** Spider: a JSON array of `{ db_id, question, query }`, as in its dev.json and train_spider.json. */
import type { Format } from './format.ts'
import { glimpse, hasTexts, shareOf } from './glimpse.ts'
import { readByShape } from './read-shape.ts'
import type { Shape } from './shape.ts'
import { asArray, objectsOf } from './write-shape.ts'

/**
 * The token lists and the parsed `sql` of the published files say nothing that `query` does not, and are left out.
 *
 * @source Yu et al. (2018), https://yale-lily.github.io/spider
 */
const SHAPE: Shape = {
  members: { id: 'id', db_id: 'db_id', question: 'question', sql: 'query' },
  needs: ['db_id', 'question', 'sql'],
  whenRepeated: 'rename',
}

const WRITTEN: Shape = { ...SHAPE, members: { db_id: 'db_id', question: 'question', sql: 'query' } }

export const spider: Format = {
  name: 'spider',
  summary: 'Spider: a JSON array of { db_id, question, query }',
  carries: ['db_id', 'question', 'sql'],
  recognises(beginning) {
    const seen = glimpse(beginning)
    if (!seen) return 0
    const share = shareOf(seen, (row) => hasTexts(row, ['db_id', 'question', 'query']))
    return seen.container === 'array' ? share : share / 2
  },
  datasetOf: () => 'spider',
  read: (input, context) => readByShape(input, context, SHAPE),
  write: (pairs, context) => asArray(objectsOf(pairs, context, WRITTEN)),
}
