/** What the commands of `concord author` print: where a question is wanted next, and how a new one stands to those there are. */
import { z } from 'zod'
import { table } from './catalog.ts'
import { split } from './source.ts'

/** From this cosine on a new question is said to be close to one that is there. */
export const CLOSE = 0.9

/** What `author next --json` prints. */
export const authorNext = z.object({
  db: z.string(),
  dataset: z.string(),
  split,
  tables: z.array(table),
  /** What writers are told; null where nothing was written for the data set. */
  instructions: z.object({ version: z.number().int(), text: z.string() }).nullable(),
  /** Tables and columns that no settled query and no query of an author names. */
  notCovered: z.object({
    tables: z.array(z.string()),
    columns: z.array(z.object({ table: z.string(), column: z.string() })),
  }),
  /** Questions written or imported so far. */
  questions: z.object({
    database: z.number().int(),
    perDatabase: z.record(z.string(), z.number().int()),
    perDataset: z.record(z.string(), z.number().int()),
  }),
})
export type AuthorNext = z.infer<typeof authorNext>

/** What `author submit --json` prints. */
export const authorSubmitted = z.object({
  question: z.string(),
  db: z.string(),
  dataset: z.string(),
  split,
  /** Where it went; null over a test database, whose questions go into no stage. */
  stage: z.string().nullable(),
  /** False if the same words over the same database were there. */
  added: z.boolean(),
  /** The author's SQL, if any was given. */
  candidate: z.string().nullable(),
  rows: z.number().int().nullable(),
  /** The nearest questions over the same database, nearest first; `distance` is 1 less the cosine. */
  nearest: z.array(
    z.object({ question: z.string(), text: z.string(), similarity: z.number(), distance: z.number() }),
  ),
  /** The embedding that the distances are by. */
  embedding: z.string(),
  warnings: z.array(z.string()),
})
export type AuthorSubmitted = z.infer<typeof authorSubmitted>

/** What `author withdraw --json` prints. */
export const authorWithdrawn = z.object({
  question: z.string(),
  reason: z.string(),
  /** False if it was withdrawn before. */
  withdrawn: z.boolean(),
})
export type AuthorWithdrawn = z.infer<typeof authorWithdrawn>
