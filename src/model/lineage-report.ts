/** What `concord show` says: one thing, what it was made from, and what was made from it. */
import { z } from 'zod'

/** A thing that this one leads to or comes from. */
export const lineageLink = z.object({
  /** What it is: `question`, `candidate`, `source`, `person`, `model`, `prompt`, … */
  noun: z.string(),
  /** Its id or name; `concord show` takes it where the noun is kept by id. */
  id: z.string(),
  /** How the two belong together, in words. */
  as: z.string(),
})
export type LineageLink = z.infer<typeof lineageLink>

/** What `concord show --json` prints. */
export const lineageReport = z.object({
  id: z.string(),
  noun: z.enum([
    'question',
    'candidate',
    'agreement',
    'decision',
    'proof',
    'rule',
    'source',
    'release',
    'benchmark',
    'prediction',
    'call',
  ]),
  /** The thing itself. */
  is: z.record(z.string(), z.unknown()),
  parents: z.array(lineageLink),
  children: z.array(lineageLink),
  recorded: z.literal(true).optional(),
})
export type LineageReport = z.infer<typeof lineageReport>
