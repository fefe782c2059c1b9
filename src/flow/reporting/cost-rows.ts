/** The ledger added up by verb and model. */
import type { CostRow } from '../../report/study.ts'
import { eachCall } from '../../store/calls.ts'
import type { Db } from '../../store/tables.ts'

export async function costRows(db: Db): Promise<CostRow[]> {
  const rows = new Map<string, { -readonly [K in keyof CostRow]: CostRow[K] }>()
  for await (const { label, model, reply, costUsd, recorded } of eachCall(db)) {
    const verb = label.split('/')[1] ?? ''
    const key = JSON.stringify([verb, model])
    const row = rows.get(key) ?? {
      ...{ verb, model, calls: 0, inputTokens: 0, outputTokens: 0, usd: 0, unpriced: 0, recorded: 0 },
    }
    rows.set(key, row)
    row.calls++
    row.inputTokens += reply.usage.inputTokens
    row.outputTokens += reply.usage.outputTokens
    row.usd += costUsd ?? 0
    if (costUsd === null) row.unpriced++
    if (recorded) row.recorded++
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}
