/** A ledger in memory, for commands that have no workspace and leave nothing behind. */
import type { CallStore, StoredCall } from '../model/call.ts'

export interface MemoryCalls extends CallStore {
  all(): readonly StoredCall[]
}

export function memoryCalls(): MemoryCalls {
  const calls = new Map<string, StoredCall>()
  return {
    async find(label, promptHash) {
      return [...calls.values()].findLast(
        (call) => call.label === label && call.promptHash === promptHash && call.reply.kind !== 'malformed',
      )
    },
    async add(call) {
      if (!calls.has(call.id)) calls.set(call.id, call)
    },
    async spentUsd() {
      return [...calls.values()].reduce((sum, call) => sum + (call.costUsd ?? 0), 0)
    },
    all: () => [...calls.values()],
  }
}
