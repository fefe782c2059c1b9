/** What an act costs: wall time, and the CPU time of this process and of the children that it has ended. */
import { readFileSync } from 'node:fs'

export interface Times {
  /** Milliseconds. */
  readonly wallMs: number
  /** Milliseconds; of children known on Linux alone, in steps of 10 ms. */
  readonly cpuMs: number
}

/** Linux counts the CPU time of processes in hundredths of a second. */
const TICK_MS = 10

export async function timesOf(act: () => unknown): Promise<Times> {
  const [startedAt, used] = [performance.now(), cpuMs()]
  await act()
  return { wallMs: performance.now() - startedAt, cpuMs: cpuMs() - used }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000 + endedChildrenMs()
}

function endedChildrenMs(): number {
  if (process.platform !== 'linux') return 0
  const text = readFileSync('/proc/self/stat', 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS
}
