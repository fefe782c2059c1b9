/** The plug point for engines: what Concord needs of a database under study. Adding one = one folder + one line in `all.ts`. */
import type { Catalog, Fingerprint } from '../model/catalog.ts'
import type { Execution, Limits } from '../model/execution.ts'

/** One open database under study. Every query runs in the sandbox, read-only; nothing it does can throw. */
export interface Database extends AsyncDisposable {
  readonly url: string
  /**
   * Runs one query. Call it many times without awaiting each: calls that wait together travel in batches
   * and run on all processes (tens of thousands of short queries a second).
   *
   * @param limits what differs from `DEFAULT_LIMITS`
   * @returns rows, or the way in which it failed
   * @throws {UserError} only if the database itself is gone or is no database
   */
  run(sql: string, limits?: Partial<Limits>): Promise<Execution>
  /** Tables, columns, keys, sample rows, and with `profiles` what the values look like. */
  catalog(options?: CatalogOptions): Promise<Catalog>
  /**
   * The identity of schema and content; asking again tells whether either has changed.
   *
   * @throws {UserError} if the database cannot be read
   */
  fingerprint(): Promise<Fingerprint>
}

export interface CatalogOptions {
  /** Include value profiles (reads every row of tables that are not huge). Default false. */
  readonly profiles?: boolean
  /** Sample rows a table. Default 3. */
  readonly sampleRows?: number
}

/** How an engine runs queries. */
export interface EngineOptions {
  /** Processes that run queries at once. Default 2. */
  readonly children?: number
  /** Keep a further process ready, so that one that was stopped is replaced at once. Default true. */
  readonly spare?: boolean
}

/** One engine. */
export interface Engine {
  /** @throws {UserError} if the URL names nothing that can be opened */
  open(url: string): Promise<Database>
  /** Ends the engine's processes. */
  close(): Promise<void>
}
