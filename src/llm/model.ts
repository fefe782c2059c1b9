/** One language model: an answer from the ledger if it is there, else asked within budget and limits, kept, and recorded. */
import type { CallStore, Reply, StoredCall, Unavailable } from '../model/call.ts'
import { contentId } from '../model/ids.ts'
import type { LanguageModel, Price } from '../model/language-model.ts'
import type { Budget } from './budget.ts'
import type { Clock } from './clock.ts'
import { openGate } from './gate.ts'
import { promptHash } from './label.ts'
import { costUsd } from './price.ts'
import type { ModelCall, Provider } from './provider.ts'
import type { Recorder } from './recording.ts'
import { askWithRetries } from './retry.ts'
import { highPromptTokens } from './tokens.ts'

/** What came of one call. */
export interface CallOutcome {
  readonly reply: Reply | Unavailable
  readonly promptHash: string
  /** USD; 0 for a recorded answer, null where no price is known. A reused answer has the cost that it once had. */
  readonly costUsd: number | null
  readonly elapsedMs: number
  /** Time spent waiting for a place among the calls at once, and between attempts, in milliseconds. */
  readonly waitedMs: number
  readonly recorded: boolean
  /** True if the answer was in the ledger and nothing was asked. */
  readonly reused: boolean
}

export interface Model {
  /** Its name in `concord.yaml`. */
  readonly name: string
  readonly recorded: boolean
  readonly price: Price | null
  /** Calls at once. */
  readonly concurrency: number
  /** How many tokens of schema a prompt may hold. */
  readonly schemaTokens: number
  /**
   * Asks, unless the ledger has the answer to this label and prompt.
   *
   * @throws {BudgetExceeded} if the budget would be passed
   * @throws {UserError} if a person has to mend something (key, address, recording) before any call can succeed
   */
  ask(call: ModelCall): Promise<CallOutcome>
}

/** What the models of a workspace have in common. */
export interface Shared {
  readonly calls: CallStore
  readonly clock: Clock
  readonly budget: Budget
  readonly recorder: Recorder | undefined
}

export interface Named {
  readonly name: string
  readonly config: LanguageModel
  readonly provider: Provider
}

/** Every call of one model goes through its ledger, the budget, its limit at once and its retries. */
export function openModel(named: Named, shared: Shared): Model {
  const { name, config, provider } = named
  const gate = openGate(config.concurrency)
  const price = config.price ?? null

  async function ask(call: ModelCall): Promise<CallOutcome> {
    const hash = promptHash(call.messages)
    const stored = provider.recorded ? undefined : await shared.calls.find(call.label, hash)
    if (stored) {
      shared.recorder?.add(stored)
      return { ...outcomeOf(stored), waitedMs: 0, reused: true }
    }
    const cameAt = shared.clock.now()
    return gate.run(() => askNow(call, { hash, cameAt }))
  }

  async function askNow(call: ModelCall, { hash, cameAt }: Queued): Promise<CallOutcome> {
    const { clock, budget, calls, recorder } = shared
    const high = { inputTokens: highPromptTokens(call), outputTokens: call.maxTokens }
    const reservation = await budget.reserve(provider.recorded ? null : costUsd(high, price))
    let spentUsd: number | null = 0
    try {
      const startedAt = clock.now()
      const { reply, waitedMs: pausedMs } = await limited(call, (one) =>
        askWithRetries(provider, one, { ...config, clock }),
      )
      const waitedMs = startedAt - cameAt + pausedMs
      const elapsedMs = clock.now() - startedAt
      if (reply.kind === 'unavailable') return { ...missed(reply, hash), elapsedMs, waitedMs }
      const made = storedCall({
        named,
        call,
        hash,
        reply,
        elapsedMs,
        at: new Date(clock.now()).toISOString(),
      })
      spentUsd = made.costUsd
      await calls.add(made)
      if (!provider.recorded && reply.kind !== 'malformed') recorder?.add(made)
      return { ...outcomeOf(made), waitedMs, reused: false }
    } finally {
      reservation.settle(spentUsd)
    }
  }

  function missed(reply: Unavailable, hash: string) {
    return { reply, promptHash: hash, costUsd: 0, recorded: provider.recorded, reused: false }
  }

  const { concurrency, schemaTokens } = config
  return { name, recorded: provider.recorded, price, concurrency, schemaTokens, ask }
}

interface Queued {
  readonly hash: string
  /** When it was asked, before it waited for a place or for the budget. */
  readonly cameAt: number
}

/** Asks, and stops when the call's own time is up. */
async function limited<T>(call: ModelCall, ask: (call: ModelCall) => Promise<T>): Promise<T> {
  if (call.timeoutMs === undefined) return ask(call)
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), call.timeoutMs)
  const signal = call.signal ? AbortSignal.any([call.signal, limit.signal]) : limit.signal
  try {
    return await ask({ ...call, signal })
  } finally {
    clearTimeout(timer)
  }
}

interface Made {
  readonly named: Named
  readonly call: ModelCall
  readonly hash: string
  readonly reply: Reply
  readonly elapsedMs: number
  readonly at: string
}

/** What is kept of a call. Live calls of one label and prompt are told apart by their time, recorded ones are the same. */
function storedCall({ named, call, hash, reply, elapsedMs, at }: Made): StoredCall {
  const { name, config, provider } = named
  const { recorded } = provider
  return {
    id: contentId('k', call.label, hash, reply, recorded ? null : at),
    label: call.label,
    model: name,
    promptHash: hash,
    reply,
    costUsd: recorded ? 0 : costUsd(reply.usage, config.price ?? null),
    elapsedMs,
    recorded,
    at,
  }
}

function outcomeOf(call: StoredCall): Omit<CallOutcome, 'waitedMs' | 'reused'> {
  const { reply, promptHash, costUsd, elapsedMs, recorded } = call
  return { reply, promptHash, costUsd, elapsedMs, recorded }
}
