/** The jobs that have not been answered yet: each is settled once, whoever answers first. */
import type { Limits } from '../../model/execution.ts'
import type { ChildEnd } from './child-process.ts'
import { type Answer, type Job, RETIRED, type Task } from './protocol.ts'

export interface Ticket {
  readonly job: Job
  settled: boolean
  /** Children that have it in flight. */
  copies: number
  /** Processes that ended for a reason of their own while they had it. */
  attempts: number
}

interface Asker {
  readonly settle: (answer: Answer) => void
  readonly fail: (error: Error) => void
}

interface Order {
  readonly target: string
  readonly task: Task
  readonly limits: Limits
}

export interface Tickets {
  open(order: Order, asker: Asker): Ticket
  /** Undefined once it is settled. */
  find(id: number): Ticket | undefined
  settle(id: number, answer: Answer): void
  failAll(error: Error): void
}

/** Ids stay positive 32-bit integers: they travel through shared memory. */
const LAST_ID = 2 ** 31 - 1

export function tickets(): Tickets {
  const open = new Map<number, Ticket & Asker>()
  let lastId = 0
  const close = (id: number) => {
    const ticket = open.get(id)
    if (ticket) ticket.settled = true
    open.delete(id)
    return ticket
  }
  return {
    open(order, asker) {
      lastId = lastId === LAST_ID ? 1 : lastId + 1
      const ticket = { job: { id: lastId, ...order }, settled: false, copies: 0, attempts: 0, ...asker }
      open.set(lastId, ticket)
      return ticket
    },
    find: (id) => open.get(id),
    settle: (id, answer) => close(id)?.settle(answer),
    failAll(error) {
      for (const id of [...open.keys()]) close(id)?.fail(error)
    },
  }
}

/** What to say of a query that ends its process again when it runs alone; undefined if the end was nobody's fault. */
export function answerOfEnd({ code, signal, report, stderr }: ChildEnd): Answer | undefined {
  if (report || code === RETIRED || code === 0) return undefined
  if (/heap out of memory|Allocation failed/.test(stderr)) {
    return { kind: 'memory', message: 'It took more memory than its process could get', elapsedMs: 0 }
  }
  if (signal === 'SIGKILL') {
    return {
      kind: 'memory',
      message: 'Its process was killed twice from outside, most likely for lack of memory',
      elapsedMs: 0,
    }
  }
  const how = signal ? `signal ${signal}` : `exit ${code}`
  return { kind: 'error', message: `The query ended the engine's process (${how})`, elapsedMs: 0 }
}
