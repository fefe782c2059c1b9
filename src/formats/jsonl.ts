/** Concord's own format: a line of JSON for each pair, with every member of a pair under its own name. */
import { pair } from '../model/pair.ts'
import { stemOf } from './file-names.ts'
import type { Format } from './format.ts'
import { glimpse, hasTexts, shareOf } from './glimpse.ts'
import { readByShape } from './read-shape.ts'
import type { JsonObject, Shape } from './shape.ts'
import { asLines, objectsOf } from './write-shape.ts'

const MEMBERS = pair.keyof().options

const SHAPE: Shape = {
  members: Object.fromEntries(MEMBERS.map((member) => [member, member])),
  needs: ['db_id', 'question'],
  mayBeEmpty: ['question'],
  whenRepeated: 'fail',
  numberIsWholeId: true,
}

export const jsonl: Format = {
  name: 'jsonl',
  summary: 'Concord: lines of { id, db_id, question, sql, sql_alternatives, evidence, … }',
  carries: MEMBERS,
  recognises(beginning) {
    const seen = glimpse(beginning)
    if (!seen) return 0
    const share = shareOf(seen, isPairLike)
    return seen.container === 'lines' ? share : share / 2
  },
  datasetOf: stemOf,
  read: (input, context) => readByShape(input, context, SHAPE),
  write: (pairs, context) => asLines(objectsOf(pairs, context, SHAPE)),
}

/** With SQL as text; or without any, if then nothing is there that another format might call SQL. */
function isPairLike(row: JsonObject): boolean {
  const named = hasTexts(row, ['db_id', 'question'])
  if (!named || typeof row.sql === 'string') return named
  return row.sql == null && Object.keys(row).every((key) => (MEMBERS as readonly string[]).includes(key))
}
