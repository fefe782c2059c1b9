/** A question with the words that hold: a reviewer may have mended them. */
import { standingWords } from '../../model/decision.ts'
import type { Question } from '../../model/question.ts'
import { decisionsOf } from '../../store/decisions.ts'
import { getQuestion } from '../../store/questions.ts'
import type { Db } from '../../store/tables.ts'

/** @throws {Error} if there is no such question */
export async function standingQuestion(db: Db, id: string): Promise<Question> {
  const question = await getQuestion(db, id)
  if (!question) throw new Error(`There is no question ${id}`)
  return { ...question, text: standingWords(question, await decisionsOf(db, [id])) }
}
