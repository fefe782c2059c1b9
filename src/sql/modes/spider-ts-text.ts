/** What test-suite-sql-eval does to the text of a query before it runs it, its slips included. */
import { remember } from '../remember.ts'

/**
 * The token rules of sqlparse that decide what is one token `distinct` and where the first statement ends. A backslash
 * escapes a quote; a quote that is never closed is a token of its own.
 *
 * @source https://github.com/andialbrecht/sqlparse, 0.4.4
 */
const TOKEN = new RegExp(
  [
    String.raw`(?:--|# )[^\r\n]*`,
    String.raw`/\*[\s\S]*?\*/`,
    '`(?:``|[^`])*`',
    '´(?:´´|[^´])*´',
    String.raw`(?<![\p{L}\p{N}_])[$:?][\p{L}\p{N}_]+`,
    String.raw`\\[\p{L}\p{N}_]+`,
    String.raw`(?:@|##|#)[A-ZÀ-Ü][\p{L}\p{N}_]+`,
    String.raw`'(?:''|\\'|[^'])*'`,
    String.raw`"(?:""|\\"|[^"])*"`,
    String.raw`(?<![\p{L}\p{N}_\])])\[[^\]\[]+\]`,
    String.raw`[\p{L}\p{N}_][$#\p{L}\p{N}_]*`,
    String.raw`[\s\S]`,
  ].join('|'),
  'giu',
)

/** Mends `> =`, `< =` and `! =`, inside of literals too, and does no more: the variant that keeps DISTINCT. */
export function mended(sql: string): string {
  return sql.replaceAll('> =', '>=').replaceAll('< =', '<=').replaceAll('! =', '!=')
}

/** `YEAR(CURDATE())` becomes 2020 as the query runs, after its order has been looked for. */
export function yearReplaced(sql: string): string {
  return sql.replace(/YEAR\s*\(\s*CURDATE\s*\(\s*\)\s*\)\s*/gi, '2020')
}

/** Every token `distinct` taken out wherever it stands, and everything behind the first statement. */
export const withoutDistinct: (sql: string) => string = remember(5_000, (sql) => {
  const tokens = firstStatement(sql.match(TOKEN) ?? [])
  return tokens.filter((token) => token.toLowerCase() !== 'distinct').join('')
})

function firstStatement(tokens: readonly string[]): readonly string[] {
  let level = 0
  for (const [i, token] of tokens.entries()) {
    if (token === '(') level += 1
    if (token === ')' || token.toUpperCase() === 'END') level -= 1
    if (token === ';' && level <= 0) return tokens.slice(0, i + 1)
  }
  return tokens
}
