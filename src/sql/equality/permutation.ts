/** Finds the one order of columns under which a prediction is right on every instance, without trying them all. */

import { type Group, holds, isWhole, type Matching, type Permutation, type Range } from './matching.ts'
import { type Colouring, refine, startingColours } from './refinement.ts'

/** Colourings looked at before a search is given up; real results need a handful. */
const MOST_STEPS = 5_000

/**
 * One order of the prediction's columns that is right on every instance.
 *
 * Columns and rows of both tables are coloured together and refined (what stands in equal places gets equal colours);
 * only while several columns share a colour is one of them fixed and the rest refined again. A colouring only rules
 * out: what is found has been compared row by row.
 *
 * @param matchings at least one, all with the same number of columns on both sides
 * @returns undefined if there is none, or none was found in 5,000 steps
 */
export function findPermutation(matchings: readonly Matching[]): Permutation | undefined {
  const fits = fittingColumns(matchings)
  if (fits.some((row) => !row.some(Boolean))) return undefined
  const search = { matchings, fits, steps: 0 }
  return descend(search, startingColours(matchings))
}

interface Search {
  readonly matchings: readonly Matching[]
  /** `fits[gold][prediction]`: the two columns could be one, looked at alone. */
  readonly fits: readonly (readonly boolean[])[]
  steps: number
}

function descend(search: Search, start: Colouring): Permutation | undefined {
  search.steps += 1
  if (search.steps > MOST_STEPS) return undefined
  const colours = refine(search.matchings, start)
  if (!colours) return undefined
  const choices = colours.gold.map((colour, gold) =>
    colours.prediction.flatMap((other, place) =>
      other === colour && search.fits[gold]![place] ? [place] : [],
    ),
  )
  if (choices.some((places) => places.length === 0)) return undefined
  const sizes = colours.gold.map((colour) => colours.gold.filter((other) => other === colour).length)
  const ambiguous = sizes.findIndex((size) => size > 1)
  if (ambiguous === -1)
    return verified(
      search.matchings,
      choices.map((places) => places[0]!),
    )
  for (const place of differentColumns(search.matchings, choices[ambiguous]!)) {
    const found = descend(search, individualised(colours, ambiguous, place))
    if (found) return found
  }
  return undefined
}

function verified(matchings: readonly Matching[], permutation: Permutation): Permutation | undefined {
  return matchings.every((matching) => holds(matching, permutation)) ? permutation : undefined
}

/** Gives one column of each side a colour of its own. */
function individualised({ gold, prediction }: Colouring, goldPlace: number, place: number): Colouring {
  const fresh = Math.max(...gold) + 1
  return {
    gold: gold.map((colour, at) => (at === goldPlace ? fresh : colour)),
    prediction: prediction.map((colour, at) => (at === place ? fresh : colour)),
  }
}

/** Of columns of the prediction that are equal cell by cell, the first: the others would fail or succeed like it. */
function differentColumns(matchings: readonly Matching[], places: readonly number[]): readonly number[] {
  const same = (a: number, b: number) =>
    matchings.every(({ prediction: { columns } }) => columns[a]!.every((id, row) => id === columns[b]![row]))
  return places.filter((place, at) => !places.slice(0, at).some((earlier) => same(earlier, place)))
}

function fittingColumns(matchings: readonly Matching[]): readonly (readonly boolean[])[] {
  const columns = matchings[0]!.gold.columns.length
  const partial = matchings.map((matching) => ({
    matching,
    groups: matching.groups.filter((g) => !isWhole(g)),
  }))
  return Array.from({ length: columns }, (_, gold) =>
    Array.from({ length: columns }, (_, place) =>
      partial.every(({ matching, groups }) =>
        groups.every((group) =>
          columnFits(matching.gold.columns[gold]!, matching.prediction.columns[place]!, group),
        ),
      ),
    ),
  )
}

function columnFits(gold: Int32Array, given: Int32Array, group: Group): boolean {
  const counts = countIds(gold, group.wanted)
  for (const [id, count] of countIds(given, group.given)) if ((counts.get(id) ?? 0) < count) return false
  return true
}

function countIds(column: Int32Array, [start, end]: Range): Map<number, number> {
  const counts = new Map<number, number>()
  for (let row = start; row < end; row++) counts.set(column[row]!, (counts.get(column[row]!) ?? 0) + 1)
  return counts
}
