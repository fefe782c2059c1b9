/** Colour refinement over the columns and rows of two tables: what cannot stand for each other gets different colours. */
import { isWhole, type Matching, type Range } from './matching.ts'

/** A colour for each column of either side: small integers, shared between the sides. */
export interface Colouring {
  readonly gold: readonly number[]
  readonly prediction: readonly number[]
}

/** Every column alike: what refinement starts from. */
export function startingColours(matchings: readonly Matching[]): Colouring {
  const plain = matchings[0]!.gold.columns.map(() => 0)
  return { gold: plain, prediction: plain }
}

/**
 * Refines the colours of columns through the colours of rows until nothing splits any more. Only groups that must be
 * there whole take part. Different colours are certain, equal ones are not: hashes may meet, and refinement has limits.
 *
 * @returns undefined if some colour is more frequent on one side, so that no order of columns can be right
 */
export function refine(matchings: readonly Matching[], start: Colouring): Colouring | undefined {
  let colours = start
  for (let classes = 0; ; ) {
    const next = refineOnce(matchings, colours)
    if (!sameColours(next)) return undefined
    const count = new Set(next.gold).size
    if (count === classes || count === next.gold.length) return next
    classes = count
    colours = next
  }
}

function refineOnce(matchings: readonly Matching[], colours: Colouring): Colouring {
  const gold = [...colours.gold]
  const prediction = [...colours.prediction]
  for (const matching of matchings) {
    const whole = matching.groups.filter(isWhole)
    const wanted = whole.map((group) => group.wanted)
    const given = whole.map((group) => group.given)
    hashColumns(matching.gold.columns, wanted, colours.gold, gold)
    hashColumns(matching.prediction.columns, given, colours.prediction, prediction)
  }
  return renumbered(gold, prediction)
}

/** Mixes into each column's hash the bag of (row colour, cell) that it holds. */
function hashColumns(
  columns: readonly Int32Array[],
  ranges: readonly Range[],
  colours: readonly number[],
  hashes: number[],
): void {
  const sums = columns.map(() => 0)
  for (const [group, [start, end]] of ranges.entries()) {
    for (let row = start; row < end; row++) {
      let bag = mix(group, 7)
      for (let place = 0; place < columns.length; place++)
        bag = (bag + mix(colours[place]!, columns[place]![row]!)) | 0
      const colour = mix(bag, group)
      for (let place = 0; place < columns.length; place++) {
        sums[place] = (sums[place]! + mix(colour, columns[place]![row]!)) | 0
      }
    }
  }
  for (const [place, sum] of sums.entries()) hashes[place] = mix(hashes[place]!, sum)
}

/** Two integers to one, well stirred (the finaliser of MurmurHash3). */
function mix(a: number, b: number): number {
  let h = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) | 0
}

/** Hashes as small integers, equal ones alike on both sides. */
function renumbered(gold: readonly number[], prediction: readonly number[]): Colouring {
  const numbers = new Map<number, number>()
  const numberOf = (hash: number) => {
    const known = numbers.get(hash) ?? numbers.size
    numbers.set(hash, known)
    return known
  }
  return { gold: gold.map(numberOf), prediction: prediction.map(numberOf) }
}

function sameColours({ gold, prediction }: Colouring): boolean {
  const sorted = (colours: readonly number[]) => [...colours].sort((a, b) => a - b).join()
  return sorted(gold) === sorted(prediction)
}
