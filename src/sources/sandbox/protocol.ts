/** What the parent asks of a child of the sandbox, and what the child may answer. */
import type { Execution, Limits } from '../../model/execution.ts'

/** One thing to do on one database. */
export type Task = { readonly kind: 'query'; readonly sql: string } | { readonly kind: 'fingerprint' }

export interface Job {
  /** Unique in the parent; never 0. */
  readonly id: number
  /** Which database: what the engine's runner opens, such as a file's path. */
  readonly target: string
  readonly task: Task
  readonly limits: Limits
}

/** The database itself cannot be read: not the query's doing, and the user's to mend. */
export interface Trouble {
  readonly kind: 'trouble'
  readonly message: string
  readonly hint: string
}

/** What a task that is not a query came to. */
export interface Value {
  readonly kind: 'value'
  readonly value: unknown
}

export type Answer = Execution | Trouble | Value

/** The engine's side inside a child: answers one job after the other, and never throws for what a query did. */
export interface Runner {
  run(job: Job): Answer
}

/** What the watchdog writes before it kills its process. */
export interface Report {
  readonly id: number
  readonly kind: 'timeout' | 'memory'
  readonly message: string
  readonly elapsedMs: number
}

/** The files that a child has open besides its standard ones: jobs come in, answers go out, the watchdog reports. */
export const JOBS_FD = 3
export const ANSWERS_FD = 4
export const REPORT_FD = 5

/** The exit code of a child that has grown too large and wants to be replaced: no query's fault. */
export const RETIRED = 75
