/** Opens what verbs work with, as one object: settings, store, databases under study, the clock, who acts, and the seed. */
import { isAbsolute, join, resolve } from 'node:path'
import { findWorkspace, localPerson, readConfig, secret, storeLocation, withSecrets } from './config.ts'
import { type Models, openModels } from './llm/models.ts'
import type { Config } from './model/config.ts'
import { openSources, type Sources } from './sources/all.ts'
import type { Database } from './sources/engine.ts'
import { callStore } from './store/calls.ts'
import { openStore, type Store } from './store/store.ts'

/** Verbs receive the part that they need: `Pick<Workbench, 'store' | 'clock'>`. */
export interface Workbench extends AsyncDisposable {
  /** The workspace's folder, absolute. */
  readonly workspace: string
  readonly config: Config
  readonly store: Store
  /**
   * Opens the database of a source's stored URL; the same one while it stays open.
   *
   * @throws {UserError} if it cannot be opened, or a secret that the URL names is not set
   */
  openDatabase(url: string): Promise<Database>
  /** The language models that `concord.yaml` names, over this store's ledger and one budget; opened when first asked for. */
  readonly models: Models
  readonly clock: () => Date
  /** Who acts. */
  readonly person: string
  /** Every draw comes from it. */
  readonly seed: number
}

export interface WorkbenchOptions {
  /** Default: the nearest parent of the current folder with a `concord.yaml`. */
  readonly workspace?: string | undefined
  /** Default: the user of this machine. */
  readonly as?: string | undefined
  readonly seed?: number | undefined
  readonly clock?: () => Date
  /** A file to add every live answer of a model to. */
  readonly record?: string | undefined
}

/**
 * Opens a workspace; dispose of it to end its connections and processes.
 *
 * @throws {UserError} if there is none, its settings are wrong, or its store cannot be opened
 */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const workspace = findWorkspace(options.workspace)
  const config = readConfig(workspace)
  const store = await openStore(storeLocation(workspace))
  let sources: Sources | undefined
  let models: Models | undefined
  return {
    workspace,
    config,
    store,
    openDatabase(url) {
      sources ??= openSources()
      return sources.open(withSecrets(inWorkspace(url, workspace)))
    },
    get models() {
      models ??= openModels({
        configs: config.models,
        secret,
        calls: callStore(store.db),
        ...(config.budgetUsd === undefined ? {} : { budgetUsd: config.budgetUsd }),
        ...(options.record === undefined ? {} : { record: resolve(options.record) }),
        resolve: (path) => resolve(workspace, path),
      })
      return models
    },
    clock: options.clock ?? (() => new Date()),
    person: options.as ?? localPerson(),
    seed: options.seed ?? 1,
    async [Symbol.asyncDispose]() {
      await sources?.close()
      await store[Symbol.asyncDispose]()
    },
  }
}

/** The URL of a file with its path made absolute: stored ones are relative to the workspace. */
function inWorkspace(url: string, workspace: string): string {
  const file = /^(sqlite|duckdb):(.*)$/i.exec(url)
  if (!file || isAbsolute(file[2]!)) return url
  return `${file[1]}:${join(workspace, file[2]!)}`
}
