/** The order that a query asks for: by which keys, whether it cuts, and the query that would show the keys. */
import { remember } from '../remember.ts'
import { isWord, type Piece } from '../text/lex.ts'
import { type Clauses, clausesOf, type Output, type Stretch, unquoted } from './clauses.ts'

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
  /** Rows left out at the beginning. */
  readonly offset: number
  /** The query without its limit and with the keys that are no outputs as further columns; undefined where not needed. */
  readonly auxiliary: string | undefined
}

/**
 * The order that the outermost ORDER BY of a query asks for. One inside a subquery, a CTE, a window or an aggregate
 * does not count; the trailing one of a set operation does.
 *
 * @returns undefined if it asks for none
 */
export const askedOrder: (sql: string) => AskedOrder | undefined = remember(5_000, readOrder)

function readOrder(sql: string): AskedOrder | undefined {
  const clauses = clausesOf(sql)
  if (!clauses || clauses.order.length === 0) return undefined
  const limited = clauses.limit.length > 0
  const offset = offsetOf(clauses.limit)
  const random = clauses.order.findIndex(isRandom)
  const wanted = random === -1 ? clauses.order : clauses.order.slice(0, random)
  const found = wanted.map((key) => findKey(key, clauses))
  if (offset === undefined || found.some((key) => key === undefined)) {
    return { keys: undefined, limited, offset: 0, auxiliary: undefined }
  }
  const added = found.filter((key) => typeof key === 'string')
  const keys = found.map((key) => placeOf(key!, added))
  const auxiliary = limited || added.length > 0 ? auxiliaryQuery(clauses, added) : undefined
  return { keys, limited, offset, auxiliary }
}

function placeOf(key: number | string, added: readonly string[]): KeyPlace {
  return typeof key === 'number' ? { in: 'output', column: key } : { in: 'added', column: added.indexOf(key) }
}

function auxiliaryQuery(clauses: Clauses, added: readonly string[]): string {
  const { sql, startOfQuery, endOfOutputs, startOfLimit } = clauses
  const columns = added.map((key) => `, (${key})`).join('')
  return `${sql.slice(startOfQuery, endOfOutputs)}${columns}${sql.slice(endOfOutputs, startOfLimit)}`
}

/** What SQLite's collations hold equal, as functions: a key is given back as it is stored. */
const FOLDING: Readonly<Record<string, string>> = { NOCASE: 'lower', RTRIM: 'rtrim' }

/** The output that a key is, or its text as a further column; undefined if it is neither. */
function findKey(key: Stretch, clauses: Clauses): number | string | undefined {
  const [first] = key.pieces
  if (key.pieces.length === 1 && /^\d+$/.test(first!.text)) return Number(first!.text) - 1
  const countable = !clauses.outputs.some((output) => output.star)
  const place = outputFor(key, clauses.outputs)
  if (place !== -1 && countable) return place
  if (clauses.compound || clauses.distinct) return undefined
  const folding = FOLDING[key.pieces.at(-1)!.text.toUpperCase()]
  if (folding && isWord(key.pieces.at(-2), 'COLLATE'))
    return `${folding}(${withAliasesWrittenOut(key, clauses)})`
  if (place !== -1) return textOf(clauses.outputs[place]!, clauses.sql)
  return withAliasesWrittenOut(key, clauses)
}

function outputFor(key: Stretch, outputs: readonly Output[]): number {
  const [first] = key.pieces
  if (key.pieces.length === 1) {
    const byAlias = outputs.findIndex(
      ({ alias }) => alias !== undefined && fold(alias) === fold(unquoted(first!)),
    )
    if (byAlias !== -1) return byAlias
  }
  return outputs.findIndex((output) => sameExpression(output.pieces, key.pieces))
}

/** The same pieces, or the same column with its table named on one side only. */
function sameExpression(a: readonly Piece[], b: readonly Piece[]): boolean {
  if (a.length === b.length) return a.every((piece, i) => sameName(piece, b[i]!))
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return (
    short.length === 1 &&
    isName(short[0]!) &&
    long.length === 3 &&
    long[1]!.text === '.' &&
    sameName(short[0]!, long[2]!)
  )
}

function isName(piece: Piece): boolean {
  return piece.kind === 'word' || piece.kind === 'quoted'
}

function sameName(a: Piece, b: Piece): boolean {
  if (!isName(a) || !isName(b)) return a.text === b.text
  return fold(unquoted(a)) === fold(unquoted(b))
}

/** A key as a column: ORDER BY may name aliases inside an expression, a list of outputs may not. */
function withAliasesWrittenOut(key: Stretch, { outputs, sql }: Clauses): string {
  let text = ''
  let from = key.start
  for (const [i, piece] of key.pieces.entries()) {
    const alone = key.pieces[i - 1]?.text !== '.' && !['.', '('].includes(key.pieces[i + 1]?.text ?? '')
    const meant =
      alone && isName(piece) && outputs.find(({ alias }) => alias && fold(alias) === fold(unquoted(piece)))
    if (!meant) continue
    text += `${sql.slice(from, piece.start)}(${textOf(meant, sql)})`
    from = piece.start + piece.text.length
  }
  return text + sql.slice(from, key.end)
}

function textOf({ start, end }: Stretch, sql: string): string {
  return sql.slice(start, end)
}

function isRandom({ pieces }: Stretch): boolean {
  return pieces.some(
    (piece, i) => isWord(piece, 'RANDOM', 'RAND', 'RANDOMBLOB', 'UUID') && pieces[i + 1]?.text === '(',
  )
}

/** Rows left out by OFFSET, or by the first number of `LIMIT a, b`; undefined if that is no plain number. */
function offsetOf(limit: readonly Piece[]): number | undefined {
  const word = limit.findIndex((piece) => isWord(piece, 'OFFSET'))
  const comma = limit.findIndex((piece) => piece.text === ',')
  if (word === -1 && comma === -1) return 0
  const number = word === -1 ? limit[comma - 1] : limit[word + 1]
  return number?.kind === 'number' && /^\d+$/.test(number.text) ? Number(number.text) : undefined
}

function fold(name: string): string {
  return name.toLowerCase()
}
