/** One answer to a question: SQL by a person or a machine, or the statement that none was found. Only ever added. */
import { z } from 'zod'
import { contentId } from './ids.ts'

/**
 * Who answered: `agent` the four-tool agent · `one-shot` the baseline · `annotator` a person, blind ·
 * `author` whoever wrote the question gave SQL with it (for imported pairs: the publisher) ·
 * `policy-sample` one of the independent samples that a policy compares.
 */
export const candidateKind = z.enum(['agent', 'one-shot', 'annotator', 'author', 'policy-sample'])
export type CandidateKind = z.infer<typeof candidateKind>

export const candidateOutcome = z.enum(['answered', 'no-answer'])
export type CandidateOutcome = z.infer<typeof candidateOutcome>

export const candidate = z.object({
  id: z.string(),
  question: z.string(),
  kind: candidateKind,
  /** The person, or the model's name in `concord.yaml`; for an imported pair its data set. */
  name: z.string().min(1),
  /** How it was made: `agent`, `one-shot`; '' for people. */
  strategy: z.string(),
  /** The round it was made in; 0 outside any round. */
  round: z.number().int(),
  /** 0-based number among like candidates: of independent samples, or of a person's submissions after an undo. */
  sample: z.number().int(),
  /** The guideline version that was shown; 0 if there was none yet. */
  guidelineVersion: z.number().int(),
  outcome: candidateOutcome,
  /** Present exactly if the outcome is `answered`. */
  sql: z.string().optional(),
  explanation: z.string().optional(),
  /** 1 unsure … 3 sure, as people say it. */
  confidence: z.number().int().min(1).max(3).optional(),
  /** Why there is no answer, as a word such as `step-limit`. */
  reason: z.string().optional(),
  /** A person's note, or why there is no answer in words. */
  note: z.string().optional(),
  /** The hash of the prompt's text, for machines. */
  promptHash: z.string().optional(),
  /** True if it comes from recorded example answers: it shows the tool, not a model. */
  recorded: z.boolean(),
  elapsedMs: z.number().optional(),
  at: z.string(),
})
export type Candidate = z.infer<typeof candidate>

/** The id of a candidate: who answered what, told what, in which round, as which sample. */
export function candidateId(
  of: Pick<Candidate, 'question' | 'kind' | 'name' | 'strategy' | 'round' | 'sample' | 'guidelineVersion'>,
): string {
  return contentId('c', of.question, of.kind, of.name, of.strategy, of.round, of.sample, of.guidelineVersion)
}

/** One line of what `concord import --as candidates` reads. */
export const candidateLine = z.object({ id: z.string().min(1), sql: z.string() })
export type CandidateLine = z.infer<typeof candidateLine>
