/** The pattern of a query: what is left when names and values are masked, in four levels of detail. */
import type { Catalog } from '../model/catalog.ts'
import { type Names, recordsOf, resolveNames } from './names.ts'
import type { Fields, SqlNode } from './parse.ts'
import { printQuery, type Style } from './pattern-print.ts'
import { isRecord, nodeOf } from './walk.ts'

export const PATTERN_LEVELS = ['L0', 'L1', 'L2', 'L3'] as const

/**
 * `L0`: clauses, DISTINCT, joins and how queries nest · `L1`: as UNITE counts them · `L2`: the printed tree with typed placeholders ·
 * `L3`: only literals masked.
 */
export type PatternLevel = (typeof PATTERN_LEVELS)[number]

/**
 * The pattern of a query; queries of one text have one pattern.
 *
 * L2 prints COL, TAB, STR, NUM, DATE and NULL for names and values; aliases are dropped and what they stand for is
 * resolved; functions, DISTINCT, operators, join types, the number of columns and tables, and DESC are kept; values of
 * LIMIT and IN (and how many IN has) are masked; AND, OR and commutative operands are sorted. L3 is L2 with names kept.
 * L1 masks columns, tables and literals, whole aggregates and whole comparisons by `< <= > >=`, and sorts nothing.
 *
 * @param statement one statement of `parseSql`
 * @param catalog the query's database; it tells a column from a text in double quotes
 * @source L1: https://github.com/awslabs/unified-text2sql-benchmark, `stats/generate_statistics.py`
 */
export function patternOf(
  statement: SqlNode,
  { level, catalog }: { readonly level: PatternLevel; readonly catalog: Catalog },
): string {
  if (level === 'L0') return skeleton(statement)
  if (level === 'L1') return printQuery(statement, UNITE)
  return printQuery(statement, styleOf(resolveNames(statement, catalog), level))
}

const UNITE: Style = {
  column: () => 'COLUMN',
  table: () => 'TABLE',
  literal: () => 'LITERAL',
  sorted: false,
  unite: true,
}

function styleOf(names: Names, level: PatternLevel): Style {
  const named = level === 'L3'
  const open = new Set<Fields>()
  const style: Style = {
    column(fields) {
      const meaning = names.references.get(fields)
      if (meaning?.kind === 'text') return stringPlaceholder(written(fields.name))
      if (meaning?.kind === 'alias' && !open.has(fields)) {
        open.add(fields)
        const text = printQuery(meaning.expression, style)
        open.delete(fields)
        return text
      }
      if (!named) return 'COL'
      if (meaning?.kind === 'column') return `${meaning.table}.${meaning.column}`
      return written(fields.name).toLowerCase()
    },
    table: (fields) =>
      named ? (names.tables.get(fields)?.name ?? written(fields.name).toLowerCase()) : 'TAB',
    literal: literalPlaceholder,
    sorted: true,
    unite: false,
  }
  return style
}

function literalPlaceholder({ literal_type: type, value }: Fields): string {
  if (type === 'number') return 'NUM'
  return type === 'date' || type === 'timestamp' ? 'DATE' : stringPlaceholder(String(value))
}

function stringPlaceholder(text: string): string {
  return /^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}.*)?$/.test(text) ? 'DATE' : 'STR'
}

function written(identifier: unknown): string {
  return isRecord(identifier) ? String(identifier.name) : ''
}

const SET_OPERATIONS = new Set(['union', 'intersect', 'except'])
const CLAUSES = [
  ['where_clause', 'WHERE'],
  ['group_by', 'GROUP'],
  ['having', 'HAVING'],
  ['order_by', 'ORDER'],
  ['limit', 'LIMIT'],
] as const

/** The clauses of each SELECT, with the queries in a clause behind it in parentheses. */
function skeleton(value: unknown): string {
  const { kind, fields } = nodeOf(value) ?? { kind: '', fields: {} }
  if (kind === 'select') return skeletonOfSelect(fields)
  if (SET_OPERATIONS.has(kind)) {
    const sides = [skeleton(fields.left), skeleton(fields.right)]
    return [...ctesOf(fields), sides[0], kind.toUpperCase(), sides[1], ...tailOf(fields)].join(' ')
  }
  return queriesIn(value).join(' ')
}

function skeletonOfSelect(fields: Fields): string {
  const words = [...ctesOf(fields), 'SELECT']
  if (fields.distinct === true) words.push('DISTINCT')
  words.push(...queriesIn(fields.expressions))
  if (isRecord(fields.from)) words.push('FROM', ...queriesIn(fields.from))
  for (const join of recordsOf(fields.joins)) words.push('JOIN', ...queriesIn(join))
  for (const [name, word] of CLAUSES) {
    const content = fields[name]
    if (Array.isArray(content) ? content.length > 0 : isRecord(content))
      words.push(word, ...queriesIn(content))
  }
  return words.join(' ')
}

function ctesOf(fields: Fields): string[] {
  const ctes = recordsOf(isRecord(fields.with) ? fields.with.ctes : [])
  return ctes.length > 0 ? ['WITH', ...ctes.map((cte) => `(${skeleton(cte.this)})`)] : []
}

function tailOf(fields: Fields): string[] {
  return [isRecord(fields.order_by) ? 'ORDER' : '', isRecord(fields.limit) ? 'LIMIT' : ''].filter(Boolean)
}

function queriesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(queriesIn)
  if (!isRecord(value)) return []
  const kind = nodeOf(value)?.kind ?? ''
  if (kind === 'select' || SET_OPERATIONS.has(kind)) return [`(${skeleton(value)})`]
  return Object.values(value).flatMap(queriesIn)
}
