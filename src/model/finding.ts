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

/** What lets the findings of one rule pass, and why. */
export const waiver = z.object({
  rule: z.string(),
  reason: z.string().min(1),
  /** The item that it is for; every item where absent. */
  id: z.string().optional(),
})
export type Waiver = z.infer<typeof waiver>

/** One line of `concord check --json`. */
export const checkLine = z.object({
  id: z.string(),
  findings: z.array(finding),
  /** Why the item could not be checked; it has no findings then. */
  skipped: z.string().optional(),
})
export type CheckLine = z.infer<typeof checkLine>

/** How often the rules found something, for rates with their n. */
export interface CheckReport {
  /** Items that were checked. */
  readonly n: number
  readonly skipped: number
  /** Items with a finding that blocks. */
  readonly blocked: number
  /** One for each rule and severity that found anything, most severe first, then most frequent. */
  readonly rules: readonly RuleCount[]
}

export interface RuleCount {
  readonly rule: string
  readonly severity: Severity
  /** Items with such a finding, waived or not. */
  readonly items: number
  /** Items where all such findings are waived. */
  readonly waived: number
}

/** True if the finding stops the query: it blocks and nobody has waived it. */
export function blocks(of: Pick<Finding, 'severity' | 'waived'>): boolean {
  return of.severity === 'block' && of.waived === undefined
}

/** Adds up lines of `concord check`. */
export function countFindings(lines: Iterable<CheckLine>): CheckReport {
  const counts = new Map<string, { rule: string; severity: Severity; items: number; waived: number }>()
  const totals = { n: 0, skipped: 0, blocked: 0 }
  for (const { findings, skipped } of lines) {
    if (skipped !== undefined) totals.skipped += 1
    else totals.n += 1
    if (findings.some(blocks)) totals.blocked += 1
    for (const [key, same] of groupFindings(findings)) {
      const { rule, severity } = same[0]!
      const count = counts.get(key) ?? { rule, severity, items: 0, waived: 0 }
      count.items += 1
      if (same.every(({ waived }) => waived !== undefined)) count.waived += 1
      counts.set(key, count)
    }
  }
  const rules = [...counts.values()].sort(
    (a, b) =>
      severity.options.indexOf(a.severity) - severity.options.indexOf(b.severity) ||
      b.items - a.items ||
      (a.rule < b.rule ? -1 : 1),
  )
  return { ...totals, rules }
}

function groupFindings(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const each of findings) {
    const key = `${each.severity} ${each.rule}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return groups
}
