/** The ids that the example's questions have in a store, by the keys under which its tables name them. */
import { type Origin, questionId } from '../../model/question.ts'
import type { Example } from './example.ts'

export interface KeyedQuestion {
  readonly id: string
  readonly origin: Origin
}

/** Every seed and every attempted question, accepted or not; an id follows from the words and the parent alone. */
export function keyedQuestions({
  seeds,
  augmentations,
}: Pick<Example, 'seeds' | 'augmentations'>): Map<string, KeyedQuestion> {
  const known = new Map<string, KeyedQuestion>()
  for (const { key, db, question } of seeds) {
    known.set(key, { id: questionId({ db, text: question, origin: 'seed' }), origin: 'seed' })
  }
  // A question is made from one of an earlier stage, so the pipelines come in the method's order.
  for (const pipeline of ['complexity', 'semantic', 'syntactic'] as const) {
    for (const { key, db, question, parent } of augmentations.filter((one) => one.pipeline === pipeline)) {
      const of = { db, text: question, origin: pipeline, parent: idOf(known, parent) }
      known.set(key, { id: questionId(of), origin: pipeline })
    }
  }
  return known
}

/** @throws {Error} if the example names a question that it does not have */
export function idOf(known: ReadonlyMap<string, KeyedQuestion>, key: string): string {
  const found = known.get(key)
  if (!found) throw new Error(`The example names "${key}" and has no such question`)
  return found.id
}
