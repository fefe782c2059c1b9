/** The memory that a child's main thread shares with its watchdog: which query runs, since when, and what it may take. */
import type { Limits } from '../../model/execution.ts'

/** The places in the array of 32-bit integers. */
export const PLACE = { ready: 0, running: 1, asleep: 2, never: 3, timeoutMs: 4, memoryMb: 5 } as const
const INTEGERS = 8

export interface WatchState {
  readonly buffer: SharedArrayBuffer
  readonly integers: Int32Array
  /** Start of the running query: clock on the wall (ms), CPU time of the process (ms). */
  readonly started: Float64Array
}

export function watchState(buffer = new SharedArrayBuffer(INTEGERS * 4 + 2 * 8)): WatchState {
  return {
    buffer,
    integers: new Int32Array(buffer, 0, INTEGERS),
    started: new Float64Array(buffer, INTEGERS * 4, 2),
  }
}

/** The main thread says that a query begins. */
export function begin({ integers, started }: WatchState, id: number, limits: Limits): void {
  started[0] = wallMs()
  started[1] = cpuMs()
  integers[PLACE.timeoutMs] = Math.min(limits.timeoutMs, 2 ** 31 - 1)
  integers[PLACE.memoryMb] = Math.min(limits.memoryMb, 2 ** 31 - 1)
  Atomics.store(integers, PLACE.running, id)
  if (Atomics.load(integers, PLACE.asleep) === 1) Atomics.notify(integers, PLACE.running)
}

/** The main thread says that the query has ended. */
export function end({ integers }: WatchState): void {
  Atomics.store(integers, PLACE.running, 0)
}

/** A clock that all threads of a process share. */
export function wallMs(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e3 + nanoseconds / 1e6
}

/** The CPU time that the process has taken. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e3
}
