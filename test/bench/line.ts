/** One line of the bench's table: what something costs against a named peer that does the same in the same run. */
import { type Times, timesOf } from './times.ts'

/** The lowest, the middle and the highest of some figures. */
export interface Spread {
  readonly lowest: number
  readonly median: number
  readonly highest: number
}

export interface Line {
  readonly what: string
  /** Milliseconds. */
  readonly ours: Spread
  readonly peer: string
  /** Milliseconds. */
  readonly theirs: Spread
  /** Ours for each of theirs, repeat by repeat: below 1 is quicker than the peer. */
  readonly ratio: Spread
}

export interface Comparison {
  readonly what: string
  readonly peer: string
  readonly ours: () => unknown
  readonly theirs: () => unknown
  /** Default 3. */
  readonly repeats?: number
}

/** Runs both in turns, so that what else the machine does meets both. */
export async function inTurns({
  ours,
  theirs,
  repeats = 3,
}: Pick<Comparison, 'ours' | 'theirs' | 'repeats'>) {
  const runs: { readonly ours: Times; readonly theirs: Times }[] = []
  for (let i = 0; i < repeats; i++) {
    // The one that begins is the other one each time.
    const first = await timesOf(i % 2 === 0 ? ours : theirs)
    const second = await timesOf(i % 2 === 0 ? theirs : ours)
    runs.push(i % 2 === 0 ? { ours: first, theirs: second } : { ours: second, theirs: first })
  }
  return runs
}

/** A line for wall time. */
export async function wallLine(comparison: Comparison): Promise<Line> {
  const runs = await inTurns(comparison)
  return lineOf(
    comparison,
    runs.map(({ ours, theirs }) => [ours.wallMs, theirs.wallMs]),
  )
}

/** A line for wall time and one for CPU time. */
export async function wallAndCpuLines(comparison: Comparison): Promise<Line[]> {
  const { what, peer } = comparison
  const runs = await inTurns(comparison)
  return [
    lineOf(
      { what: `${what}, wall`, peer },
      runs.map(({ ours, theirs }) => [ours.wallMs, theirs.wallMs]),
    ),
    lineOf(
      { what: `${what}, CPU`, peer },
      runs.map(({ ours, theirs }) => [ours.cpuMs, theirs.cpuMs]),
    ),
  ]
}

/** @param pairs ours and theirs of each repeat, in milliseconds */
export function lineOf(
  { what, peer }: Pick<Line, 'what' | 'peer'>,
  pairs: readonly (readonly [ours: number, theirs: number])[],
): Line {
  return {
    what,
    peer,
    ours: spreadOf(pairs.map(([ours]) => ours)),
    theirs: spreadOf(pairs.map(([, theirs]) => theirs)),
    ratio: spreadOf(pairs.map(([ours, theirs]) => ours / theirs)),
  }
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  return { lowest: sorted[0]!, median: sorted[Math.floor((sorted.length - 1) / 2)]!, highest: sorted.at(-1)! }
}
