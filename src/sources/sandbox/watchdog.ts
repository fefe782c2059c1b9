/** The watchdog: a thread in each child that names the query which has passed its limit, and kills the process. */
import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { REPORT_FD, type Report } from './protocol.ts'
import { cpuMs, PLACE, type WatchState, wallMs, watchState } from './watch-state.ts'

const TICK_MS = 10
/** Ticks without a query before it sleeps until the next one. */
const IDLE_TICKS = 5
/** What the process itself may take besides the query. */
const OWN_MB = 24
const MB = 2 ** 20

interface WatchdogData {
  readonly buffer: SharedArrayBuffer
  readonly parent: number
}

const { buffer, parent } = workerData as WatchdogData
const state = watchState(buffer)
try {
  watch(state, parent)
} finally {
  process.kill(process.pid, 'SIGKILL')
}

/** Returns when the process has to die. */
function watch({ integers, started }: WatchState, parent: number): void {
  let seen = 0
  let idle = 0
  let baseRss = process.memoryUsage.rss()
  let lastRss = baseRss
  Atomics.store(integers, PLACE.ready, 1)
  Atomics.notify(integers, PLACE.ready)
  while (process.ppid === parent) {
    const id = Atomics.load(integers, PLACE.running)
    idle = id === 0 ? idle + 1 : 0
    if (idle > IDLE_TICKS) {
      sleep(integers)
      lastRss = process.memoryUsage.rss()
      continue
    }
    if (id !== seen) baseRss = lastRss
    seen = id
    lastRss = process.memoryUsage.rss()
    const report = id === 0 ? undefined : judge(id, { integers, started, grownMb: (lastRss - baseRss) / MB })
    if (report && Atomics.load(integers, PLACE.running) === id) {
      writeSync(REPORT_FD, JSON.stringify(report))
      return
    }
    Atomics.wait(integers, PLACE.never, 0, TICK_MS)
  }
}

interface Reading extends Omit<WatchState, 'buffer'> {
  readonly grownMb: number
}

function judge(id: number, { integers, started, grownMb }: Reading): Report | undefined {
  const timeoutMs = integers[PLACE.timeoutMs]!
  const memoryMb = integers[PLACE.memoryMb]!
  const elapsedMs = Math.round(wallMs() - started[0]!)
  if (cpuMs() - started[1]! > timeoutMs) {
    return { id, kind: 'timeout', message: `It was stopped at its limit of ${timeoutMs} ms`, elapsedMs }
  }
  if (elapsedMs > wallCapMs(timeoutMs)) {
    const message = `It was stopped after ${elapsedMs} ms on the clock; its limit is ${timeoutMs} ms of CPU time`
    return { id, kind: 'timeout', message, elapsedMs }
  }
  if (grownMb > memoryMb + OWN_MB) {
    return {
      id,
      kind: 'memory',
      message: `It was stopped at its limit of ${memoryMb} MB of memory`,
      elapsedMs,
    }
  }
  return undefined
}

/** The wider cap on the clock on the wall, for what waits without using the CPU and for a busy machine. */
function wallCapMs(timeoutMs: number): number {
  return 3 * timeoutMs + 1_000
}

function sleep(integers: Int32Array): void {
  Atomics.store(integers, PLACE.asleep, 1)
  Atomics.wait(integers, PLACE.running, 0)
  Atomics.store(integers, PLACE.asleep, 0)
}
