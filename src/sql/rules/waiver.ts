/** Waivers: a reason, in a comment of the SQL or in a list, for which a rule's findings on a query may pass. */
import type { Finding, Waiver } from '../../model/finding.ts'
import { readTokens } from './reading/tokens.ts'

/**
 * The waivers in the comments of a query: `-- concord-waive <rule-id>: reason`. Without a reason it waives nothing.
 *
 * @param comments without their marks
 */
export function waiversIn(comments: readonly string[]): Waiver[] {
  return comments.flatMap((comment) => {
    const [, rule, reason] = /^\s*concord-waive\s+([a-z0-9-]+)\s*:\s*(\S.*?)\s*$/s.exec(comment) ?? []
    return rule !== undefined && reason !== undefined ? [{ rule, reason }] : []
  })
}

/** The waivers of a query: those handed in first, then those of its comments. */
export function waiversOn({
  sql,
  waivers = [],
}: {
  readonly sql: string
  readonly waivers?: readonly Waiver[]
}): Waiver[] {
  return [...waivers, ...waiversIn(readTokens(sql).comments)]
}

/** The findings, each with the reason of the first waiver of its rule. */
export function applyWaivers(findings: readonly Finding[], waivers: readonly Waiver[]): Finding[] {
  return findings.map((finding) => {
    const waiver = waivers.find(({ rule }) => rule === finding.rule)
    return waiver ? { ...finding, waived: waiver.reason } : finding
  })
}
