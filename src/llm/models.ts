/** The models of a workspace: every call goes through its ledger, its budget, its limit at once and its retries. */
import type { CallStore, Reply, StoredCall, Unavailable } from '../model/call.ts'
import { nearest, UserError } from '../model/errors.ts'
import { contentId } from '../model/ids.ts'
import type { LanguageModel, Price } from '../model/language-model.ts'
import { openProvider } from './all.ts'
import { type Budget, openBudget } from './budget.ts'
import { type Clock, systemClock } from './clock.ts'
import { openGate } from './gate.ts'
import { promptHash } from './label.ts'
import { costUsd } from './price.ts'
import type { ModelCall, Provider } from './provider.ts'
import { openRecorder, type Recorder } from './recording.ts'
import { askWithRetries } from './retry.ts'
import { highPromptTokens } from './tokens.ts'

/** What came of one call. */
export interface CallOutcome {
  readonly reply: Reply | Unavailable
  readonly promptHash: string
  /** USD; 0 for a recorded answer, null where no price is known. A reused answer has the cost that it once had. */
  readonly costUsd: number | null
  readonly elapsedMs: number
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

export interface ModelsOptions {
  /** By name, as in `concord.yaml`. */
  readonly configs: Readonly<Record<string, LanguageModel>>
  /** A secret by the name of its environment variable. */
  readonly secret: (name: string) => string | undefined
  readonly calls: CallStore
  readonly clock?: Clock
  readonly budgetUsd?: number
  /** A file to add every live answer to. */
  readonly record?: string
  /** Makes a path that the configuration gives absolute. Default: as it is. */
  readonly resolve?: (path: string) => string
}

export interface Models {
  /** @throws {UserError} if no model has this name, or its key or file is missing */
  model(name: string): Model
  /** What a person should read once at the end of a run, such as recordings whose prompts have changed. */
  notes(): string[]
}

interface Shared {
  readonly calls: CallStore
  readonly clock: Clock
  readonly budget: Budget
  readonly recorder: Recorder | undefined
}

export function openModels(options: ModelsOptions): Models {
  const { configs, calls, secret, clock = systemClock, resolve = (path) => path } = options
  const recorder = options.record === undefined ? undefined : openRecorder(options.record)
  const shared: Shared = { calls, clock, budget: openBudget(options.budgetUsd, calls, clock), recorder }
  const open = new Map<string, { model: Model; provider: Provider }>()

  function openOne(name: string) {
    const config = configs[name]
    if (!config) throw unknownModel(name, Object.keys(configs))
    const provider = openProvider(config, { name, secret, resolve })
    const opened = { provider, model: openModel({ name, config, provider }, shared) }
    open.set(name, opened)
    return opened
  }

  return {
    model: (name) => (open.get(name) ?? openOne(name)).model,
    notes: () =>
      [...open.values()].flatMap(({ model, provider }) => [
        ...provider.notes(),
        ...unheldBudget(model, options.budgetUsd),
      ]),
  }
}

interface Named {
  readonly name: string
  readonly config: LanguageModel
  readonly provider: Provider
}

function openModel(named: Named, shared: Shared): Model {
  const { name, config, provider } = named
  const gate = openGate(config.concurrency)
  const price = config.price ?? null

  async function ask(call: ModelCall): Promise<CallOutcome> {
    const hash = promptHash(call.messages)
    const stored = provider.recorded ? undefined : await shared.calls.find(call.label, hash)
    if (stored) {
      shared.recorder?.add(stored)
      return outcomeOf(stored, true)
    }
    return gate.run(() => askNow(call, hash))
  }

  async function askNow(call: ModelCall, hash: string): Promise<CallOutcome> {
    const { clock, budget, calls, recorder } = shared
    const high = { inputTokens: highPromptTokens(call), outputTokens: call.maxTokens }
    const reservation = await budget.reserve(provider.recorded ? null : costUsd(high, price))
    let spentUsd: number | null = 0
    try {
      const startedAt = clock.now()
      const reply = await askWithRetries(provider, call, { ...config, clock })
      const elapsedMs = clock.now() - startedAt
      if (reply.kind === 'unavailable') return missed(reply, hash, elapsedMs)
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
      return outcomeOf(made, false)
    } finally {
      reservation.settle(spentUsd)
    }
  }

  function missed(reply: Unavailable, hash: string, elapsedMs: number): CallOutcome {
    return { reply, promptHash: hash, costUsd: 0, elapsedMs, recorded: provider.recorded, reused: false }
  }

  const { concurrency, schemaTokens } = config
  return { name, recorded: provider.recorded, price, concurrency, schemaTokens, ask }
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

function outcomeOf(call: StoredCall, reused: boolean): CallOutcome {
  const { reply, promptHash, costUsd, elapsedMs, recorded } = call
  return { reply, promptHash, costUsd, elapsedMs, recorded, reused }
}

function unknownModel(name: string, known: readonly string[]): UserError {
  const near = nearest(name, known)
  return new UserError(
    `Cannot use model "${name}": concord.yaml names no such model`,
    near ? `Did you mean "${near}"?` : `It names ${known.join(', ') || 'none; add one under "models"'}`,
  )
}

function unheldBudget(model: Model, budgetUsd: number | undefined): string[] {
  if (budgetUsd === undefined || model.recorded || model.price) return []
  return [
    `Model "${model.name}" has no price in concord.yaml: its cost is unknown and the budget does not hold it`,
  ]
}
