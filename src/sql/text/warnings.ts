/** What in a query's text makes its result less certain than it looks. */
import { remember } from '../remember.ts'
import { isWord, LONGEST_READ, meaningful } from './lex.ts'

const CLOCK_WORDS = ['CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP', 'LOCALTIME', 'LOCALTIMESTAMP']
const UNSTEADY = [
  'RANDOM',
  'RAND',
  'RANDOMBLOB',
  'UUID',
  'GEN_RANDOM_UUID',
  'NOW',
  'CURDATE',
  'CURTIME',
  'SYSDATE',
]
const DATE_FUNCTIONS = ['DATE', 'TIME', 'DATETIME', 'JULIANDAY', 'STRFTIME', 'UNIXEPOCH']

/** Whether a query asks for chance or for the present time, so that it may answer differently the next time. */
export const isNondeterministic: (sql: string) => boolean = remember(5_000, (sql) => {
  if (sql.length > LONGEST_READ) return false
  const pieces = meaningful(sql)
  const asksNow = pieces.some((p) => p.kind === 'string' && p.text.toLowerCase() === "'now'")
  return pieces.some((piece, i) => {
    const called = pieces[i + 1]?.text === '('
    if (isWord(piece, ...CLOCK_WORDS)) return true
    if (called && isWord(piece, ...UNSTEADY)) return true
    return called && isWord(piece, ...DATE_FUNCTIONS) && (asksNow || pieces[i + 2]?.text === ')')
  })
})

/**
 * The texts in double quotes that name nothing, and that SQLite therefore reads as string literals.
 *
 * @param names the schema's tables and columns in lower case; aliases of the query itself are found here
 */
export function literalsInDoubleQuotes(sql: string, names: ReadonlySet<string>): readonly string[] {
  if (sql.length > LONGEST_READ) return []
  const pieces = meaningful(sql)
  const own = new Set(pieces.filter((p) => p.kind === 'word').map((p) => p.text.toLowerCase()))
  for (const [i, piece] of pieces.entries()) {
    if (isWord(pieces[i - 1], 'AS') && piece.kind === 'quoted') own.add(inside(piece.text))
  }
  const quoted = pieces
    .filter((p) => p.kind === 'quoted' && p.text.startsWith('"'))
    .map((p) => inside(p.text))
  return quoted.filter((text) => !names.has(text) && !own.has(text))
}

function inside(quoted: string): string {
  return quoted.slice(1, -1).replaceAll('""', '"').toLowerCase()
}
