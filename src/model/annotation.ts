/** What an annotator gets and gives, as `concord annotate` prints it: never a byte of anybody else's answer. */
import { z } from 'zod'
import { table } from './catalog.ts'
import { finding } from './finding.ts'

/** One question to answer. */
export const annotationItem = z.object({
  /** The question's id. */
  item: z.string(),
  question: z.string(),
  db_id: z.string(),
  evidence: z.string().optional(),
  /** The database's URL, for `concord query`. */
  source: z.string(),
  tables: z.array(table),
  guidelines: z.object({
    version: z.number().int(),
    rules: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        scope: z.string(),
        good: z.array(z.string()),
        bad: z.array(z.string()),
      }),
    ),
  }),
  /** 0 outside any round. */
  round: z.number().int(),
  /** Until then it is kept for this person; asking for the next item again renews it. */
  until: z.string(),
})
export type AnnotationItem = z.infer<typeof annotationItem>

/** What `concord annotate next --json` prints. */
export const annotateNext = z.union([
  annotationItem,
  z.object({
    item: z.null(),
    /** Questions that still lack an answer, but not this person's, or are in another's hands. */
    waiting: z.number().int(),
  }),
])
export type AnnotateNext = z.infer<typeof annotateNext>

/** What `concord annotate submit --json` prints. */
export const annotateSubmit = z.object({
  item: z.string(),
  candidate: z.string(),
  round: z.number().int(),
  /** What the query gave; null where it was submitted although it does not run. */
  rows: z.number().int().nullable(),
  /** What the rule checker says of it: for the annotator to read, nothing is held back. */
  findings: z.array(finding),
})
export type AnnotateSubmit = z.infer<typeof annotateSubmit>

/** What `concord annotate skip|flag|undo --json` prints. */
export const annotateSaid = z.object({
  item: z.string(),
  round: z.number().int(),
  said: z.enum(['skipped', 'flagged', 'answer taken back', 'skip taken back', 'flag taken back']),
})
export type AnnotateSaid = z.infer<typeof annotateSaid>
