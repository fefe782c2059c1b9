/** The rules for writing SQL: atomic, with examples and the cases that caused them; versions are only ever added. */
import { z } from 'zod'
import { contentId, sha256 } from './ids.ts'

/** `all`, `dataset:D` or `database:DB`. */
export const guidelineScope = z.string().regex(/^(all|dataset:.+|database:.+)$/)

export const guidelineRule = z.object({
  id: z.string(),
  text: z.string().min(1),
  scope: guidelineScope,
  /** SQL that follows the rule, and SQL that breaks it. */
  good: z.array(z.string()),
  bad: z.array(z.string()),
  /** The questions whose disputes caused it. */
  cases: z.array(z.string()),
  by: z.string(),
  at: z.string(),
})
export type GuidelineRule = z.infer<typeof guidelineRule>

/** A rule that the next version leaves out. */
export const guidelineRetirement = z.object({
  rule: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})
export type GuidelineRetirement = z.infer<typeof guidelineRetirement>

export const guidelineVersion = z.object({
  /** 1, 2, 3 …; 0 means that nothing was published yet. */
  version: z.number().int(),
  /** The rules that hold, in the order in which they are shown. */
  rules: z.array(z.string()),
  /** Of the rules' words and scopes: equal versions say the same. */
  hash: z.string(),
  note: z.string().optional(),
  by: z.string(),
  at: z.string(),
})
export type GuidelineVersion = z.infer<typeof guidelineVersion>

/** The id of a rule: the same words and scope are the same rule. */
export function guidelineRuleId(of: Pick<GuidelineRule, 'text' | 'scope'>): string {
  return contentId('g', of.text.trim(), of.scope)
}

/** The hash of what a version tells people and models. */
export function guidelineHash(rules: readonly Pick<GuidelineRule, 'id'>[]): string {
  return sha256(rules.map((rule) => rule.id).join('\n'))
}

/** Whether a rule speaks of a question over this database of this data set. */
export function ruleApplies(
  rule: Pick<GuidelineRule, 'scope'>,
  of: { dataset: string; db: string },
): boolean {
  return rule.scope === 'all' || rule.scope === `dataset:${of.dataset}` || rule.scope === `database:${of.db}`
}
