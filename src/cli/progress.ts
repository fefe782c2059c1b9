/** How far a verb has come: a line that is rewritten on a terminal; elsewhere a plain line now and then, and the last. */
import type { FlowEvent } from '../model/event.ts'
import { escaped } from './escape.ts'

/** Between two lines on a terminal, and between two lines elsewhere. */
const TERMINAL_MS = 100
const PLAIN_MS = 5_000

type ProgressEvent = Extract<FlowEvent, { type: 'progress' }>

export interface Progress {
  show(event: ProgressEvent): void
  /** Makes room for another line. */
  clear(): void
  end(): void
}

export interface ProgressOptions {
  readonly write: (text: string) => void
  /** Absent where it is no terminal. */
  readonly columns: number | undefined
  /** Milliseconds. */
  readonly clock: () => number
}

export function openProgress({ write, columns, clock }: ProgressOptions): Progress {
  const started = new Map<string, Pace['since']>()
  const begun = ({ label, done }: ProgressEvent, now: number) => {
    if (!started.has(label)) started.set(label, { at: now, done })
  }
  const lineOf = ({ label, done, total }: ProgressEvent, now: number) =>
    progressLine(label, { done, total, since: started.get(label)!, now })
  const writing = { write, clock, begun, lineOf }
  return columns === undefined ? plainLines(writing) : rewrittenLine(writing, columns)
}

interface Writing extends Pick<ProgressOptions, 'write' | 'clock'> {
  readonly begun: (event: ProgressEvent, now: number) => void
  readonly lineOf: (event: ProgressEvent, now: number) => string
}

function rewrittenLine({ write, clock, begun, lineOf }: Writing, columns: number): Progress {
  let shownAt = Number.NEGATIVE_INFINITY
  let open = false
  const clear = () => {
    if (open) write('\r\x1b[2K')
    open = false
  }
  return {
    show(event) {
      const now = clock()
      begun(event, now)
      const last = event.total !== undefined && event.done >= event.total
      if (now - shownAt < TERMINAL_MS && !last) return
      shownAt = now
      write(`\r\x1b[2K${lineOf(event, now).slice(0, columns - 1)}`)
      open = true
    },
    clear,
    end: clear,
  }
}

/** At most one line in five seconds, and the last one of each thing when something else begins or all ends. */
function plainLines({ write, clock, begun, lineOf }: Writing): Progress {
  let shownAt = clock()
  let waiting: { event: ProgressEvent; now: number } | undefined
  const flush = () => {
    if (waiting) write(`${lineOf(waiting.event, waiting.now)}\n`)
    waiting = undefined
  }
  return {
    show(event) {
      const now = clock()
      if (waiting && waiting.event.label !== event.label) flush()
      begun(event, now)
      waiting = { event, now }
      if (now - shownAt < PLAIN_MS) return
      shownAt = now
      flush()
    },
    clear: flush,
    end: flush,
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
  const said = escaped(label)
  const parts = [
    total === undefined
      ? `${said} ${grouped(done)}`
      : `${said} ${grouped(done)} of ${grouped(total)} (${total === 0 ? 100 : Math.floor((100 * done) / total)} %)`,
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
