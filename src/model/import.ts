/** What `concord import` prints. */
import { z } from 'zod'
import { split } from './source.ts'

/** What an import makes of its items. */
export const IMPORT_KINDS = ['questions', 'pairs', 'benchmark', 'candidates'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** What `concord import --json` prints. */
export const importReport = z.object({
  /** Items that brought something new. */
  imported: z.number().int(),
  /** Items that were there already. */
  skipped: z.number().int(),
  /** Items that could not come in: by id, or by place where there is none. */
  failed: z.array(z.object({ item: z.string(), reason: z.string() })),
  /** The data set that the items belong to, or the benchmark; several are joined by commas. */
  dataset: z.string(),
  /** The split that was asked for; null where each item's database tells. */
  split: split.nullable(),
  as: z.enum(IMPORT_KINDS),
  format: z.string(),
  /** Sources that were added on the way, with `--databases`. */
  sources: z.array(z.string()),
})
export type ImportReport = z.infer<typeof importReport>
