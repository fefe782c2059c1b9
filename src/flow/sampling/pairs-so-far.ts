/** Questions of the workspace as pairs, with the SQL that stands for them so far. */
import type { Pair } from '../../model/pair.ts'
import type { Question } from '../../model/question.ts'
import type { Split } from '../../model/source.ts'
import { eachQuestion } from '../../store/questions.ts'
import type { Db } from '../../store/tables.ts'
import { type GoldSoFar, goldSoFar } from '../authoring/gold-so-far.ts'

export interface StandingPair {
  readonly pair: Pair
  readonly dataset: string
  readonly gold: GoldSoFar | undefined
}

const AT_ONCE = 500

/** Every question over the databases of one side, in the order of arrival. */
export async function* pairsOf(db: Db, split: Split): AsyncGenerator<StandingPair, void> {
  let batch: Question[] = []
  for await (const question of eachQuestion(db, { split })) {
    batch.push(question)
    if (batch.length < AT_ONCE) continue
    yield* await standing(db, batch)
    batch = []
  }
  yield* await standing(db, batch)
}

async function standing(db: Db, batch: readonly Question[]): Promise<StandingPair[]> {
  const gold = await goldSoFar(
    db,
    batch.map((one) => one.id),
  )
  return batch.map((question) => ({
    pair: pairOf(question, gold.get(question.id)),
    dataset: question.dataset,
    gold: gold.get(question.id),
  }))
}

function pairOf({ id, db, dataset, split, text, evidence }: Question, gold: GoldSoFar | undefined): Pair {
  return {
    id,
    db_id: db,
    question: gold?.text ?? text,
    ...(gold ? { sql: gold.sql } : {}),
    ...(gold && gold.alternatives.length > 0 ? { sql_alternatives: [...gold.alternatives] } : {}),
    ...(evidence === undefined ? {} : { evidence }),
    dataset,
    split,
  }
}
