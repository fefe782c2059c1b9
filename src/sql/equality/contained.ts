/** Weaker kinds of sameness between two results: the same rows in other numbers, or one with columns left out. */
import type { Grid, Table } from './intern.ts'
import { countRows, oneBag, rowKey } from './matching.ts'
import { findPermutation } from './permutation.ts'
import { internStrictly } from './strict-values.ts'

/** Whether two results hold the same rows under some order of columns, however often each. */
export function sameSet(a: Table, b: Table): boolean {
  const { ours, theirs } = internStrictly([a], [b])
  const [gold, prediction] = [withoutDuplicates(ours[0]!), withoutDuplicates(theirs[0]!)]
  if (gold.rowCount !== prediction.rowCount || gold.columns.length !== prediction.columns.length) return false
  return findPermutation([{ gold, prediction, groups: oneBag(gold.rowCount) }]) !== undefined
}

function withoutDuplicates({ columns, rowCount }: Grid): Grid {
  const places = new Map<string, number>()
  for (let row = 0; row < rowCount; row++) places.set(rowKey(columns, row), row)
  const kept = [...places.values()]
  return {
    columns: columns.map((column) => Int32Array.from(kept, (row) => column[row]!)),
    rowCount: kept.length,
  }
}

/** Choices of columns looked at before a search is given up. */
const MOST_STEPS = 2_000

/** Whether the narrow result is the wide one with columns left out, as bags of rows. */
export function isProjection(narrow: Table, wide: Table): boolean {
  if (narrow.rows.length !== wide.rows.length) return false
  const { ours, theirs } = internStrictly([narrow], [wide])
  const [wanted, given] = [ours[0]!, theirs[0]!]
  let steps = 0
  const extend = (chosen: readonly number[]): boolean => {
    if (chosen.length === wanted.columns.length) return true
    return given.columns.some((_, place) => {
      if (chosen.includes(place) || ++steps > MOST_STEPS) return false
      const tried = [...chosen, place]
      return sameBag(first(wanted, tried.length), pick(given, tried)) && extend(tried)
    })
  }
  return extend([])
}

function first({ columns, rowCount }: Grid, count: number): Grid {
  return { columns: columns.slice(0, count), rowCount }
}

function pick({ columns, rowCount }: Grid, places: readonly number[]): Grid {
  return { columns: places.map((place) => columns[place]!), rowCount }
}

function sameBag(a: Grid, b: Grid): boolean {
  const counts = countRows(a.columns, [0, a.rowCount])
  for (const [key, count] of countRows(b.columns, [0, b.rowCount]))
    if (counts.get(key) !== count) return false
  return true
}
