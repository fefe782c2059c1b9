/** Something that two sides of a split share and must not, such as a question or a database. */
import { z } from 'zod'

/**
 * What is shared: `database` one database by content · `exact` a question's words · `near` almost its words ·
 * `meaning` the same query under other words · `pattern` a query that differs in its values alone.
 */
export const LEAK_KINDS = ['database', 'exact', 'near', 'meaning', 'pattern'] as const
export const leakKind = z.enum(LEAK_KINDS)
export type LeakKind = z.infer<typeof leakKind>

export const leak = z.object({
  kind: leakKind,
  /** False for words that are asked over different databases: a warning. */
  blocking: z.boolean(),
  /** The ids of the two pairs; for `database` the names that it has on the two sides. */
  train: z.string(),
  test: z.string(),
  /** In 0..1: of the words for `exact` and `near`, else 1. */
  similarity: z.number(),
})
export type Leak = z.infer<typeof leak>

/** What `concord leaks --json` prints. */
export const leaksReport = z.object({
  findings: z.array(leak),
  /** Findings of each kind, and how many of all block. */
  counts: z.object({
    ...Object.fromEntries(LEAK_KINDS.map((kind) => [kind, z.number().int()])),
    blocking: z.number().int(),
  } as Record<LeakKind | 'blocking', z.ZodNumber>),
})
export type LeaksReport = z.infer<typeof leaksReport>

/** Findings with their counts. */
export function leaksReportOf(findings: readonly Leak[]): LeaksReport {
  const of = (kind: LeakKind) => findings.filter((one) => one.kind === kind).length
  const counts = Object.fromEntries(LEAK_KINDS.map((kind) => [kind, of(kind)])) as Record<LeakKind, number>
  const blocking = findings.filter((one) => one.blocking).length
  return { findings: [...findings], counts: { ...counts, blocking } }
}
