/** Which rows an answer must have, and which it may have, once ties in the order asked for are allowed for. */
import type { Execution, Rows } from '../../model/execution.ts'
import type { Grid, Table } from '../equality/intern.ts'
import { countRows, eachRow, type Group, holds, identity, lengthOf, oneBag } from '../equality/matching.ts'
import type { AskedOrder } from './asked-order.ts'

/** The rows among which right answers are found, before they are interned with the other side's. */
export interface Pool {
  /** The outputs of the query, and nothing else. */
  readonly table: Table
  /** The sorting keys of those rows, as columns; undefined if only the very sequence is known to be right. */
  readonly keys: Table | undefined
  /** How many rows of the pool lie before the first row of the answer. */
  readonly offset: number
}

/**
 * The pool of an answer: its own rows, or, where LIMIT cut them or a key is not among them, those of the auxiliary query.
 *
 * @param shown what `asked.auxiliary` gave; without it only the very sequence is known to be right
 */
export function poolOf(answer: Rows, asked: AskedOrder | undefined, shown: Execution | undefined): Pool {
  const own = { table: answer, keys: undefined, offset: 0 }
  if (!asked?.keys) return own
  const all = asked.auxiliary === undefined ? answer : shown
  if (all?.kind !== 'rows') return own
  const places = asked.keys.map((key) =>
    key.in === 'output' ? key.column : answer.columns.length + key.column,
  )
  if (places.some((place) => place >= all.columns.length)) return own
  const outputs = identity(answer.columns.length)
  return {
    table: project(all, outputs),
    keys: project(all, places),
    offset: asked.auxiliary === undefined ? 0 : asked.offset,
  }
}

function project(table: Table, places: readonly number[]): Table {
  return {
    columns: places.map((place) => table.columns[place]!),
    rows: table.rows.map((row) => places.map((place) => row[place]!)),
  }
}

/**
 * The groups of a pool of which an answer of so many rows is made: a run of equal keys each, cut at both ends of the
 * answer. What the query itself answered has to fit, else the keys are not to be trusted and the sequence decides.
 *
 * @param own what the query itself answered, interned with the pool
 */
export function groupsOf(pool: Grid, keys: Grid, own: Grid, offset: number): readonly Group[] | undefined {
  const end = offset + own.rowCount
  if (end > pool.rowCount) return undefined
  const groups: Group[] = []
  for (let start = 0; start < end; ) {
    const stop = endOfRun(keys, start)
    const given = [Math.max(start, offset) - offset, Math.min(stop, end) - offset] as const
    if (given[1] > given[0]) groups.push({ wanted: [start, stop], given })
    start = stop
  }
  return holds({ gold: pool, prediction: own, groups }, identity(own.columns.length)) ? groups : undefined
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
