/** When two values are the same value in mode `strict`: EVALUATION's rule 5, as keys; reals within a tolerance are classes. */
import type { Cell } from '../../model/cell.ts'
import { type Grid, internByKey, type Table } from './intern.ts'
import { type FoundNumber, numberClasses, type Tolerance } from './number-classes.ts'

export const EXACT_ENOUGH: Tolerance = { relative: 1e-9, absolute: 1e-12 }

/** Tables of one side and of the other, interned together. */
export interface BothSides {
  readonly ours: readonly Grid[]
  readonly theirs: readonly Grid[]
}

/**
 * Interns the tables of two sides by strict equality: NULL only with NULL, integers and decimals exactly and with each
 * other, reals of one side with numbers of the other within the tolerance, text by code point, bytes by bytes, booleans
 * only with booleans, dates and times by their type.
 */
export function internStrictly(
  ours: readonly Table[],
  theirs: readonly Table[],
  tolerance: Tolerance = EXACT_ENOUGH,
): BothSides {
  const classes = numberClasses([numbersIn(ours), numbersIn(theirs)], tolerance)
  const grids = internByKey([...ours, ...theirs], (cell, type) => {
    const key = strictKey(cell, type)
    return classes.get(key) ?? key
  })
  return { ours: grids.slice(0, ours.length), theirs: grids.slice(ours.length) }
}

/** Interns one table without any tolerance, as an engine tells its own values apart. */
export function internExactly(table: Table): Grid {
  return internByKey([table], strictKey)[0]!
}

const DECIMAL = /^(?:numeric|decimal|number|bigint|int\d*|integer|hugeint|u?(?:big|huge|small|tiny)int|money)/
const TEMPORAL = /^(?:date|time|interval|year)/
const PLAIN_NUMBER = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/

/** What a cell is equal by: a number or, beyond 2^53, a bigint for what is a number; a marked text for the rest. */
function strictKey(cell: Cell, type: string): unknown {
  if (typeof cell === 'bigint') return wholeKey(cell)
  if (typeof cell === 'number') return isUnsafeWhole(cell) ? BigInt(cell) : cell
  if (cell === null || typeof cell === 'boolean') return cell
  if (cell instanceof Uint8Array) return `x${Buffer.from(cell).toString('hex')}`
  if (DECIMAL.test(type)) return decimalKey(cell)
  return TEMPORAL.test(type) ? `t${type} ${cell}` : `s${cell}`
}

function wholeKey(whole: bigint): unknown {
  const near = Number(whole)
  return Number.isSafeInteger(near) ? near : whole
}

function isUnsafeWhole(real: number): boolean {
  return Number.isInteger(real) && !Number.isSafeInteger(real)
}

/** A decimal text without needless zeros; whole ones as integers are, so that they meet. */
function decimalKey(text: string): unknown {
  const parts = PLAIN_NUMBER.exec(text)
  if (!parts) return `s${text}`
  const [, sign, whole, fraction] = parts
  const digits = sign === '-' ? `-${whole}` : whole!
  return fraction ? `d${digits}.${fraction}` : wholeKey(BigInt(digits))
}

/** The finite numbers of a side by their keys; none of the exact ones has a tolerance of its own. */
function numbersIn(tables: readonly Table[]): ReadonlyMap<unknown, FoundNumber> {
  const found = new Map<unknown, FoundNumber>()
  for (const { columns, rows } of tables) {
    for (const row of rows) {
      for (const [place, cell] of row.entries()) {
        const key = strictKey(cell, columns[place]!.type)
        const value = sizeOf(key)
        if (value === undefined) continue
        const exact = typeof cell !== 'number'
        if (exact || !found.has(key)) found.set(key, { value, exact })
      }
    }
  }
  return found
}

function sizeOf(key: unknown): number | undefined {
  if (typeof key === 'number') return Number.isFinite(key) ? key : undefined
  if (typeof key === 'bigint') return Number(key)
  return typeof key === 'string' && key[0] === 'd' ? Number(key.slice(1)) : undefined
}
