/** What the first day's model server, its people and its reviewer know of one question: the right query, and who gets it wrong how. */

/** What a guideline of the first day teaches the agent. */
export type Lesson = 'partnerless' | 'once' | 'only-asked'

export interface Known {
  readonly db: string
  readonly text: string
  /** What is settled in the end. */
  readonly right: string
  /** What the agent answers, where it is not the right one; null where it gives up. */
  readonly agent?: string | null
  /** With this guideline before it, the agent answers right. */
  readonly lesson?: Lesson
  /** What people answer, where it is not the right one to the letter. */
  readonly person?: string
  /** True if people write the same query in another way: the same tree. */
  readonly rewritten?: true
  /** What the reviewer makes of a dispute. Default: whoever is right is accepted. */
  readonly verdict?: 'both' | 'drop'
  /** What the first and the second solver answer, where it is not the right one. */
  readonly solver?: string
  readonly analyst?: string
  /** What is sampled warm, where it is not the agent's answer. */
  readonly sampled?: string
  /** What other models predict, where it is not the right one. */
  readonly untuned?: string
  readonly tuned?: string
  readonly reference?: string
}

/** A question that somebody writes, and the harder one that the writing model makes of it. */
export interface Seed extends Known {
  /** True if the author gives the right SQL with it. */
  readonly withSql?: boolean
  readonly harder: Omit<Known, 'db'>
}
