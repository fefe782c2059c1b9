/** The clauses of a query's outermost SELECT, found in its pieces without a parser, so that its text can be spliced. */
import { isWord, meaningful, type Piece } from '../text/lex.ts'

/** Pieces between two places of the text, end exclusive. */
export interface Stretch {
  readonly pieces: readonly Piece[]
  readonly start: number
  readonly end: number
}

export interface Clauses {
  /** The text that the places refer to. */
  readonly sql: string
  /** Each output of the (first) SELECT, without its alias. */
  readonly outputs: readonly Output[]
  readonly distinct: boolean
  /** UNION, INTERSECT or EXCEPT joins several SELECTs. */
  readonly compound: boolean
  /** The expressions of the trailing ORDER BY, with ASC, DESC and NULLS left out; none if there is no ORDER BY. */
  readonly order: readonly Stretch[]
  /** Where the query begins, without parentheses round the whole. */
  readonly startOfQuery: number
  /** Where further outputs could be written: behind the last one. */
  readonly endOfOutputs: number
  /** Where LIMIT, OFFSET or FETCH begin, or the end of the query. */
  readonly startOfLimit: number
  /** The pieces from there on. */
  readonly limit: readonly Piece[]
}

export interface Output extends Stretch {
  /** The alias as written, without quotes; undefined if it has none. */
  readonly alias?: string
  /** `*` or `t.*`. */
  readonly star: boolean
}

const AFTER_OUTPUTS = [
  ...['FROM', 'WHERE', 'GROUP', 'HAVING', 'WINDOW', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'FOR'],
  ...['UNION', 'INTERSECT', 'EXCEPT', 'INTO'],
]

/** Finds the clauses; undefined if the text has no SELECT at its outermost level. */
export function clausesOf(sql: string): Clauses | undefined {
  const pieces = unwrapped(meaningful(sql))
  const depth = pieces[0]?.depth ?? 0
  const at = (from: number, ...words: string[]) =>
    pieces.findIndex((p, i) => i >= from && p.depth === depth && isWord(p, ...words))
  const select = at(0, 'SELECT')
  if (select === -1) return undefined
  const end = endOf(pieces, pieces.length, sql.length)
  const stop = endOfList(pieces, select + 1, depth)
  const quantified = isWord(pieces[select + 1], 'DISTINCT', 'ALL')
  const orderFrom = lastOrder(pieces, depth)
  const limitFrom = at(Math.max(stop, orderFrom), 'LIMIT', 'OFFSET', 'FETCH')
  const limitAt = limitFrom === -1 ? pieces.length : limitFrom
  const order = orderFrom === -1 ? [] : split(pieces.slice(orderFrom + 2, limitAt), depth)
  return {
    sql,
    outputs: split(pieces.slice(select + (quantified ? 2 : 1), stop), depth).map(outputOf),
    distinct: isWord(pieces[select + 1], 'DISTINCT'),
    compound: at(stop, 'UNION', 'INTERSECT', 'EXCEPT') !== -1,
    order: order.map(withoutDirection),
    startOfQuery: pieces[0]!.start,
    endOfOutputs: endOf(pieces, stop, end),
    startOfLimit: endOf(pieces, limitAt, end),
    limit: pieces.slice(limitAt),
  }
}

/** The pieces without a last `;` and without parentheses round the whole. */
function unwrapped(all: readonly Piece[]): readonly Piece[] {
  const end = all.findLastIndex((piece) => piece.text !== ';') + 1
  return withoutParentheses(end === all.length ? all : all.slice(0, end))
}

/** The pieces without any pairs of parentheses round all of them; in one pass, for a text may nest them very deeply. */
export function withoutParentheses(pieces: readonly Piece[]): readonly Piece[] {
  const pairs = parenthesesOf(pieces)
  let left = 0
  while (left < pieces.length - 1 - left && pairs.get(left) === pieces.length - 1 - left) left += 1
  return left === 0 ? pieces : pieces.slice(left, pieces.length - left)
}

/** Where each parenthesis that is closed is closed. */
function parenthesesOf(pieces: readonly Piece[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  if (pieces[0]?.text !== '(') return pairs
  const open: number[] = []
  for (const [place, { text }] of pieces.entries()) {
    if (text === '(') open.push(place)
    else if (text === ')') pairs.set(open.pop() ?? -1, place)
  }
  return pairs
}

/** Where the piece before this one ends. */
function endOf(pieces: readonly Piece[], index: number, otherwise: number): number {
  const before = pieces[index - 1]
  return before ? before.start + before.text.length : otherwise
}

/** Where the list of outputs ends. `IS [NOT] DISTINCT FROM` is an operator inside of it. */
function endOfList(pieces: readonly Piece[], from: number, depth: number): number {
  const found = pieces.findIndex(
    (p, i) =>
      i >= from &&
      p.depth === depth &&
      isWord(p, ...AFTER_OUTPUTS) &&
      !(i > from && isOperator(pieces, i, from)),
  )
  return found === -1 ? pieces.length : found
}

function isOperator(pieces: readonly Piece[], index: number, from: number): boolean {
  return isWord(pieces[index], 'FROM') && isWord(pieces[index - 1], 'DISTINCT') && index - 1 > from
}

function lastOrder(pieces: readonly Piece[], depth: number): number {
  return pieces.findLastIndex(
    (p, i) => p.depth === depth && isWord(p, 'ORDER') && isWord(pieces[i + 1], 'BY'),
  )
}

function split(pieces: readonly Piece[], depth: number): readonly Stretch[] {
  const lists: Piece[][] = [[]]
  for (const piece of pieces) {
    if (piece.text === ',' && piece.depth === depth) lists.push([])
    else lists.at(-1)!.push(piece)
  }
  return lists.filter((list) => list.length > 0).map(stretch)
}

function stretch(pieces: readonly Piece[]): Stretch {
  const last = pieces.at(-1)!
  return { pieces, start: pieces[0]!.start, end: last.start + last.text.length }
}

function withoutDirection({ pieces }: Stretch): Stretch {
  let kept = pieces
  if (isWord(kept.at(-2), 'NULLS')) kept = kept.slice(0, -2)
  if (kept.length > 1 && isWord(kept.at(-1), 'ASC', 'DESC')) kept = kept.slice(0, -1)
  return stretch(kept)
}

const NO_END_OF_EXPRESSION = [
  'AND',
  'OR',
  'NOT',
  'IN',
  'LIKE',
  'GLOB',
  'IS',
  'BETWEEN',
  'CASE',
  'WHEN',
  'THEN',
  'ELSE',
]

function outputOf({ pieces, ...place }: Stretch): Output {
  const last = pieces.at(-1)!
  const before = pieces.at(-2)
  const star = last.text === '*' && (pieces.length === 1 || before?.text === '.')
  const isName =
    last.kind === 'quoted' || last.kind === 'string' || (last.kind === 'word' && !isWord(last, 'END', 'NULL'))
  if (!before || !isName) return { pieces, ...place, star }
  const explicit = isWord(before, 'AS')
  const implicit =
    before.text === ')' || (before.kind !== 'symbol' && !isWord(before, ...NO_END_OF_EXPRESSION))
  if (!explicit && !implicit) return { pieces, ...place, star }
  return { ...stretch(pieces.slice(0, explicit ? -2 : -1)), alias: unquoted(last), star }
}

/** The name that a piece writes, without its quotes. */
export function unquoted({ kind, text }: Piece): string {
  return kind === 'word' ? text : text.slice(1, -1)
}
