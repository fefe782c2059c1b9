/** A frozen, hashed set of gold pairs with where each came from. Only ever added. */
import { z } from 'zod'
import { pair } from './pair.ts'

/** Where a pair of a release came from. */
export const pairLineage = z.object({
  question: z.string(),
  decision: z.string(),
  /** Who settled it: people, or a policy. */
  settledBy: z.enum(['people', 'agreement', 'policy']),
  candidates: z.array(z.string()),
  guidelineVersion: z.number().int(),
  /** True if any of it comes from recorded example answers. */
  recorded: z.boolean(),
})
export type PairLineage = z.infer<typeof pairLineage>

export const release = z.object({
  name: z.string().min(1),
  /** The same for the same content on any machine. */
  hash: z.string(),
  pairs: z.number().int(),
  byPeople: z.number().int(),
  byPolicy: z.number().int(),
  /** Pairs a split. */
  splits: z.record(z.string(), z.number().int()),
  /** Everything else that was true when it was made: settings, guideline version, leaks, licences. */
  manifest: z.record(z.string(), z.unknown()),
  by: z.string(),
  at: z.string(),
})
export type Release = z.infer<typeof release>

export const releasePair = z.object({
  release: z.string(),
  /** 0-based. */
  position: z.number().int(),
  /** The pair's id, for looking it up. */
  id: z.string(),
  split: z.enum(['train', 'val', 'test']),
  pair,
  lineage: pairLineage,
})
export type ReleasePair = z.infer<typeof releasePair>
