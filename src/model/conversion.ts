/** What `concord convert` and `concord formats` print. */
import { z } from 'zod'

/** What `concord convert --json` prints. */
export const convertReport = z.object({
  from: z.string(),
  to: z.string(),
  /** Items in the input, those that could not come in among them. */
  read: z.number().int(),
  written: z.number().int(),
  /** By the pair's id, or by its place where it never became a pair. */
  dropped: z.array(z.object({ id: z.string(), reason: z.string() })),
  /** Members that some item had and the output has not, in alphabetical order. */
  notCarried: z.array(z.string()),
})
export type ConvertReport = z.infer<typeof convertReport>

/** One entry of what `concord formats --json` prints. */
export const formatDescription = z.object({
  name: z.string(),
  summary: z.string(),
  reads: z.boolean(),
  writes: z.boolean(),
  /** The members of a pair that survive writing and reading again. */
  carries: z.array(z.string()),
  notCarried: z.array(z.string()),
})
export type FormatDescription = z.infer<typeof formatDescription>
