/** What `concord guideline` says: the rules and versions there are, what changed, and what a version did to disagreement. */
import { z } from 'zod'
import { guidelineRule } from './guideline.ts'

export const listedRule = z.object({
  ...guidelineRule.shape,
  /** `in-force` in the last version · `unpublished` in none yet · `retiring` until the next version · `retired`. */
  status: z.enum(['in-force', 'unpublished', 'retiring', 'retired']),
  /** The first version that says it; null for unpublished ones. */
  since: z.number().int().nullable(),
})
export type ListedRule = z.infer<typeof listedRule>

/** What `concord guideline list --json` prints. */
export const guidelineListReport = z.object({
  /** The last version; 0 before the first. */
  version: z.number().int(),
  rules: z.array(listedRule),
  versions: z.array(
    z.object({
      version: z.number().int(),
      rules: z.number().int(),
      note: z.string().optional(),
      by: z.string(),
      at: z.string(),
    }),
  ),
})
export type GuidelineListReport = z.infer<typeof guidelineListReport>

/** What `concord guideline add --json` prints. */
export const guidelineAddReport = z.object({
  rule: z.string(),
  /** False if the same words of the same scope were there. */
  added: z.boolean(),
  text: z.string(),
  scope: z.string(),
  cases: z.array(z.string()),
  /** Rules that say nearly the same, most alike first; `similarity` in 0..1. */
  near: z.array(z.object({ rule: z.string(), text: z.string(), similarity: z.number() })),
})
export type GuidelineAddReport = z.infer<typeof guidelineAddReport>

/** What `concord guideline publish --json` prints. */
export const guidelinePublishReport = z.object({
  version: z.number().int(),
  rules: z.number().int(),
  added: z.array(z.string()),
  retired: z.array(z.string()),
  hash: z.string(),
})
export type GuidelinePublishReport = z.infer<typeof guidelinePublishReport>

/** What `concord guideline diff --json` prints. */
export const guidelineDiffReport = z.object({
  from: z.number().int(),
  to: z.number().int(),
  added: z.array(guidelineRule),
  removed: z.array(guidelineRule),
  kept: z.number().int(),
})
export type GuidelineDiffReport = z.infer<typeof guidelineDiffReport>

/** Disagreement with gold of the same questions under two versions. Nulls where there is no such question. */
export const guidelineEffect = z.object({
  n: z.number().int(),
  /** Shares in 0..1. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** After less before: a guideline that helps makes it negative. */
  difference: z.number().nullable(),
  /** Of the difference, 95 %, paired bootstrap. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  mcnemarP: z.number().nullable(),
  /** True if so few questions cannot tell the difference from chance. */
  withinNoise: z.boolean().nullable(),
})
export type GuidelineEffect = z.infer<typeof guidelineEffect>

/** What a kept measurement of guidelines is called in the store. */
export const GUIDELINE_MEASURE_KIND = 'guideline measure'

/** What `concord guideline measure --json` prints. */
export const guidelineMeasureReport = z.object({
  from: z.number().int(),
  to: z.number().int(),
  /** Settled questions that the same agent answered under both versions. */
  n: z.number().int(),
  /** Questions whose disputes caused the rules that `to` adds. */
  causing: guidelineEffect,
  untouched: guidelineEffect,
  /** Each added rule on its own cases; `enough` is false under 20 of them. */
  rules: z.array(
    z.object({ rule: z.string(), text: z.string(), ...guidelineEffect.shape, enough: z.boolean() }),
  ),
  /** Of the answers under `to`. */
  cost: z.object({
    calls: z.number().int(),
    inputTokens: z.number().int(),
    outputTokens: z.number().int(),
    /** USD; null if the price of any call is not known. */
    usd: z.number().nullable(),
  }),
  /** Questions left out because their gold no longer runs. */
  excluded: z.number().int(),
  recorded: z.literal(true).optional(),
})
export type GuidelineMeasureReport = z.infer<typeof guidelineMeasureReport>
