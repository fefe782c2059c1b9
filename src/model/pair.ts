/** A pair of a question and its gold SQL, in the one line of JSON that every command reads. */
import { z } from 'zod'

/** One line of `PAIRS` (CONTRACT.md). */
export const pair = z.object({
  id: z.string().min(1),
  db_id: z.string().min(1),
  question: z.string(),
  sql: z.string().optional(),
  /** Further SQL that is right too; any match counts. */
  sql_alternatives: z.array(z.string()).optional(),
  evidence: z.string().optional(),
  /** What was said before in a conversation, oldest first; the question is not understood without it. */
  history: z.array(z.string()).optional(),
  dataset: z.string().optional(),
  domain: z.string().optional(),
  split: z.string().optional(),
})
export type Pair = z.infer<typeof pair>

/** One line of `PREDICTIONS`. */
export const predictionLine = z.object({ id: z.string().min(1), sql: z.string() })
export type PredictionLine = z.infer<typeof predictionLine>

/** Whether a text holds a NUL character, which PostgreSQL stores in no text and SQLite's tools end it at. */
export function holdsNul(text: string | undefined): boolean {
  return text?.includes('\0') ?? false
}
