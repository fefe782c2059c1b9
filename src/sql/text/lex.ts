/** SQL text cut into pieces, each with its place; every text can be cut, and the pieces joined give the text again. */

export type PieceKind = 'space' | 'comment' | 'string' | 'quoted' | 'number' | 'word' | 'symbol'

export interface Piece {
  readonly kind: PieceKind
  readonly text: string
  /** Where it begins, in UTF-16 units. */
  readonly start: number
  /** Parentheses open before it; the parentheses themselves count as outside. */
  readonly depth: number
}

const PATTERNS: readonly (readonly [PieceKind, RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y],
  ['string', /x?'(?:[^']|'')*(?:'|$)/iy],
  ['quoted', /"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$)/y],
  ['number', /0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy],
  ['word', /[\p{L}_][\p{L}\p{M}\p{N}_$]*/uy],
  ['symbol', /->>|\|\||<=|>=|<>|!=|==|<<|>>|->|::|[\s\S]/uy],
]

/**
 * Cuts SQL into pieces by SQLite's rules: `'…'` and `x'…'` are strings; `"…"`, `` `…` `` and `[…]` are quoted names;
 * what is not closed runs to the end.
 */
export function lex(sql: string): readonly Piece[] {
  const pieces: Piece[] = []
  let depth = 0
  for (let start = 0; start < sql.length; ) {
    const [kind, text] = pieceAt(sql, start)
    if (text === ')') depth = Math.max(0, depth - 1)
    pieces.push({ kind, text, start, depth })
    if (text === '(') depth += 1
    start += text.length
  }
  return pieces
}

/** What is longer, in UTF-16 units, is not read for its meaning: no person wrote it, and reading it takes long. */
export const LONGEST_READ = 1_000_000

/** The pieces that mean something: no space, no comments. */
export function meaningful(sql: string): readonly Piece[] {
  return lex(sql).filter((piece) => piece.kind !== 'space' && piece.kind !== 'comment')
}

/** Whether a text holds no statement: nothing but space, comments and `;`. */
export function isBlank(sql: string): boolean {
  return meaningful(sql).every((piece) => piece.text === ';')
}

/** Whether a piece is one of these words, given in upper case. */
export function isWord(piece: Piece | undefined, ...words: readonly string[]): boolean {
  return piece?.kind === 'word' && words.includes(piece.text.toUpperCase())
}

function pieceAt(sql: string, start: number): readonly [PieceKind, string] {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = start
    const found = pattern.exec(sql)
    if (found) return [kind, found[0]]
  }
  return ['symbol', sql[start]!]
}
