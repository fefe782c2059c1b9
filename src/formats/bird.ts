/** BIRD: a JSON array of `{ question_id, db_id, question, evidence, SQL, difficulty }`, dev and mini_dev alike. */
import type { Pair } from '../model/pair.ts'
import type { Format, WriteContext } from './format.ts'
import { glimpse, hasTexts, shareOf } from './glimpse.ts'
import { readByShape } from './read-shape.ts'
import { type JsonObject, lackOf, type Shape, toObject } from './shape.ts'
import { asArray } from './write-shape.ts'

/**
 * `question_id` is a number that mini_dev repeats from dev, so ids are made of data set, split and number.
 *
 * @source Li et al. (2023), https://bird-bench.github.io
 */
const SHAPE: Shape = {
  members: { id: 'question_id', db_id: 'db_id', question: 'question', evidence: 'evidence', sql: 'SQL' },
  needs: ['db_id', 'question', 'sql'],
  whenRepeated: 'rename',
}

export const bird: Format = {
  name: 'bird',
  summary: 'BIRD: a JSON array of { question_id, db_id, question, evidence, SQL }',
  carries: ['db_id', 'question', 'sql', 'evidence'],
  recognises(beginning) {
    const seen = glimpse(beginning)
    return seen ? shareOf(seen, (row) => hasTexts(row, ['db_id', 'question', 'SQL'])) : 0
  },
  datasetOf: () => 'bird',
  read: (input, context) => readByShape(input, context, SHAPE),
  write: (pairs, context) => asArray(numbered(pairs, context)),
}

/** BIRD's objects; `question_id` is the number that ends the pair's id, else the next that is free. */
async function* numbered(pairs: AsyncIterable<Pair>, context: WriteContext): AsyncGenerator<JsonObject> {
  const taken = new Set<number>()
  let next = 0
  for await (const pair of pairs) {
    const lack = lackOf(pair, SHAPE)
    if (lack) {
      context.drop(pair.id, lack)
      continue
    }
    const own = Number(/(?:^|-)(\d{1,9})$/.exec(pair.id)?.[1] ?? Number.NaN)
    while (taken.has(next)) next++
    const number = Number.isNaN(own) || taken.has(own) ? next : own
    taken.add(number)
    yield { ...toObject(pair, SHAPE), question_id: number, evidence: pair.evidence ?? '' }
  }
}
