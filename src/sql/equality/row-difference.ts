/** What separates two results, row by row and column by column, so that a person can see it. */
import type { Rows } from '../../model/execution.ts'
import type { Grid } from './intern.ts'
import { rowKey } from './matching.ts'
import { internStrictly } from './strict-values.ts'

export interface RowDifference {
  /** Places of the columns that stand for each other, in the order of the first result. */
  readonly pairs: readonly (readonly [a: number, b: number])[]
  /** Places of columns without a counterpart. */
  readonly onlyAColumns: readonly number[]
  readonly onlyBColumns: readonly number[]
  /** Rows that both hold, each as often as both hold it, by the paired columns. */
  readonly same: number
  /** Places of rows that the other result does not hold, or not so often. */
  readonly onlyA: readonly number[]
  readonly onlyB: readonly number[]
  /** The first place at which the rows differ in their order; undefined where they do not. */
  readonly firstOutOfOrder: number | undefined
}

/**
 * Pairs columns by equal values, by name, then by what is left in order, and rows by the values of the paired columns
 * under the equality of mode `strict`. A help for the eye: whether two results agree is said by `classOfPair`.
 */
export function rowDifference(a: Rows, b: Rows): RowDifference {
  const { ours, theirs } = internStrictly([a], [b])
  const [left, right] = [ours[0]!, theirs[0]!]
  const pairs = pairColumns({ rows: a, grid: left }, { rows: b, grid: right })
  const keysA = keys(
    left,
    pairs.map(([place]) => place),
  )
  const keysB = keys(
    right,
    pairs.map(([, place]) => place),
  )
  const onlyA = lacking(keysA, keysB)
  const onlyB = lacking(keysB, keysA)
  const out = keysA.findIndex((key, row) => row < keysB.length && key !== keysB[row])
  const [pairedA, pairedB] = [new Set(pairs.map(([place]) => place)), new Set(pairs.map(([, p]) => p))]
  return {
    pairs,
    onlyAColumns: places(left).filter((place) => !pairedA.has(place)),
    onlyBColumns: places(right).filter((place) => !pairedB.has(place)),
    same: keysA.length - onlyA.length,
    onlyA,
    onlyB,
    firstOutOfOrder: out === -1 ? undefined : out,
  }
}

interface Side {
  readonly rows: Rows
  readonly grid: Grid
}

function pairColumns(a: Side, b: Side): [number, number][] {
  const open = new Set(places(b.grid))
  const pairs = new Map<number, number>()
  const pair = (fits: (x: number, y: number) => boolean) => {
    for (const x of places(a.grid)) {
      if (pairs.has(x)) continue
      const y = [...open].find((place) => fits(x, place))
      if (y === undefined) continue
      pairs.set(x, y)
      open.delete(y)
    }
  }
  const bags = [a, b].map(({ grid }) =>
    grid.columns.map((column) => [...column].sort((p, q) => p - q).join()),
  )
  const sameBag = (x: number, y: number) => bags[0]![x] === bags[1]![y]
  const sameName = (x: number, y: number) => nameOf(a, x) === nameOf(b, y)
  pair((x, y) => sameBag(x, y) && sameName(x, y))
  pair((x, y) => sameBag(x, y) && x === y)
  pair(sameBag)
  pair(sameName)
  if (a.grid.columns.length === b.grid.columns.length) pair(() => true)
  return [...pairs].sort(([x], [y]) => x - y)
}

function nameOf({ rows }: Side, place: number): string {
  return rows.columns[place]!.name.toLowerCase()
}

function places(grid: Grid): number[] {
  return grid.columns.map((_, place) => place)
}

function keys(grid: Grid, chosen: readonly number[]): string[] {
  const columns = chosen.map((place) => grid.columns[place]!)
  return Array.from({ length: grid.rowCount }, (_, row) => rowKey(columns, row))
}

/** Places of the keys that the other list does not hold so often. */
function lacking(ours: readonly string[], theirs: readonly string[]): number[] {
  const left = new Map<string, number>()
  for (const key of theirs) left.set(key, (left.get(key) ?? 0) + 1)
  return ours.flatMap((key, row) => {
    const held = left.get(key) ?? 0
    if (held > 0) left.set(key, held - 1)
    return held > 0 ? [] : [row]
  })
}
