/** What a command prints: results to stdout, everything else to stderr; JSON for machines, lines and progress for people. */
import type { Flow, FlowEvent } from '../model/event.ts'

export interface TerminalOptions {
  readonly json: boolean
  readonly quiet: boolean
}

export interface Terminal {
  readonly json: boolean
  /** The command's result: one JSON document with `--json`, else the text for people. */
  result(document: unknown, text: () => string): void
  /** One line of a stream command. */
  line(document: unknown, text: () => string): void
  /** A sentence for a person; on stderr, silent with `--quiet`. */
  note(text: string): void
  /** Drives a verb to its report, showing its progress. */
  follow<Report>(flow: Flow<Report>): Promise<Report>
}

export function openTerminal({ json, quiet }: TerminalOptions): Terminal {
  const print = (document: unknown, text: () => string) =>
    void process.stdout.write(json ? `${JSON.stringify(document)}\n` : `${text()}\n`)
  const note = (text: string) => {
    if (!quiet) process.stderr.write(`${text}\n`)
  }
  return {
    json,
    result: print,
    line: print,
    note,
    async follow(flow) {
      const progress = quiet ? undefined : openProgress()
      try {
        while (true) {
          const step = await flow.next()
          if (step.done) return step.value
          show(step.value)
        }
      } finally {
        progress?.end()
      }

      function show(event: FlowEvent): void {
        if (event.type === 'progress') progress?.show(event)
        else {
          progress?.clear()
          note(event.text)
        }
      }
    },
  }
}

interface Progress {
  show(event: Extract<FlowEvent, { type: 'progress' }>): void
  clear(): void
  end(): void
}

/** A line that is rewritten on a terminal; elsewhere a plain line at most every five seconds. */
function openProgress(): Progress {
  const tty = process.stderr.isTTY
  const started = new Map<string, { at: number; done: number }>()
  let shownAt = 0
  let open = false
  const clear = () => {
    if (tty && open) process.stderr.write('\r\x1b[2K')
    open = false
  }
  return {
    show({ label, done, total }) {
      const now = Date.now()
      const start = started.get(label) ?? { at: now, done }
      started.set(label, start)
      const last = total !== undefined && done >= total
      if (now - shownAt < (tty ? 100 : 5_000) && !(last && tty)) return
      shownAt = now
      const line = progressLine(label, { done, total, since: start, now })
      if (tty) process.stderr.write(`\r\x1b[2K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`)
      else process.stderr.write(`${line}\n`)
      open = true
    },
    clear,
    end: clear,
  }
}

interface Pace {
  readonly done: number
  readonly total: number | undefined
  readonly since: { readonly at: number; readonly done: number }
  readonly now: number
}

/** `Judging 1,200 of 4,275 (28 %) · 310/s · 10 s left`. */
export function progressLine(label: string, { done, total, since, now }: Pace): string {
  const seconds = (now - since.at) / 1000
  const rate = seconds > 0 ? (done - since.done) / seconds : 0
  const parts = [
    total === undefined
      ? `${label} ${grouped(done)}`
      : `${label} ${grouped(done)} of ${grouped(total)} (${total === 0 ? 100 : Math.floor((100 * done) / total)} %)`,
  ]
  if (rate > 0) parts.push(rate >= 10 ? `${grouped(Math.round(rate))}/s` : `${rate.toFixed(1)}/s`)
  if (rate > 0 && total !== undefined && done < total) parts.push(`${duration((total - done) / rate)} left`)
  return parts.join(' · ')
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}
