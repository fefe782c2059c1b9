/** What the drafts that are left will cost, by those that were made. */
import { type Forecast, forecast } from '../../llm/forecast.ts'
import type { StoredCall } from '../../model/call.ts'
import type { Config } from '../../model/config.ts'
import { eachCall } from '../../store/calls.ts'
import type { Db } from '../../store/tables.ts'

/** Questions whose calls are looked at. */
const LOOKED_AT = 10

/** @returns null while nothing was drafted or nothing is left */
export async function draftForecast(
  db: Db,
  { items, config }: { readonly items: number; readonly config: Config },
): Promise<Forecast | null> {
  const byQuestion = new Map<string, StoredCall[]>()
  for await (const call of eachCall(db, { verb: 'draft' })) {
    const about = call.label.split('/')[0]!
    const held = byQuestion.get(about)
    if (!held && byQuestion.size === LOOKED_AT) break
    byQuestion.set(about, [...(held ?? []), call])
  }
  if (items === 0 || byQuestion.size === 0) return null
  const model = config.models[config.use.draft ?? '']
  return forecast({
    items,
    done: [...byQuestion.values()],
    estimate: { calls: 0, inputTokens: 0, outputTokens: 0, ms: null },
    price: model && 'price' in model ? (model.price ?? null) : null,
    concurrency: model && 'concurrency' in model ? model.concurrency : 1,
  })
}
