/** A catalog as a model reads it: CREATE TABLE with real keys, descriptions and example values, cut to a budget of tokens. */
import type { Catalog, Column, Table } from '../model/catalog.ts'
import type { Egress } from '../model/source.ts'
import { cellText } from './egress.ts'
import { oneLine } from './fence.ts'
import { isReserved } from './reserved-words.ts'
import { likelyTokens } from './tokens.ts'

export interface SchemaOptions {
  readonly egress: Egress
  /** Likely tokens at most. */
  readonly maxTokens: number
  /** What is asked: tables that share no word with it are shortened first. */
  readonly question: string
}

export interface SchemaText {
  readonly text: string
  /** True if example values or columns had to go to keep within the budget. */
  readonly schemaTruncated: boolean
}

const EXAMPLES = 2

/** Which parts of the schema are written. */
interface Detail {
  readonly egress: Egress
  readonly examples: boolean
  /** Names of tables of which only the key columns are written. */
  readonly keysOnly: ReadonlySet<string>
}

/**
 * The schema as DDL: example values go first when it is too long, then the columns that are no keys, from the tables
 * with the fewest words in common with the question on; keys and table names always stay.
 *
 * Under `schema` there are names, types and keys alone; under `masked` values are shown by their shape.
 *
 * @source after OmniSQL's prompt, https://arxiv.org/abs/2503.02240
 */
export function schemaText(catalog: Catalog, { egress, maxTokens, question }: SchemaOptions): SchemaText {
  const write = (detail: Omit<Detail, 'egress'>) =>
    catalog.tables.map((table) => tableText(table, { ...detail, egress })).join('\n\n')
  const fits = (text: string) => likelyTokens(text) <= maxTokens
  const whole = write({ examples: true, keysOnly: new Set() })
  if (fits(whole)) return { text: whole, schemaTruncated: false }
  const keysOnly = new Set<string>()
  let text = write({ examples: false, keysOnly })
  for (const table of leastRelatedFirst(catalog.tables, question)) {
    if (fits(text)) break
    keysOnly.add(table.name)
    text = write({ examples: false, keysOnly })
  }
  return { text, schemaTruncated: true }
}

/** One table as CREATE TABLE. */
export function tableText(table: Table, detail: Detail): string {
  const keys = keyColumns(table)
  const short = detail.keysOnly.has(table.name)
  const columns = short ? table.columns.filter((column) => keys.has(column.name)) : table.columns
  const items = [
    ...columns.map((column) => ({
      text: columnText(column, table),
      comment: commentOf(column, table, detail),
    })),
    ...constraints(table).map((text) => ({ text, comment: '' })),
  ]
  const lines = items.map(({ text, comment }, i) => `  ${text}${i < items.length - 1 ? ',' : ''}${comment}`)
  const left = table.columns.length - columns.length
  const described = describes(detail.egress) && table.description ? ` -- ${oneLine(table.description)}` : ''
  const head = `CREATE ${table.kind === 'view' ? 'VIEW' : 'TABLE'} ${quoted(table.name)} (${described}`
  const more = left > 0 ? [`  -- and ${left} more ${left === 1 ? 'column' : 'columns'}`] : []
  return [head, ...lines, ...more, ');'].join('\n')
}

function columnText(column: Column, table: Table): string {
  const alone = table.primaryKey.length === 1 && table.primaryKey[0] === column.name
  return [quoted(column.name), typeText(column.type), ...(alone ? ['PRIMARY KEY'] : [])]
    .filter(Boolean)
    .join(' ')
}

function constraints(table: Table): string[] {
  const primary = table.primaryKey.length > 1 ? [`PRIMARY KEY (${names(table.primaryKey)})`] : []
  const foreign = table.foreignKeys.map(
    ({ columns, table: to, referencedColumns }) =>
      `FOREIGN KEY (${names(columns)}) REFERENCES ${quoted(to)} (${names(referencedColumns)})`,
  )
  return [...primary, ...foreign]
}

function commentOf(column: Column, table: Table, detail: Detail): string {
  const described = describes(detail.egress) && column.description ? [oneLine(column.description)] : []
  const values = detail.examples ? exampleTexts(column, table, detail.egress) : []
  const example = values.length > 0 ? [`example: [${values.join(', ')}]`] : []
  const parts = [...described, ...example]
  return parts.length > 0 ? ` -- ${parts.join('; ')}` : ''
}

/** Descriptions are people's words and may quote values, so they stay at home under `schema`. */
function describes(egress: Egress): boolean {
  return egress !== 'schema'
}

/** Two different values, the most frequent first, ties by value; shapes that fall together are shown once. */
function exampleTexts(column: Column, table: Table, egress: Egress): string[] {
  const values = column.profile?.common.map(({ value }) => value) ?? frequentFirst(sampled(column, table))
  const texts = values
    .filter((value) => value !== null && typeof value !== 'object')
    .flatMap((value) => cellText(value, egress) ?? [])
  return [...new Set(texts)].slice(0, EXAMPLES)
}

function sampled(column: Column, table: Table) {
  const at = table.columns.indexOf(column)
  return table.sampleRows.map((row) => row[at] ?? null)
}

function frequentFirst<T>(values: readonly T[]): T[] {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (String(a) < String(b) ? -1 : 1))
  return ranked.map(([value]) => value)
}

function keyColumns(table: Table): Set<string> {
  return new Set([...table.primaryKey, ...table.foreignKeys.flatMap((key) => key.columns)])
}

function leastRelatedFirst(tables: readonly Table[], question: string): Table[] {
  const asked = new Set(stems(question))
  const overlap = (table: Table) => {
    const words = [table.name, ...table.columns.map((column) => column.name)].flatMap(stems)
    return new Set(words.filter((word) => asked.has(word))).size
  }
  return tables
    .map((table, at) => ({ table, at, shared: overlap(table) }))
    .sort((a, b) => a.shared - b.shared || b.at - a.at)
    .map(({ table }) => table)
}

/** Words in lower case, apart at underscores and capitals, without a plural's s. */
function stems(text: string): string[] {
  const apart = text.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
  return (apart.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > 3 ? word.replace(/s$/, '') : word,
  )
}

/** A declared type without what it may quote: `enum('a','b')` is `enum`. */
function typeText(type: string): string {
  const plain = /['"`]/.test(type) ? type.slice(0, type.search(/[('"`]/)) : type
  return oneLine(plain.trim()).slice(0, 60)
}

function names(columns: readonly string[]): string {
  return columns.map(quoted).join(', ')
}

/** An identifier, in double quotes only where it needs them. */
export function quoted(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isReserved(name)
    ? name
    : `"${oneLine(name).replaceAll('"', '""')}"`
}
