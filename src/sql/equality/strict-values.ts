/** When two values are the same value in mode `strict`: EVALUATION's rule 5, as keys and a tolerance for reals. */
import type { Cell } from '../../model/cell.ts'
import { type Grid, internByKey, type Table } from './intern.ts'

/** How far apart two numbers may lie, at least one of them a real. */
export interface Tolerance {
  /** Of the larger magnitude. */
  readonly relative: number
  readonly absolute: number
}

export const EXACT_ENOUGH: Tolerance = { relative: 1e-9, absolute: 1e-12 }

/**
 * Interns tables by strict equality: NULL only with NULL, integers and decimals exactly and with each other, reals
 * within the tolerance, text by code point, bytes by bytes, booleans only with booleans, dates and times by their type.
 */
export function internStrictly(
  tables: readonly Table[],
  tolerance: Tolerance = EXACT_ENOUGH,
): readonly Grid[] {
  const classes = realClasses(tables, tolerance)
  return internByKey(tables, (cell, type) => {
    const key = strictKey(cell, type)
    return typeof key === 'number' ? (classes.get(key) ?? key) : key
  })
}

const DECIMAL = /^(?:numeric|decimal|number|bigint|int\d*|integer|hugeint|u?(?:big|huge|small|tiny)int|money)/
const TEMPORAL = /^(?:date|time|interval|year)/
const PLAIN_NUMBER = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/

/** What a cell is equal by: a bigint for exact whole numbers, a number for reals, a marked text for the rest. */
function strictKey(cell: Cell, type: string): unknown {
  if (cell === null || typeof cell === 'bigint' || typeof cell === 'boolean' || typeof cell === 'number')
    return cell
  if (cell instanceof Uint8Array) return `x${Buffer.from(cell).toString('hex')}`
  if (DECIMAL.test(type)) return decimalKey(cell)
  return TEMPORAL.test(type) ? `t${type} ${cell}` : `s${cell}`
}

/** A decimal text without needless zeros; whole ones as bigint, so that they meet integers. */
function decimalKey(text: string): unknown {
  const parts = PLAIN_NUMBER.exec(text)
  if (!parts) return `s${text}`
  const [, sign, whole, fraction] = parts
  const digits = sign === '-' ? `-${whole}` : whole!
  return fraction ? `d${digits}.${fraction}` : BigInt(digits)
}

/**
 * For each finite real, what it is equal by: the nearest exact number within the tolerance, else the
 * first of its run of reals, each within the tolerance of the one before.
 */
function realClasses(tables: readonly Table[], tolerance: Tolerance): ReadonlyMap<number, unknown> {
  const found = collectNumbers(tables)
  if (found.reals.size === 0) return new Map()
  const near = (a: number, b: number) =>
    Math.abs(a - b) <= Math.max(tolerance.absolute, tolerance.relative * Math.max(Math.abs(a), Math.abs(b)))
  const exact = [...found.exact].sort((a, b) => a[0] - b[0])
  const classes = new Map<number, unknown>()
  let previous: number | undefined
  for (const real of [...found.reals].sort((a, b) => a - b)) {
    const closest = nearestOf(exact, real)
    if (closest && near(closest[0], real)) classes.set(real, closest[1])
    else if (previous !== undefined && near(previous, real)) classes.set(real, classes.get(previous))
    else classes.set(real, real)
    previous = real
  }
  return classes
}

/** The finite reals, and the exact numbers by size with their keys. */
function collectNumbers(tables: readonly Table[]) {
  const reals = new Set<number>()
  const exact = new Map<number, unknown>()
  for (const { columns, rows } of tables) {
    for (const row of rows) {
      for (const [place, cell] of row.entries()) {
        const key = cell === null ? cell : strictKey(cell, columns[place]!.type)
        if (Number.isFinite(key)) reals.add(key as number)
        else if (typeof key === 'bigint') exact.set(Number(key), key)
        else if (typeof key === 'string' && key[0] === 'd') exact.set(Number(key.slice(1)), key)
      }
    }
  }
  return { reals, exact }
}

function nearestOf(sorted: readonly (readonly [number, unknown])[], to: number) {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]![0] < to) low = middle + 1
    else high = middle
  }
  const [below, above] = [sorted[low - 1], sorted[low]]
  if (!below || !above) return below ?? above
  return to - below[0] <= above[0] - to ? below : above
}
