/** The text of a query with everything left out that cannot change its meaning: what `same-text` compares. */
import type { EngineName } from '../../model/source.ts'
import { remember } from '../remember.ts'
import { LONGEST_READ, meaningful } from './lex.ts'

/**
 * A query's text without differences of white space, comments, a last `;`, and the case of words outside of literals
 * and quoted names.
 *
 * Where names may tell case apart (MySQL), case is kept; where a backslash may escape a quote, and in more than a
 * million characters, the text is only trimmed.
 */
export function canonicalText(sql: string, engine: EngineName = 'sqlite'): string {
  if (sql.length > LONGEST_READ) return sql.trim()
  if (engine !== 'sqlite' && /[\\$#]/.test(sql)) return sql.trim()
  return engine === 'mysql' ? joined(sql, false) : folded(sql)
}

const folded = remember(2_000, (sql) => joined(sql, true))

function joined(sql: string, fold: boolean): string {
  const pieces = [...meaningful(sql)]
  while (pieces.at(-1)?.text === ';') pieces.pop()
  return pieces
    .map((p) => (fold && (p.kind === 'word' || p.kind === 'number') ? p.text.toLowerCase() : p.text))
    .join(' ')
}
