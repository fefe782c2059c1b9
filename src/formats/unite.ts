/** UNITE's unified format: a folder for each data set with lines of `{ db_id, query, question }` for each split. */

import { folderOf } from './file-names.ts'
import type { Format } from './format.ts'
import { glimpse, hasTexts, shareOf } from './glimpse.ts'
import { readByShape } from './read-shape.ts'
import type { Shape } from './shape.ts'
import { asLines, objectsOf } from './write-shape.ts'

/**
 * SParC and CoSQL rows add `history_text`, what was said before the question, oldest first.
 *
 * @source Lan et al. (2023), https://github.com/awslabs/unified-text2sql-benchmark
 */
const SHAPE: Shape = {
  members: { id: 'id', db_id: 'db_id', sql: 'query', question: 'question', history: 'history_text' },
  needs: ['db_id', 'question', 'sql'],
  whenRepeated: 'rename',
}

const WRITTEN: Shape = {
  ...SHAPE,
  members: { db_id: 'db_id', sql: 'query', question: 'question', history: 'history_text' },
}

export const unite: Format = {
  name: 'unite',
  summary: 'UNITE: lines of { db_id, query, question }, with history_text in conversations',
  carries: ['db_id', 'question', 'sql', 'history'],
  recognises(beginning) {
    const seen = glimpse(beginning)
    if (!seen) return 0
    const share = shareOf(seen, (row) => hasTexts(row, ['db_id', 'question', 'query']))
    return seen.container === 'lines' ? share : share / 2
  },
  datasetOf: (path) => folderOf(path) ?? 'unite',
  read: (input, context) => readByShape(input, context, SHAPE),
  write: (pairs, context) => asLines(objectsOf(pairs, context, WRITTEN)),
}
