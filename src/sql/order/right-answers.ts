/** Which rows an answer must have, and which it may have, once ties in the order asked for are allowed for. */
import type { Execution, Rows } from '../../model/execution.ts'
import type { Grid, Table } from '../equality/intern.ts'
import {
  countRows,
  eachRow,
  type Group,
  holds,
  identity,
  lengthOf,
  oneBag,
  rowKey,
} from '../equality/matching.ts'
import type { AskedOrder, KeyPlace } from './asked-order.ts'

/** The rows among which right answers are found, before they are interned with the other side's. */
export interface Pool {
  /** The outputs of the query, and nothing else. */
  readonly table: Table
  /** The sorting keys of those rows, as columns; undefined if only the very sequence is known to be right. */
  readonly keys: Table | undefined
  /** How many rows of the pool lie before the first row of the answer. */
  readonly offset: number
  /** No row of the pool may come twice. */
  readonly distinct: boolean
  /** The answer has to be the whole pool. */
  readonly whole: boolean
}

/**
 * The pool of an answer: its own rows, or, where LIMIT cut them or a key is not among them, those of the auxiliary query.
 *
 * @param shown what `asked.auxiliary` gave; without it only the very sequence is known to be right
 */
export function poolOf(answer: Rows, asked: AskedOrder | undefined, shown: Execution | undefined): Pool {
  const own = { table: answer, keys: undefined, offset: 0, distinct: false, whole: true }
  if (!asked?.keys) return own
  const all = asked.auxiliary === undefined ? answer : shown
  if (all?.kind !== 'rows' || (asked.distinct && all.truncated)) return own
  const columnOf = (place: KeyPlace) =>
    place.in === 'output' ? place.column : answer.columns.length + place.column
  const places = asked.keys.map(columnOf)
  if (places.some((place) => place >= all.columns.length)) return own
  const { offset, distinct, limited } = asked
  const first = typeof offset === 'number' ? offset : Number(all.rows[0]?.[columnOf(offset)] ?? 0)
  return {
    table: project(all, identity(answer.columns.length)),
    keys: project(all, places),
    offset: asked.auxiliary === undefined ? 0 : Math.max(first, 0),
    distinct,
    whole: !limited,
  }
}

function project(table: Table, places: readonly number[]): Table {
  return {
    columns: places.map((place) => table.columns[place]!),
    rows: table.rows.map((row) => places.map((place) => row[place]!)),
  }
}

/** A pool interned with the other side's rows. */
export interface PoolGrids extends Pick<Pool, 'offset' | 'distinct' | 'whole'> {
  readonly all: Grid
  /** Equal keys have equal ids exactly where the engine holds them equal. */
  readonly keys: Grid
  /** What the query itself answered. */
  readonly own: Grid
}

/**
 * The groups of a pool of which an answer of so many rows is made: a run of equal keys each, cut at both ends of the
 * answer. What the query itself answered has to fit, and its keys have to look sorted, else they are not to be trusted
 * and the sequence decides: undefined.
 */
export function groupsOf({
  all,
  keys,
  own,
  offset,
  distinct,
  whole,
}: PoolGrids): readonly Group[] | undefined {
  const end = offset + own.rowCount
  if (!Number.isInteger(offset) || end > all.rowCount || (whole && end < all.rowCount)) return undefined
  if (distinct && countRows(all.columns, [0, all.rowCount]).size < all.rowCount) return undefined
  const groups: Group[] = []
  const seen = new Set<string>()
  for (let start = 0; start < end; ) {
    const stop = endOfRun(keys, start)
    const given = [Math.max(start, offset) - offset, Math.min(stop, end) - offset] as const
    if (given[1] > given[0]) groups.push({ wanted: [start, stop], given })
    seen.add(rowKey(keys.columns, start))
    start = stop
    if (start < end && seen.has(rowKey(keys.columns, start))) return undefined
  }
  return holds({ gold: all, prediction: own, groups }, identity(own.columns.length)) ? groups : undefined
}

function endOfRun({ columns, rowCount }: Grid, start: number): number {
  let row = start + 1
  while (row < rowCount && columns.every((column) => column[row] === column[start])) row += 1
  return row
}

/** The groups where no ties are known: a bag if no order is asked for, else the very sequence. */
export function plainGroups(rows: number, ordered: boolean): readonly Group[] {
  return ordered ? eachRow(rows) : oneBag(rows)
}

/** Whether the groups leave more than one right answer: different rows in a run, or a choice among them. */
export function hasTies(pool: Grid, groups: readonly Group[]): boolean {
  return groups.some(({ wanted }) => lengthOf(wanted) > 1 && countRows(pool.columns, wanted).size > 1)
}
