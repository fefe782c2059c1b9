/** The sandbox: a few child processes and a warm spare that run jobs in batches; a job that passes its limit costs its child, never the others. */
import type { Limits } from '../../model/execution.ts'
import { Child, type ChildEnd } from './child-process.ts'
import type { Answer, Task } from './protocol.ts'
import { answerOfEnd, type Ticket, tickets } from './tickets.ts'

const BATCH = 32
/** A child is topped up when it has no more than this left to do. */
const LOW = 16
/** An idle child takes over what waits behind a query that has run this long. */
const STEAL_AFTER_MS = 50
const SPARE_AFTER_MS = 200
const STARTS_TRIED = 3

export interface PoolOptions {
  /** The engine's module whose default export opens its `Runner`. */
  readonly runner: URL
  /** Children at work at once; they start when there is work for them. */
  readonly children: number
  /** Keep one more ready, so that a killed child is replaced at once. */
  readonly spare: boolean
}

export class Pool {
  private readonly options: PoolOptions
  private readonly children = new Set<Child>()
  private spare: Child | undefined
  private readonly all = new Map<Child, () => void>()
  private readonly book = tickets()
  private queue: Ticket[] = []
  private scheduled = false
  private closed = false
  private failedStarts = 0
  private stealTimer: NodeJS.Timeout | undefined
  private spareTimer: NodeJS.Timeout | undefined

  constructor(options: PoolOptions) {
    this.options = options
  }

  /** Runs one task on one target; many at once travel in batches. */
  run(target: string, task: Task, limits: Limits): Promise<Answer> {
    if (this.closed) return Promise.reject(new Error('The sandbox is closed'))
    return new Promise((settle, fail) => {
      this.queue.push(this.book.open({ target, task, limits }, { settle, fail }))
      this.schedule()
    })
  }

  /** Ends every child; what still runs fails. */
  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.stealTimer)
    clearTimeout(this.spareTimer)
    const ends = [...this.all.keys()].map((child) => new Promise<void>((done) => this.all.set(child, done)))
    for (const child of this.all.keys()) child.kill()
    await Promise.all(ends)
    this.failAll(new Error('The sandbox was closed while a query ran'))
  }

  private schedule(): void {
    if (this.scheduled) return
    this.scheduled = true
    queueMicrotask(() => {
      this.scheduled = false
      if (!this.closed) this.dispatch()
    })
  }

  /** Hands the queue out, shared fairly, and lets idle children steal. */
  private dispatch(): void {
    this.queue = this.queue.filter((ticket) => !ticket.settled)
    this.startMissing()
    const share = Math.ceil(this.queue.length / this.children.size)
    for (const child of this.byLoad()) {
      if (this.queue.length === 0) break
      if (child.inFlight.size <= LOW) this.give(child, this.take(child, share))
    }
    if (this.queue.length === 0) this.steal()
  }

  private byLoad(): Child[] {
    return [...this.children].sort((a, b) => a.inFlight.size - b.inFlight.size)
  }

  /** The next tickets for a child; one that has ended a process before runs alone. */
  private take(child: Child, share: number): Ticket[] {
    const suspect = this.queue[0]!.attempts > 0
    if (suspect) return child.inFlight.size === 0 ? this.queue.splice(0, 1) : []
    if ([...child.inFlight].some((id) => this.book.find(id)?.attempts)) return []
    const room = Math.min(share, BATCH - child.inFlight.size)
    const until = this.queue.findIndex((ticket) => ticket.attempts > 0)
    return this.queue.splice(0, until < 0 ? room : Math.min(room, until))
  }

  private give(child: Child, batch: readonly Ticket[]): void {
    if (batch.length === 0) return
    for (const ticket of batch) ticket.copies++
    child.give(batch.map((ticket) => ticket.job))
  }

  /** What waits behind a long query is given to an idle child as well; the first answer counts. */
  private steal(): void {
    clearTimeout(this.stealTimer)
    const [idle, ...others] = this.byLoad()
    const busy = others.at(-1)
    if (!idle || !busy || idle.inFlight.size > 0 || busy.inFlight.size < 2) return
    const waitMs = busy.progressAt + STEAL_AFTER_MS - performance.now()
    if (waitMs > 0) {
      this.stealTimer = setTimeout(() => this.schedule(), waitMs)
      return
    }
    const waiting = [...busy.inFlight].slice(1).flatMap((id) => this.book.find(id) ?? [])
    this.give(
      idle,
      waiting.filter((ticket) => ticket.copies === 1),
    )
  }

  private startMissing(): void {
    const idle = [...this.children].filter((child) => child.inFlight.size === 0).length
    const room = this.options.children - this.children.size
    const wanted = Math.min(room, this.queue.length - idle)
    for (let i = 0; i < wanted; i++) {
      this.children.add(this.spare ?? this.start())
      this.spare = undefined
    }
    if (this.options.spare && !this.spare && !this.spareTimer && this.children.size > 0) this.startSpareSoon()
  }

  private startSpareSoon(): void {
    this.spareTimer = setTimeout(() => {
      this.spareTimer = undefined
      if (!this.closed) this.spare ??= this.start()
    }, SPARE_AFTER_MS)
    this.spareTimer.unref()
  }

  private start(): Child {
    const child: Child = new Child(this.options.runner, {
      onAnswers: (child, answers) => {
        for (const [id, answer] of answers) {
          child.answered(id)
          this.book.settle(id, answer)
        }
        this.schedule()
      },
      onEnd: (child, end) => this.onEnd(child, end),
    })
    this.all.set(child, () => {})
    return child
  }

  /** A child has ended: the guilty query is answered, the rest is queued again, the spare takes over. */
  private onEnd(child: Child, end: ChildEnd): void {
    this.children.delete(child)
    if (this.spare === child) this.spare = undefined
    const done = this.all.get(child)
    this.all.delete(child)
    done?.()
    if (this.closed) return
    this.failedStarts = child.ready ? 0 : this.failedStarts + 1
    const lost = [...child.inFlight].flatMap((id) => this.book.find(id) ?? [])
    if (this.failedStarts >= STARTS_TRIED) {
      this.failAll(
        new Error(`The sandbox's process does not start: ${end.stderr.trim() || `exit ${end.code}`}`),
      )
      this.failedStarts = 0
      return
    }
    this.requeue(child, lost, end)
    this.schedule()
  }

  private requeue(child: Child, lost: readonly Ticket[], end: ChildEnd): void {
    if (end.report) {
      const { id, ...failure } = end.report
      this.book.settle(id, failure)
    }
    const verdict = child.ready ? answerOfEnd(end) : undefined
    for (const ticket of lost) {
      ticket.copies--
      if (verdict && lost.length === 1 && ticket.attempts > 0) this.book.settle(ticket.job.id, verdict)
      else if (verdict) ticket.attempts++
    }
    this.queue.unshift(...lost.filter((ticket) => !ticket.settled && ticket.copies === 0))
  }

  private failAll(error: Error): void {
    this.queue = []
    this.book.failAll(error)
  }
}
