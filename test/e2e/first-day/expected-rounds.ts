/** Which questions each round of a day asked anew and which it repeated, told from what people answered. */
import type { LivedRound } from './rounds.ts'

export interface Parts {
  /** Questions that are new in the round, by their words. */
  readonly main: readonly string[]
  /** Those that the first round and the second both answered; empty for the third. */
  readonly anchors: readonly string[]
  /** Under which guidelines. */
  readonly version: number
}

export function partsOf(rounds: readonly LivedRound[]): readonly [Parts, Parts, Parts] {
  const [first, second, third] = rounds.map(({ answered }) => [...answered.values()])
  const anchors = second!.filter((text) => first!.includes(text))
  return [
    { main: first!, anchors, version: 0 },
    { main: second!.filter((text) => !anchors.includes(text)), anchors, version: 1 },
    { main: third!, anchors: [], version: 1 },
  ]
}
