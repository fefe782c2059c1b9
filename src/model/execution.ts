/** What came of running one query: rows, or the way in which it failed. What a query does is a value, never an exception. */
import { z } from 'zod'
import type { Row } from './cell.ts'

export interface ResultColumn {
  readonly name: string
  /** Lower-case type. SQLite: the storage class seen (`integer`, `real`, `text`, `blob`, `null`), or `any` where a column mixes them. */
  readonly type: string
}

export interface Rows {
  readonly kind: 'rows'
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly Row[]
  /** Rows held here; the query had more if `truncated`. */
  readonly rowCount: number
  readonly truncated: boolean
  readonly elapsedMs: number
}

export interface Failure {
  /**
   * `error`: the engine refused it · `timeout`, `memory`: it passed its limit and was stopped ·
   * `refused`: it is not one read-only query, so it was not run.
   */
  readonly kind: 'error' | 'timeout' | 'memory' | 'refused'
  readonly message: string
  readonly elapsedMs: number
}

export type Execution = Rows | Failure

/** The limits of one query. Time is CPU time of the query's process, with a wider cap on the clock on the wall. */
export interface Limits {
  readonly timeoutMs: number
  readonly maxRows: number
  readonly memoryMb: number
}

/** What `concord query` allows where nothing else is asked for. */
export const DEFAULT_LIMITS: Limits = { timeoutMs: 5_000, maxRows: 1_000, memoryMb: 512 }

const jsonCell = z.union([z.null(), z.number(), z.string(), z.boolean(), z.object({ base64: z.string() })])

/** What `concord query --json` prints. */
export const executionJson = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rows'),
    columns: z.array(z.object({ name: z.string(), type: z.string() })),
    rows: z.array(z.array(jsonCell)),
    rowCount: z.number().int(),
    truncated: z.boolean(),
    elapsedMs: z.number(),
  }),
  z.object({
    kind: z.enum(['error', 'timeout', 'memory', 'refused']),
    message: z.string(),
    elapsedMs: z.number(),
  }),
])
export type ExecutionJson = z.infer<typeof executionJson>
