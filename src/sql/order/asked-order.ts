/** The order that a query asks for: by which keys, whether it cuts, and the query that would show the keys. */
import { remember } from '../remember.ts'
import { isWord, LONGEST_READ, type Piece } from '../text/lex.ts'
import { type Clauses, clausesOf } from './clauses.ts'
import { isTooMany, sortingKey } from './sorting-key.ts'

/** Where the values of one sorting key are found. */
export type KeyPlace =
  /** Among the outputs of the query itself, counted from 0. */
  | { readonly in: 'output'; readonly column: number }
  /** Among the columns that the auxiliary query adds, counted from 0. */
  | { readonly in: 'added'; readonly column: number }

export interface AskedOrder {
  /**
   * The keys in order; none where the order is random. Undefined if they cannot be told: then only the very sequence
   * that the query gave is known to be right.
   */
  readonly keys: readonly KeyPlace[] | undefined
  /** LIMIT, OFFSET or FETCH leave rows out. */
  readonly limited: boolean
  /** Rows left out at the beginning; where the query computes them, the place of their number. */
  readonly offset: number | KeyPlace
  /** Equal rows are one: a row that comes with several keys has no certain place. */
  readonly distinct: boolean
  /**
   * The query without its limit and with what is no output as further columns: keys, and an offset that is computed. A
   * key that is a column is shown by its rank, so that the engine tells by its own collations what ties. Undefined
   * where not needed.
   */
  readonly auxiliary: string | undefined
}

/**
 * The order that the outermost ORDER BY of a query asks for. One inside a subquery, a CTE, a window or an aggregate
 * does not count; the trailing one of a set operation does. A text of more than a million characters is not read: it
 * is taken to ask for an order that cannot be told.
 *
 * @returns undefined if it asks for none
 */
export const askedOrder: (sql: string) => AskedOrder | undefined = remember(5_000, readOrder)

const UNKNOWN = { keys: undefined, offset: 0, distinct: false, auxiliary: undefined } as const

function readOrder(sql: string): AskedOrder | undefined {
  if (sql.length > LONGEST_READ) return { ...UNKNOWN, limited: true }
  const clauses = clausesOf(sql)
  if (!clauses || clauses.order.length === 0) return undefined
  const { compound, distinct, order, limit } = clauses
  const limited = limit.length > 0
  const random = order.findIndex(isRandom)
  const wanted = random === -1 ? order : order.slice(0, random)
  const found = isTooMany(clauses) ? [undefined] : wanted.map((key) => sortingKey(key, clauses))
  const offset = offsetIn(clauses)
  const unknown = found.includes(undefined) || (compound && typeof offset === 'string')
  if (unknown) return { ...UNKNOWN, limited }
  const added = [...found, offset].filter((one) => typeof one === 'string')
  const placeOf = (one: number | string): KeyPlace =>
    typeof one === 'number' ? { in: 'output', column: one } : { in: 'added', column: added.indexOf(one) }
  return {
    keys: found.map((key) => placeOf(key!)),
    limited,
    offset: typeof offset === 'string' ? placeOf(offset) : offset,
    distinct,
    auxiliary: limited || added.length > 0 ? auxiliaryQuery(clauses, added) : undefined,
  }
}

function auxiliaryQuery(clauses: Clauses, added: readonly string[]): string {
  const { sql, startOfQuery, endOfOutputs, startOfLimit } = clauses
  const columns = added.map((column) => `, ${column}`).join('')
  return `${sql.slice(startOfQuery, endOfOutputs)}${columns}${sql.slice(endOfOutputs, startOfLimit)}`
}

function isRandom({ pieces }: { readonly pieces: readonly Piece[] }): boolean {
  return pieces.some(
    (piece, i) => isWord(piece, 'RANDOM', 'RAND', 'RANDOMBLOB', 'UUID') && pieces[i + 1]?.text === '(',
  )
}

/** Rows left out by OFFSET, or by the first part of `LIMIT a, b`: a number, or what computes it. */
function offsetIn({ limit, sql }: Clauses): number | string {
  const here = (piece: Piece) => piece.depth === limit[0]!.depth
  const word = limit.findIndex((piece) => here(piece) && isWord(piece, 'OFFSET'))
  const comma = limit.findIndex((piece) => here(piece) && piece.text === ',')
  if (word === -1 && comma === -1) return 0
  const from = word === -1 ? 1 : word + 1
  const end = limit.findIndex(
    (piece, i) => i >= from && here(piece) && (i === comma || isWord(piece, ...AFTER_OFFSET)),
  )
  const pieces = limit.slice(from, end === -1 ? undefined : end)
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (!first || !last) return 0
  const text = sql.slice(first.start, last.start + last.text.length)
  return /^\d+$/.test(text) ? Number(text) : `(${text})`
}

const AFTER_OFFSET = ['ROW', 'ROWS', 'FETCH', 'LIMIT', 'FOR']
