/** What it takes for a prediction's rows to be the gold's on one instance, and whether one order of columns achieves it. */
import type { Grid } from './intern.ts'

/** Rows `[start, end)` of a grid. */
export type Range = readonly [start: number, end: number]

/**
 * Rows of the prediction and the rows that they may be: `given` has to be a sub-bag of `wanted`, and so the same bag
 * where both are as long. Inside a group any order is right.
 */
export interface Group {
  readonly wanted: Range
  readonly given: Range
}

/** Both results of one instance, interned together, and the groups that the order asked for makes of them. */
export interface Matching {
  readonly gold: Grid
  readonly prediction: Grid
  readonly groups: readonly Group[]
}

/** For each column of the gold, the column of the prediction that stands for it. */
export type Permutation = readonly number[]

export function identity(columns: number): Permutation {
  return Array.from({ length: columns }, (_, place) => place)
}

export function isIdentity(permutation: Permutation): boolean {
  return permutation.every((column, place) => column === place)
}

/** One group over everything: rows as a bag. Both results have to be equally long. */
export function oneBag(rows: number): readonly Group[] {
  return [{ wanted: [0, rows], given: [0, rows] }]
}

/** A group for each row: rows as a sequence. */
export function eachRow(rows: number): readonly Group[] {
  return Array.from({ length: rows }, (_, row) => ({ wanted: [row, row + 1], given: [row, row + 1] }))
}

/** Whether every row of a group must be there, so that both sides are the same bag. */
export function isWhole(group: Group): boolean {
  return lengthOf(group.wanted) === lengthOf(group.given)
}

export function lengthOf([start, end]: Range): number {
  return end - start
}

/** Whether the prediction's rows are right under this order of its columns. */
export function holds({ gold, prediction, groups }: Matching, permutation: Permutation): boolean {
  const chosen = permutation.map((column) => prediction.columns[column]!)
  return groups.every((group) => groupHolds(gold.columns, chosen, group))
}

function groupHolds(gold: readonly Int32Array[], given: readonly Int32Array[], group: Group): boolean {
  if (lengthOf(group.wanted) === 1) return sameRow(gold, group.wanted[0], given, group.given[0])
  if (isWhole(group) && sameSequence(gold, given, group)) return true
  const counts = countRows(gold, group.wanted)
  for (let row = group.given[0]; row < group.given[1]; row++) {
    const key = rowKey(given, row)
    const left = counts.get(key) ?? 0
    if (left === 0) return false
    counts.set(key, left - 1)
  }
  return true
}

function sameSequence(gold: readonly Int32Array[], given: readonly Int32Array[], group: Group): boolean {
  for (let step = 0; step < lengthOf(group.given); step++) {
    if (!sameRow(gold, group.wanted[0] + step, given, group.given[0] + step)) return false
  }
  return true
}

function sameRow(
  gold: readonly Int32Array[],
  wanted: number,
  given: readonly Int32Array[],
  row: number,
): boolean {
  return gold.every((column, place) => column[wanted] === given[place]![row])
}

/** How often each row occurs, by `rowKey`. */
export function countRows(columns: readonly Int32Array[], [start, end]: Range): Map<string, number> {
  const counts = new Map<string, number>()
  for (let row = start; row < end; row++) {
    const key = rowKey(columns, row)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** A text that two rows share exactly when they are equal. */
export function rowKey(columns: readonly Int32Array[], row: number): string {
  let key = ''
  for (const column of columns) key += `${column[row]},`
  return key
}
