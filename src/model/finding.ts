/** What a rule says about one query: where, how bad, why, and what to do about it. */
import { z } from 'zod'

/** `block`: must be mended or waived · `warn`: a person should look · `info`: worth knowing. */
export const severity = z.enum(['block', 'warn', 'info'])
export type Severity = z.infer<typeof severity>

export const finding = z.object({
  /** The rule's id, in kebab-case. */
  rule: z.string(),
  severity,
  /** The part of the SQL text it is about, `[from, to)` in UTF-16 units: `sql.slice(from, to)`. */
  span: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
  message: z.string(),
  hint: z.string(),
  /** The reason somebody gave for letting it pass; a waived finding does not block. */
  waived: z.string().optional(),
})
export type Finding = z.infer<typeof finding>

/** What lets the findings of one rule on one query pass, and why. */
export const waiver = z.object({ rule: z.string(), reason: z.string().min(1) })
export type Waiver = z.infer<typeof waiver>

/** One line of `concord check --json`. */
export const checkLine = z.object({ id: z.string(), findings: z.array(finding) })
export type CheckLine = z.infer<typeof checkLine>

/** True if the finding stops the query: it blocks and nobody has waived it. */
export function blocks(of: Pick<Finding, 'severity' | 'waived'>): boolean {
  return of.severity === 'block' && of.waived === undefined
}
