/** One attempt of a pipeline to make a question, with what was proven of its claim. Only ever added. */
import { z } from 'zod'
import { contentId } from './ids.ts'
import { origin } from './question.ts'

export const proof = z.object({
  id: z.string(),
  pipeline: origin,
  /** The stage that is being made. */
  stage: z.string(),
  /** The question it starts from; for semantic variety the one whose style it imitates. */
  parent: z.string(),
  /** 0-based number of the attempt on this parent. */
  attempt: z.number().int(),
  /** The question's words; absent where the model gave none. */
  text: z.string().optional(),
  /**
   * `proven` · `refuted` (dropped, with its reason) · `undecided` (a person looks) ·
   * `accepted`, `rejected`: what a person said of the undecided one that `settles` names.
   */
  outcome: z.enum(['proven', 'refuted', 'undecided', 'accepted', 'rejected']),
  /** A short fixed word a kind of reason, such as `same-result`, for counting. */
  reason: z.string(),
  /** What was run and what it gave. */
  evidence: z.record(z.string(), z.unknown()),
  /** How hard it was for the solvers, where that is known; acceptance is shown by it. */
  difficulty: z.string().optional(),
  /** The question that was made. */
  question: z.string().optional(),
  settles: z.string().optional(),
  by: z.string(),
  at: z.string(),
})
export type Proof = z.infer<typeof proof>

/** The id of a proof: one an attempt, and one for what a person said of it. */
export function proofId(of: Pick<Proof, 'stage' | 'pipeline' | 'parent' | 'attempt' | 'settles'>): string {
  return contentId('p', of.stage, of.pipeline, of.parent, of.attempt, of.settles ?? null)
}
