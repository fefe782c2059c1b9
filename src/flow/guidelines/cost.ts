/** What the answers under one guideline version cost. */
import type { GuidelineMeasureReport } from '../../model/guideline-report.ts'
import { eachCall } from '../../store/calls.ts'
import type { Db } from '../../store/tables.ts'

/** What the drafts of these questions under a version cost; the version stands in a call's label. */
export async function costUnder(
  db: Db,
  version: number,
  questions: ReadonlySet<string>,
): Promise<GuidelineMeasureReport['cost']> {
  const cost = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 as number | null }
  for await (const { label, reply, costUsd } of eachCall(db, { verb: 'draft' })) {
    const parts = label.split('/')
    if (!questions.has(parts[0]!) || !parts.includes(`g${version}`)) continue
    cost.calls++
    cost.inputTokens += reply.usage.inputTokens
    cost.outputTokens += reply.usage.outputTokens
    cost.usd = cost.usd === null || costUsd === null ? null : cost.usd + costUsd
  }
  return cost
}
