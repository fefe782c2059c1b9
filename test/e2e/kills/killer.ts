/** Kills commands at drawn points of a day: somewhere in its time, as an undisturbed day took it. */
import { drawnFrom } from '../first-day/knowledge.ts'
import type { Killer } from '../first-day/team.ts'

/** A command of an undisturbed day and how long it took. */
export interface Took {
  readonly command: string
  readonly ms: number
}

/** Where one kill is to fall: in the n-th command of the day, so far into it. */
interface Point {
  readonly at: number
  readonly afterMs: number
}

export interface KillLog {
  /** One line a kill. */
  readonly killed: readonly string[]
  /** Points that were drawn and never reached. */
  left(): number
}

/** Writes down how long each command takes, and kills none. */
export function stopwatch(): Killer & { readonly took: readonly Took[] } {
  const took: Took[] = []
  return {
    took,
    nextMs: () => undefined,
    note: (command, _, ms) => void took.push({ command, ms }),
  }
}

/**
 * Kills as often as asked, at points drawn evenly over the time of an undisturbed day. Where a command is done before
 * its point is reached, the next command is killed as far into it.
 */
export function killerAt(points: number, { took, seed }: { took: readonly Took[]; seed: number }) {
  const wanted = Array.from({ length: points }, (_, i) => drawPoint(took, `kill ${seed} ${i}`))
  const waiting = wanted.sort((a, b) => a.at - b.at)
  const killed: string[] = []
  const aimed = new Map<string, Point[]>()
  let started = 0
  const killer: Killer & KillLog = {
    killed,
    left: () => waiting.length,
    nextMs(command) {
      started++
      if (!waiting[0] || waiting[0].at >= started) return undefined
      const point = waiting.shift()!
      aimed.set(command, [...(aimed.get(command) ?? []), point])
      return point.afterMs
    },
    note(command, isKilled, ms) {
      const point = aimed.get(command)?.shift()
      if (!point) return
      if (isKilled) killed.push(`${command} after ${ms} ms`)
      else waiting.unshift({ at: started, afterMs: Math.max(1, Math.round(point.afterMs / 2)) })
    },
  }
  return killer
}

/** A moment of the day, evenly drawn: a command that takes long is hit more often. */
function drawPoint(took: readonly Took[], label: string): Point {
  const total = took.reduce((sum, one) => sum + one.ms, 0)
  let left = (drawnFrom(label, 1_000_000) / 1_000_000) * total
  for (const [at, { ms }] of took.entries()) {
    if (left < ms) return { at, afterMs: Math.max(1, Math.round(left)) }
    left -= ms
  }
  throw new Error('An undisturbed day without a command')
}
