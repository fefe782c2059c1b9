/** The tokens and comments of a SQL text. */
import { Dialect, tokenize } from '@polyglot-sql/sdk'
import { hasDoubledQuotes, withoutStandIns, withStandIns } from '../../doubled-quotes.ts'
import { type Token, toUnits } from './spans.ts'
import { isRaw, type Raw } from './tree.ts'

/** Tokens with their places in UTF-16 units, and comments without their marks; none of a text that is no SQL. */
export function readTokens(sql: string): { tokens: Token[]; comments: string[] } {
  const units = toUnits(sql)
  const standsIn = hasDoubledQuotes(sql)
  const found = tokenize(standsIn ? withStandIns(sql) : sql, Dialect.SQLite).tokens ?? []
  const raw = (standsIn ? withoutStandIns(found) : found) as unknown as Raw[]
  const tokens = raw.map((token): Token => {
    const span = isRaw(token.span) ? token.span : {}
    return {
      type: String(token.token_type),
      text: String(token.text),
      span: [units(Number(span.start)), units(Number(span.end))],
    }
  })
  const comments = raw.flatMap(({ comments: before, trailing_comments: after }) =>
    [before, after].flatMap((list) => (Array.isArray(list) ? list.map(withoutMarks) : [])),
  )
  return { tokens, comments }
}

function withoutMarks(comment: unknown): string {
  return String(comment)
    .replace(/^\/\*|\*\/$/g, '')
    .trim()
}
