/** The models of a workspace, by their names in `concord.yaml`, with one ledger and one budget for all of them. */
import type { CallStore } from '../model/call.ts'
import { nearest, UserError } from '../model/errors.ts'
import type { LanguageModel } from '../model/language-model.ts'
import { openProvider } from './all.ts'
import { openBudget } from './budget.ts'
import { type Clock, systemClock } from './clock.ts'
import { type Model, openModel, type Shared } from './model.ts'
import type { Provider } from './provider.ts'
import { openRecorder } from './recording.ts'

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
