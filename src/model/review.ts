/** What a reviewer is shown and says: the queue, one dispute with both sides, and what was made of it. */
import { z } from 'zod'
import { CLASSES } from './agreement.ts'
import { cause, decision } from './decision.ts'
import { executionJson } from './execution.ts'
import { guidelineRule } from './guideline.ts'

/** What is reviewed besides compared pairs: `no-answer` a machine found none · `flagged` a person would not answer. */
export const reviewClass = z.enum([...CLASSES, 'no-answer', 'flagged'])
export type ReviewClass = z.infer<typeof reviewClass>

/**
 * Where an item goes: `review` a person chooses · `back` one query fails and goes back to whoever wrote it ·
 * `flagged` both fail, or somebody reported the question · `audit` the answers agree and are looked at all the same.
 */
export const reviewRoute = z.enum(['review', 'back', 'flagged', 'audit'])
export type ReviewRoute = z.infer<typeof reviewRoute>

export const reviewItem = z.object({
  /** The question's id. */
  item: z.string(),
  question: z.string(),
  db_id: z.string(),
  class: reviewClass,
  round: z.number().int(),
  dataset: z.string(),
  route: reviewRoute,
  /** True if the reviewer gave one of the answers. */
  selfReviewed: z.boolean(),
})
export type ReviewItem = z.infer<typeof reviewItem>

/** What `concord review list --json` prints. */
export const reviewListReport = z.object({ items: z.array(reviewItem), recorded: z.literal(true).optional() })
export type ReviewListReport = z.infer<typeof reviewListReport>

const jsonRow = z.array(z.unknown())

/** One side; which is whose is not told. */
export const reviewSide = z.object({
  /** Null where no answer was found. */
  sql: z.string().nullable(),
  /** The first rows; `rowCount` is of the whole result, `truncated` says that rows are left out. */
  result: executionJson.nullable(),
  /** Why there is no answer, and the last steps towards one. */
  noAnswer: z
    .object({
      reason: z.string(),
      note: z.string().optional(),
      steps: z.array(z.object({ tool: z.string(), asked: z.string(), answered: z.string() })),
    })
    .optional(),
})
export type ReviewSide = z.infer<typeof reviewSide>

export const reviewDifference = z.object({
  /** Sentences. */
  words: z.array(z.string()),
  /** Present where both ran: how many rows each has, both have, and one alone has. */
  rows: z
    .object({
      a: z.number().int(),
      b: z.number().int(),
      same: z.number().int(),
      onlyA: z.number().int(),
      onlyB: z.number().int(),
    })
    .optional(),
  columns: z
    .object({
      /** Names of columns that stand for each other. */
      pairs: z.array(z.object({ a: z.string(), b: z.string() })),
      onlyA: z.array(z.string()),
      onlyB: z.array(z.string()),
    })
    .optional(),
  /** The first rows that one side alone has. */
  onlyA: z.array(jsonRow),
  onlyB: z.array(jsonRow),
})
export type ReviewDifference = z.infer<typeof reviewDifference>

/** What `concord review show --json` prints. */
export const reviewShowReport = z.object({
  ...reviewItem.shape,
  evidence: z.string().optional(),
  a: reviewSide,
  b: reviewSide,
  difference: reviewDifference,
  /** Rows of another instance that separate the two, each side's result on it; null where none is needed or known. */
  counterExample: z
    .object({
      instance: z.string().optional(),
      seed: z.number().int(),
      tables: z.record(z.string(), z.array(jsonRow)),
      sql: z.string(),
      a: z.array(jsonRow),
      b: z.array(jsonRow),
    })
    .nullable(),
  guidelines: z.object({
    version: z.number().int(),
    rules: z.array(guidelineRule.pick({ id: true, text: true, scope: true, good: true, bad: true })),
  }),
  /** What people said when they would not answer. */
  flags: z.array(z.object({ reason: z.string(), note: z.string().optional() })),
  recorded: z.literal(true).optional(),
})
export type ReviewShowReport = z.infer<typeof reviewShowReport>

/** What `concord review decide --json` prints. */
export const reviewDecideReport = z.object({
  item: z.string(),
  decision: z.string(),
  accept: decision.shape.accept,
  effect: decision.shape.effect,
  sql: z.string().optional(),
  sqlAlternatives: z.array(z.string()).optional(),
  questionText: z.string().optional(),
  cause: cause.optional(),
  round: z.number().int(),
  by: z.string(),
  selfReviewed: z.boolean(),
})
export type ReviewDecideReport = z.infer<typeof reviewDecideReport>

/** What `concord review undo --json` prints. */
export const reviewUndoReport = z.object({
  item: z.string(),
  /** The decision that no longer stands. */
  undone: z.string(),
  accept: decision.shape.accept,
  by: z.string(),
  /** Where the question stands now. */
  state: z.string(),
})
export type ReviewUndoReport = z.infer<typeof reviewUndoReport>
