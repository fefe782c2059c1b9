/** What of a database may leave the machine: names only, values by their shape, or values. The one place that decides. */
import { type Cell, cellToJson, type JsonCell } from '../model/cell.ts'
import type { Egress } from '../model/source.ts'
import { oneLine } from './fence.ts'

/** What each policy lets out, to be shown before the first paid call. */
export const EGRESS_SAYS: Readonly<Record<Egress, string>> = {
  schema:
    'names, types and keys of tables and columns, and how many rows a query gives; no value and no description',
  masked: 'names, types, keys, descriptions, and the shape of values (Aa-99 for Bo-17)',
  rows: 'names, types, keys, descriptions, and values',
}

const LONGEST_CELL = 40

/**
 * A cell as a model may see it, on one line, in SQL's spelling.
 *
 * @returns undefined under `schema`, where no cell may be seen; `'Aa-99'` for `'Bo-17'` under `masked`
 */
export function cellText(cell: Cell | JsonCell, egress: Egress): string | undefined {
  if (egress === 'schema') return undefined
  const value = toJson(cell)
  if (value === null) return 'NULL'
  if (typeof value === 'object') return `<${Buffer.from(value.base64, 'base64').length} bytes>`
  const shown = egress === 'masked' ? shapeOf(String(value)) : String(value)
  const short = shorten(shown)
  return typeof value === 'string' ? `'${oneLine(short).replaceAll("'", "''")}'` : short
}

function toJson(cell: Cell | JsonCell): JsonCell {
  return typeof cell === 'bigint' || cell instanceof Uint8Array ? cellToJson(cell) : cell
}

function shorten(text: string): string {
  const letters = [...text]
  return letters.length <= LONGEST_CELL ? text : `${letters.slice(0, LONGEST_CELL).join('')}…`
}

/** The shape of a value: letters as `A` and `a`, digits as `9`, spaces and a few separators as they are, the rest as `?`. */
export function shapeOf(value: string): string {
  return value
    .replace(/\p{N}/gu, '9')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[\p{L}\p{M}]/gu, (letter) => (letter === 'A' ? 'A' : 'a'))
    .replace(/[^Aa9 \-_./:@,+()]/gu, '?')
}

/** The names and words that a model has seen or written already, so that repeating them tells it nothing. */
export function knownWords(...texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => wordsOf(text)))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}

/**
 * A message of an engine as a model may see it. Engines quote values in their messages ("invalid input: 'Alice'"), so
 * outside of `rows` only the words of engines themselves and known words stay; any other becomes `…`.
 */
export function messageText(message: string, known: ReadonlySet<string>, egress: Egress): string {
  const line = oneLine(message)
  if (egress === 'rows') return line
  return line
    .split(/([\p{L}\p{N}_]+)/u)
    .map((part, i) => (i % 2 === 0 ? part.replace(/[^ -~]/gu, '…') : wordText(part, known)))
    .join('')
}

function wordText(word: string, known: ReadonlySet<string>): string {
  const lower = word.toLowerCase()
  return known.has(lower) || ENGINE_WORDS.has(lower) ? word : '…'
}

/** A column's name as a model may see it: names can be made from values (PIVOT), so unknown ones are hidden. */
export function columnText(name: string, known: ReadonlySet<string>, egress: Egress): string {
  if (egress === 'rows' || wordsOf(name).every((word) => known.has(word))) return oneLine(name)
  return egress === 'masked' ? shapeOf(name) : '…'
}

/** A person's or checker's sentence: outside of `rows`, what it quotes and every figure is hidden unless it is known. */
export function sentenceText(sentence: string, known: ReadonlySet<string>, egress: Egress): string {
  const line = oneLine(sentence)
  if (egress === 'rows') return line
  const hide = (part: string) => (wordsOf(part).every((word) => known.has(word)) ? part : '…')
  return line
    .replace(/'(?:[^']|'')*'|"[^"]*"|`[^`]*`|“[^”]*”|‘[^’]*’/gu, (quoted) => {
      const inner = hide(quoted.slice(1, -1))
      return `${quoted[0]}${inner}${quoted.at(-1)}`
    })
    .replace(/[\p{L}\p{N}_]*\p{N}[\p{L}\p{N}_]*/gu, hide)
}

/** Words of which engines make their messages, by SQLite, DuckDB, PostgreSQL and MySQL. */
const ENGINE_WORDS = knownWords(
  `error sql syntax near at or in of on to the a an no such is are was not be by for from with without and you your
  column columns table tables function functions view index database schema type types operator operators relation
  ambiguous exist exists does doesn unknown undefined missing unrecognized unsupported token incomplete input invalid
  misuse aggregate aggregates window nested allowed only one statement statements read query queries select values
  wrong number arguments argument many few too must appear group clause used use cannot can subquery returns more than
  row rows same have result order term match does't left right side union set sets each recursive reference circular
  datatype mismatch cast convert conversion could value out range overflow integer numeric division zero string text
  boolean date timestamp double decimal bigint varchar json malformed limit reached stopped after ms timeout time memory
  mb exceeded interrupted parser binder catalog conversion candidate hint line perhaps meant referenced found check
  manual corresponds version server right parse expected expression field list unexpected end duplicate name named
  correlated where having distinct join using prepared authorized prohibited access denied refused`,
)
