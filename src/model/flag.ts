/** A question that somebody would not answer: passed over (`skip`), or reported as unfit (`flag`). Only ever added. */
import { z } from 'zod'
import { contentId } from './ids.ts'

/** What a person can say of a question. */
export const FLAG_REASONS = ['ambiguous', 'unanswerable', 'data', 'offensive', 'duplicate', 'other'] as const

export const flag = z.object({
  id: z.string(),
  question: z.string(),
  round: z.number().int(),
  /** `skip`: not for this person, the question stays as it is · `flag`: the question goes to review. */
  kind: z.enum(['skip', 'flag']),
  /** `both-fail` is said by the comparison alone: neither side's query runs. */
  reason: z.enum([...FLAG_REASONS, 'both-fail']),
  note: z.string().optional(),
  by: z.string(),
  at: z.string(),
})
export type Flag = z.infer<typeof flag>

/** The id of a flag: one of each kind a person, question and round. */
export function flagId(of: Pick<Flag, 'question' | 'round' | 'kind' | 'by'>): string {
  return contentId('f', of.question, of.round, of.kind, of.by)
}
