/** One child as the parent sees it: what it has been given and not answered yet, what it says, and how it ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { decoder, encodeFrame } from './frames.ts'
import { ANSWERS_FD, type Answer, JOBS_FD, type Job, REPORT_FD, type Report } from './protocol.ts'

const STDERR_KEPT = 4_000

export interface ChildEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** What the watchdog said, if it was the watchdog that killed it. */
  readonly report: Report | undefined
  /** The last it wrote to stderr. */
  readonly stderr: string
}

export interface ChildListener {
  readonly onAnswers: (child: Child, answers: readonly (readonly [number, Answer])[]) => void
  readonly onEnd: (child: Child, end: ChildEnd) => void
}

export class Child {
  /** Job ids in the order in which it runs them, with those that another child has answered meanwhile. */
  readonly inFlight = new Set<number>()
  /** When it last answered, or was given something while idle. */
  progressAt = 0
  ready = false
  private killed = false
  private readonly process: ChildProcess
  private readonly jobs: Socket
  private readonly channels: readonly Socket[]
  private report = ''
  private stderr = ''

  constructor(runner: URL, listener: ChildListener) {
    const script = builtFile(new URL('./child.ts', import.meta.url))
    this.process = spawn(
      process.execPath,
      [fileURLToPath(script), builtFile(runner).href, String(process.pid)],
      {
        stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
        env: {},
      },
    )
    const stdio = this.process.stdio as unknown as readonly Socket[]
    this.jobs = stdio[JOBS_FD]!
    this.channels = stdio.slice(2)
    this.listen(stdio, listener)
    this.unref()
  }

  private listen(stdio: readonly Socket[], { onAnswers, onEnd }: ChildListener): void {
    const receive = decoder((message) => {
      this.ready = true
      this.progressAt = performance.now()
      if (message !== 'ready') onAnswers(this, message as [number, Answer][])
    })
    stdio[ANSWERS_FD]!.on('data', receive)
    stdio[REPORT_FD]!.on('data', (chunk) => {
      this.report += chunk
    })
    stdio[2]!.on('data', (chunk) => {
      this.stderr = (this.stderr + chunk).slice(-STDERR_KEPT)
    })
    // A pipe to a process that was killed breaks; what that means is decided when the process has ended.
    for (const channel of this.channels) channel.on('error', () => channel.destroy())
    this.process.on('error', (error) => {
      this.stderr += error.message
      if (this.process.pid === undefined) onEnd(this, this.endOf(null, null))
    })
    this.process.on('close', (code, signal) => onEnd(this, this.endOf(code, signal)))
  }

  private endOf(code: number | null, signal: NodeJS.Signals | null): ChildEnd {
    const report = this.report === '' ? undefined : (JSON.parse(this.report) as Report)
    return { code, signal, report, stderr: this.stderr }
  }

  /** Gives it a batch; it keeps the parent alive until all is answered. */
  give(jobs: readonly Job[]): void {
    if (this.inFlight.size === 0) {
      this.progressAt = performance.now()
      this.ref()
    }
    for (const { id } of jobs) this.inFlight.add(id)
    this.jobs.write(encodeFrame(jobs))
  }

  answered(id: number): void {
    this.inFlight.delete(id)
    if (this.inFlight.size === 0 && !this.killed) this.unref()
  }

  /** Ends it; the parent stays until it is gone, even if a last answer still comes in. */
  kill(): void {
    this.killed = true
    this.ref()
    this.process.kill('SIGKILL')
  }

  private ref(): void {
    this.process.ref()
    for (const channel of this.channels) channel.ref()
  }

  private unref(): void {
    this.process.unref()
    for (const channel of this.channels) channel.unref()
  }
}

/** The built file of a source file: children run plain JavaScript, also when the parent runs TypeScript. */
export function builtFile(source: URL): URL {
  return new URL(source.href.replace(/\/src\/(sources\/.*)\.ts$/, '/dist/$1.js').replace(/\.ts$/, '.js'))
}
