/** A natural-language question (NLQ) over one database: a seed, or made from another by a pipeline. */
import { z } from 'zod'
import { contentId } from './ids.ts'
import { split } from './source.ts'

/** How a question came to be. */
export const origin = z.enum(['seed', 'complexity', 'semantic', 'syntactic'])
export type Origin = z.infer<typeof origin>

export const question = z.object({
  id: z.string(),
  /** The source's name. */
  db: z.string(),
  dataset: z.string(),
  split,
  text: z.string().min(1),
  /** What a person has to know besides the schema, in the publisher's words. */
  evidence: z.string().optional(),
  origin,
  /** The question it was made from. */
  parent: z.string().optional(),
  /** Who wrote it: a person's name, or `model:<name>`. */
  by: z.string(),
  /** Where it came from, for imported ones: file and item. */
  place: z.string().optional(),
  at: z.string(),
})
export type Question = z.infer<typeof question>

/** The id of a question: the same words over the same database are the same question of an origin and parent. */
export function questionId(of: Pick<Question, 'db' | 'text' | 'origin' | 'parent'>): string {
  return contentId('q', of.db, of.text.trim(), of.origin, of.parent ?? null)
}
