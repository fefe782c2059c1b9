/** Where the values of one sorting key can be read: among a query's outputs, or in a further column that shows them. */
import { isWord, type Piece } from '../text/lex.ts'
import { type Clauses, type Output, type Stretch, unquoted, withoutParentheses } from './clauses.ts'

/** No engine takes more outputs and keys than this, and looking through more would take long. */
const MOST_COMPARED = 1_000_000

export function isTooMany({ outputs, order }: Clauses): boolean {
  return outputs.length * order.length > MOST_COMPARED
}

/**
 * The output that a key is, counted from 0, or the text of a column that shows it; undefined if it is neither.
 *
 * An output or key that is a plain column may have a collation, under which unequal texts tie: its rank shows that.
 */
export function sortingKey(key: Stretch, clauses: Clauses): number | string | undefined {
  const { outputs, sql, compound } = clauses
  const countable = !outputs.some((output) => output.star)
  const { bare, collation } = withoutCollation(withoutParentheses(key.pieces))
  const place = placeAmong(bare, outputs)
  if (compound) return collation || (!countable && !isPosition(bare)) ? undefined : placeOrNone(place)
  const output = outputs[place]
  if (isPosition(bare) && (!countable || !output)) return place
  if (!output) return column(withAliasesWrittenOut(key, clauses), hasCollation(key.pieces))
  const collated = collation !== '' || hasCollation(output.pieces)
  if (!collated && countable) return place
  return column(`${sql.slice(output.start, output.end)}${collation}`, collated)
}

function column(text: string, collated: boolean): string {
  return collated ? `dense_rank() OVER (ORDER BY ${text})` : `(${text})`
}

function placeOrNone(place: number): number | undefined {
  return place === -1 ? undefined : place
}

function isPosition([first, ...more]: readonly Piece[]): boolean {
  return more.length === 0 && /^\d+$/.test(first!.text)
}

function withoutCollation(pieces: readonly Piece[]): { bare: readonly Piece[]; collation: string } {
  const [word, name] = pieces.slice(-2)
  if (pieces.length < 3 || !isWord(word, 'COLLATE')) return { bare: pieces, collation: '' }
  return { bare: withoutParentheses(pieces.slice(0, -2)), collation: ` COLLATE ${name!.text}` }
}

/** Plain columns have the collation that they are declared with, and keep it through `+` and CAST; COLLATE gives one. */
function hasCollation(pieces: readonly Piece[]): boolean {
  const plain = pieces.every((piece) => isName(piece) || piece.text === '.' || piece.text === '+')
  return plain || isWord(pieces[0], 'CAST') || pieces.some((piece) => isWord(piece, 'COLLATE'))
}

/** The output that a key names by its position, its alias, or as it is written; -1 if none. */
function placeAmong(pieces: readonly Piece[], outputs: readonly Output[]): number {
  const [first] = pieces
  if (isPosition(pieces)) return Number(first!.text) - 1
  if (pieces.length === 1) {
    const name = fold(unquoted(first!))
    const byAlias = outputs.findIndex(({ alias }) => alias !== undefined && fold(alias) === name)
    if (byAlias !== -1) return byAlias
  }
  return outputs.findIndex((output) => sameExpression(output.pieces, pieces))
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

/** A key as a column: an expression in ORDER BY may name aliases, one among the outputs may not. */
function withAliasesWrittenOut(key: Stretch, { outputs, sql }: Clauses): string {
  const byAlias = new Map(outputs.flatMap((one) => (one.alias === undefined ? [] : [[fold(one.alias), one]])))
  let text = ''
  let from = key.start
  for (const [i, piece] of key.pieces.entries()) {
    const alone = key.pieces[i - 1]?.text !== '.' && !['.', '('].includes(key.pieces[i + 1]?.text ?? '')
    const meant = alone && isName(piece) && byAlias.get(fold(unquoted(piece)))
    if (!meant) continue
    text += sql.slice(from, piece.start) + columnElseAlias(unquoted(piece), sql.slice(meant.start, meant.end))
    from = piece.start + piece.text.length
  }
  return text + sql.slice(from, key.end)
}

/**
 * Inside an expression a name is a column of FROM if there is one, and only else an alias. Which it is only the engine
 * knows: to SQLite a name in double quotes that no column has is a text, namely the name itself.
 */
function columnElseAlias(name: string, expression: string): string {
  const [quoted, text] = [`"${name.replaceAll('"', '""')}"`, `'${name.replaceAll("'", "''")}'`]
  return `(CASE WHEN ${quoted} = ${text} THEN (${expression}) ELSE ${quoted} END)`
}

function fold(name: string): string {
  return name.toLowerCase()
}
