/** What was settled about a question, by a reviewer, by agreement or by policy. Only ever added; an undo is a decision too. */
import { z } from 'zod'
import { contentId } from './ids.ts'

/** What a reviewer can accept (`concord review decide --accept`). */
export const REVIEW_ACCEPTS = ['a', 'b', 'both', 'neither', 'ambiguous'] as const

/** What a reviewer can say caused a dispute. */
export const CAUSES = ['agent', 'annotator', 'guideline', 'question', 'none'] as const
export const cause = z.enum(CAUSES)
export type Cause = z.infer<typeof cause>

export const decision = z.object({
  id: z.string(),
  question: z.string(),
  /** 1-based place among the question's decisions: the last that stands is what holds. */
  n: z.number().int().min(1),
  /** The round it belongs to; 0 outside any round. */
  round: z.number().int(),
  /** The agreement that was looked at. */
  agreement: z.string().optional(),
  /** Whose SQL is right: a reviewer's choice, or `agreement` or `policy` where no person chose; `undo` takes one back. */
  accept: z.enum([...REVIEW_ACCEPTS, 'agreement', 'policy', 'undo']),
  /**
   * What it makes of the question: `settled` (`sql` is gold) · `dropped` · `again` (what was answered up to this
   * round no longer counts: it is answered anew in a later one) · `undone` (the decision `undoes` no longer stands).
   */
  effect: z.enum(['settled', 'dropped', 'again', 'undone']),
  /** The gold SQL; present exactly if the effect is `settled`. */
  sql: z.string().optional(),
  /** Further SQL that is right too. */
  sqlAlternatives: z.array(z.string()).optional(),
  /** The candidate whose SQL was taken. */
  candidate: z.string().optional(),
  cause: cause.optional(),
  note: z.string().optional(),
  /** The question's words from now on, where the reviewer mended them. */
  questionText: z.string().optional(),
  guidelineVersion: z.number().int(),
  /** The id of the decision that is taken back. */
  undoes: z.string().optional(),
  by: z.string(),
  at: z.string(),
})
export type Decision = z.infer<typeof decision>

/** The id of a decision: its place among the question's decisions. */
export function decisionId(of: Pick<Decision, 'question' | 'n'>): string {
  return contentId('d', of.question, of.n)
}

/**
 * The decision that holds: the last one that was not taken back.
 *
 * @param decisions of one question, in any order
 * @returns undefined if there is none
 */
export function standingDecision(decisions: readonly Decision[]): Decision | undefined {
  const undone = new Set(decisions.map((one) => one.undoes))
  return decisions
    .filter((one) => one.effect !== 'undone' && !undone.has(one.id))
    .reduce<Decision | undefined>((last, one) => (last && last.n > one.n ? last : one), undefined)
}

/**
 * The words of a question that hold: the question's own, or those that the last reviewer who mended them gave.
 *
 * @param decisions of that question, in any order
 */
export function standingWords(question: { readonly text: string }, decisions: readonly Decision[]): string {
  const undone = new Set(decisions.map((one) => one.undoes))
  const mended = decisions
    .filter((one) => one.questionText !== undefined && !undone.has(one.id))
    .sort((first, second) => second.n - first.n)
  return mended[0]?.questionText ?? question.text
}
