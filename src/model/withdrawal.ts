/** The statement that something said before no longer stands: a question, a candidate or a flag. Only ever added. */
import { z } from 'zod'
import { contentId } from './ids.ts'

export const withdrawal = z.object({
  id: z.string(),
  noun: z.enum(['question', 'candidate', 'flag']),
  /** The id of what is withdrawn. */
  target: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})
export type Withdrawal = z.infer<typeof withdrawal>

/** The id of a withdrawal: a thing is withdrawn once. */
export function withdrawalId(of: Pick<Withdrawal, 'noun' | 'target'>): string {
  return contentId('w', of.noun, of.target)
}
