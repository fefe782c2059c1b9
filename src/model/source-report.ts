/** What the commands of `concord source` print. */
import { z } from 'zod'
import { fingerprint, table } from './catalog.ts'
import { source } from './source.ts'

/** One line of `source list`, and what `source add` prints. */
export const sourceSummary = source.extend({
  tables: z.number().int(),
  columns: z.number().int(),
  rows: z.number().int(),
  fingerprint,
  questions: z.number().int(),
})
export type SourceSummary = z.infer<typeof sourceSummary>

/** What `source describe --json` prints. */
export const sourceDescription = source.extend({
  tables: z.array(table),
  fingerprint,
  /** When the catalog was read. */
  seenAt: z.string(),
  /** Whether schema or content is another since then; null if the database cannot be opened now, and `problem` says why. */
  changed: z.boolean().nullable(),
  problem: z.string().optional(),
})
export type SourceDescription = z.infer<typeof sourceDescription>
