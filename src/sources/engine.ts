/** The plug point for engines: what Concord needs of a database under study. Adding one = one folder + one line in `all.ts`. */
import type { Catalog, Fingerprint } from '../model/catalog.ts'
import type { Execution, Limits } from '../model/execution.ts'

/** One open database under study. Every query runs in the sandbox, read-only; nothing it does can throw. */
export interface Database extends AsyncDisposable {
  readonly url: string
  /**
   * Runs one query.
   *
   * @param limits what differs from `DEFAULT_LIMITS`
   * @returns rows, or the way in which it failed
   * @throws {UserError} only if the database itself is gone or is no database
   */
  run(sql: string, limits?: Partial<Limits>): Promise<Execution>
  /** Tables, columns, keys, sample rows, and with `profiles` what the values look like. */
  catalog(options?: CatalogOptions): Promise<Catalog>
  /** The identity of schema and content; asking again tells whether either has changed. */
  fingerprint(): Promise<Fingerprint>
}

export interface CatalogOptions {
  /** Include value profiles (reads every row of tables that are not huge). Default false. */
  readonly profiles?: boolean
  /** Sample rows a table. Default 3. */
  readonly sampleRows?: number
}

/** One engine. */
export interface Engine {
  /** @throws {UserError} if the URL names nothing that can be opened */
  open(url: string): Promise<Database>
  /** Ends the engine's processes. */
  close(): Promise<void>
}
