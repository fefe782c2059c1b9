/** The guidelines that the first day's reviewer writes, and the one sign by which its model server sees that they are in force. */
import type { Lesson } from './known.ts'

export const LESSONS: Readonly<Record<Lesson, string>> = {
  partnerless: 'Keep what has no partner in the other table and count it as nought.',
  once: 'Name each value once.',
  'only-asked': 'Select the columns that are asked for and no others.',
}

/** A guideline that nothing has to do with. */
export const FRUITLESS = 'Begin a query with its SELECT on the first line.'

/** Whether a prompt holds the guideline. */
export function teaches(prompt: string, lesson: Lesson): boolean {
  return prompt.includes(LESSONS[lesson])
}
