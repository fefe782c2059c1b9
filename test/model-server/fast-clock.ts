/** A clock whose sleeping takes no time and is written down; its `now` goes on by what was slept. */
import type { Clock } from '../../src/llm/clock.ts'

export interface FastClock extends Clock {
  /** Every wait that was asked for, in milliseconds. */
  readonly slept: readonly number[]
}

export function fastClock(): FastClock {
  const slept: number[] = []
  let ahead = 0
  return {
    slept,
    now: () => Date.now() + ahead,
    async sleep(ms) {
      slept.push(ms)
      ahead += ms
    },
  }
}
