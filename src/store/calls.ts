/** The ledger in the store: every answer of a model, what it cost, and the answers that are never paid for twice. */
import { type CallStore, type StoredCall, storedCall } from '../model/call.ts'
import { addRow } from './add.ts'
import { codecOf } from './codec.ts'
import { eachOf, PAGE, type PageOptions, pageOf } from './pages.ts'
import type { Db } from './tables.ts'

const calls = codecOf(storedCall)

/** The ledger as the models use it. */
export function callStore(db: Db): CallStore {
  return {
    async find(label, promptHash) {
      const row = await db
        .selectFrom('calls')
        .selectAll()
        .where('label', '=', label)
        .where('promptHash', '=', promptHash)
        .where('replyKind', '!=', 'malformed')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && calls.fromRow(row)
    },
    async add(call) {
      const [about = '', verb = ''] = call.label.split('/')
      const { inputTokens, outputTokens } = call.reply.usage
      const figures = { about, verb, replyKind: call.reply.kind, inputTokens, outputTokens }
      await addRow(db, 'calls', { ...calls.toRow(call), ...figures })
    },
    async spentUsd() {
      return (await costOf(db)).usd
    },
  }
}

export interface CallFilter {
  /** The first part of the label: mostly a question. */
  readonly about?: string
  readonly verb?: string
  readonly model?: string
}

/** What calls cost together. USD counts only what is known: `unpriced` says how many calls have no known price. */
export interface Cost {
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly usd: number
  readonly unpriced: number
  readonly recorded: number
}

export async function costOf(db: Db, filter: CallFilter = {}): Promise<Cost> {
  let query = db
    .selectFrom('calls')
    .select(({ fn }) => [
      fn.countAll().as('calls'),
      fn.count('costUsd').as('priced'),
      fn.sum('inputTokens').as('inputTokens'),
      fn.sum('outputTokens').as('outputTokens'),
      fn.sum('costUsd').as('usd'),
      fn.sum('recorded').as('recorded'),
    ])
  for (const [member, value] of Object.entries(filter)) {
    if (value !== undefined) query = query.where(member as keyof CallFilter, '=', value)
  }
  const row = await query.executeTakeFirstOrThrow()
  const n = Number(row.calls)
  return {
    calls: n,
    inputTokens: Number(row.inputTokens ?? 0),
    outputTokens: Number(row.outputTokens ?? 0),
    usd: Number(row.usd ?? 0),
    unpriced: n - Number(row.priced),
    recorded: Number(row.recorded ?? 0),
  }
}

/** Every call that the filter means, in the order of arrival. */
export function eachCall(db: Db, filter: CallFilter = {}): AsyncGenerator<StoredCall, void> {
  return eachOf(async ({ after = -1, limit = PAGE }: PageOptions) => {
    let query = db.selectFrom('calls').selectAll().where('seq', '>', after)
    for (const [member, value] of Object.entries(filter)) {
      if (value !== undefined) query = query.where(member as keyof CallFilter, '=', value)
    }
    const rows = await query.orderBy('seq').limit(limit).execute()
    return pageOf(rows, { limit, place: (row) => row.seq, item: calls.fromRow })
  })
}
