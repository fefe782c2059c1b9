/** What a person said of a table or column of a source; the last version holds. Only ever added. */
import { z } from 'zod'

export const description = z.object({
  source: z.string(),
  table: z.string(),
  /** Absent for the table itself. */
  column: z.string().optional(),
  /** 1, 2, 3 … for each table or column. */
  version: z.number().int().min(1),
  text: z.string(),
  by: z.string(),
  at: z.string(),
})
export type Description = z.infer<typeof description>
