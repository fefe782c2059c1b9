/** The questions over one database that are nearest to a new one, by the built-in embedding. */
import { hashText } from '../../metrics/embedding-hashed.ts'
import { eachQuestion } from '../../store/questions.ts'
import type { Db } from '../../store/tables.ts'

export interface Near {
  readonly question: string
  readonly text: string
  /** The cosine, in −1..1. */
  readonly similarity: number
  /** 1 less the cosine. */
  readonly distance: number
}

/** The nearest `count`, nearest first, ties by id. */
export async function nearestQuestions(
  db: Db,
  { text, source, count, but }: { text: string; source: string; count: number; but?: string },
): Promise<Near[]> {
  const wanted = hashText(text)
  let found: Near[] = []
  for await (const question of eachQuestion(db, { db: source })) {
    if (question.id === but) continue
    const similarity = cosine(wanted, hashText(question.text))
    found.push({ question: question.id, text: question.text, similarity, distance: 1 - similarity })
    if (found.length >= 200) found = first(found, count)
  }
  return first(found, count)
}

/** Of vectors of length 1, held within what rounding may leave. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return Math.min(1, Math.max(-1, sum))
}

function first(found: readonly Near[], count: number): Near[] {
  return [...found]
    .sort((a, b) => b.similarity - a.similarity || (a.question < b.question ? -1 : 1))
    .slice(0, count)
}
