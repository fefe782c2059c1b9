/** Prints a parsed query in one canonical way, with every name and value as a style wants it. */
import { listOf, recordsOf } from './names.ts'
import type { Fields } from './parse.ts'
import { fieldsOf, isRecord, nodeOf } from './walk.ts'

/** What stands for the parts that a level of pattern masks. */
export interface Style {
  /** For a `column` node; a `table` in it is the qualifier. */
  column(fields: Fields): string
  table(fields: Fields): string
  literal(fields: Fields): string
  /** Operands of AND, OR, =, <>, + and * in the order of their text. */
  readonly sorted: boolean
  /** One word for a whole aggregate or a whole order comparison, as UNITE has it; and output aliases kept. */
  readonly unite: boolean
}

const OPERATORS: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  mod: '%',
  concat: '||',
  like: 'LIKE',
  ilike: 'ILIKE',
  glob: 'GLOB',
  is: 'IS',
  and: 'AND',
  or: 'OR',
}
const COMMUTATIVE = new Set(['eq', 'neq', 'add', 'mul', 'and', 'or'])
const CHAINED = new Set(['and', 'or', 'add', 'mul'])
const AGGREGATES = new Set(['count', 'sum', 'avg', 'min', 'max'])
const COMPARISONS = new Set(['lt', 'lte', 'gt', 'gte'])
const SET_OPERATIONS = new Set(['union', 'intersect', 'except'])

/** The canonical text of a whole query: SELECT, a set operation, VALUES, or one of these in parentheses. */
export function printQuery(query: unknown, style: Style): string {
  const { kind, fields } = nodeOf(query) ?? { kind: '', fields: {} }
  if (kind === 'select') return printSelect(fields, style)
  if (SET_OPERATIONS.has(kind)) {
    const sides = [printQuery(fields.left, style), printQuery(fields.right, style)]
    const operation = `${kind.toUpperCase()}${fields.all === true ? ' ALL' : ''}`
    return join([printCtes(fields.with, style), sides[0], operation, sides[1], ...printTail(fields, style)])
  }
  if (kind === 'subquery' || kind === 'paren') {
    return join([`(${printQuery(fields.this, style)})`, ...printTail(fields, style)])
  }
  return printExpression(query, style)
}

function printSelect(fields: Fields, style: Style): string {
  const outputs = listOf(fields.expressions).map((output) => printExpression(output, style))
  const windows = recordsOf(fields.windows).map(({ spec }) => printWindow(spec, style))
  return join([
    printCtes(fields.with, style),
    fields.distinct === true ? 'SELECT DISTINCT' : 'SELECT',
    outputs.join(', '),
    printFrom(fields, style),
    clause('WHERE', fields.where_clause, style),
    clause('GROUP BY', fields.group_by, style),
    clause('HAVING', fields.having, style),
    windows.length > 0 && `WINDOW ${windows.join(', ')}`,
    ...printTail(fields, style),
  ])
}

function printCtes(clauseFields: unknown, style: Style): string | undefined {
  if (!isRecord(clauseFields)) return undefined
  const ctes = recordsOf(clauseFields.ctes).map((cte) => `(${printQuery(cte.this, style)})`)
  return `WITH ${ctes.join(', ')}`
}

function printFrom(fields: Fields, style: Style): string | undefined {
  if (!isRecord(fields.from)) return undefined
  const relations = listOf(fields.from.expressions).map((item) => printRelation(item, style))
  return join([`FROM ${relations.join(', ')}`, ...printJoins(fields.joins, style)])
}

function printJoins(joins: unknown, style: Style): string[] {
  return recordsOf(joins).map((item) => {
    const kind = item.kind === 'Inner' ? '' : `${String(item.kind).toUpperCase()} `
    const using = recordsOf(item.using).map((column) => style.column({ name: column }))
    const on = isRecord(item.on) ? `ON ${printExpression(item.on, style)}` : undefined
    const condition = using.length > 0 ? `USING (${using.join(', ')})` : on
    return join([`${kind}JOIN`, printRelation(item.this, style), condition])
  })
}

function printRelation(item: unknown, style: Style): string {
  const table = fieldsOf(item, 'table')
  const joined = fieldsOf(item, 'joined_table')
  if (table) return style.table(table)
  if (joined) {
    return `(${join([printRelation(joined.left, style), ...printJoins(joined.joins, style)])})`
  }
  return printExpression(item, style)
}

function printTail(fields: Fields, style: Style): (string | undefined)[] {
  return [
    printOrder(isRecord(fields.order_by) ? fields.order_by.expressions : [], style),
    clause('LIMIT', fields.limit, style),
    clause('OFFSET', fields.offset, style),
  ]
}

function printOrder(terms: unknown, style: Style): string | undefined {
  const printed = recordsOf(terms).map(
    (term) => `${printExpression(term.this, style)}${term.desc === true ? ' DESC' : ''}`,
  )
  return printed.length > 0 ? `ORDER BY ${printed.join(', ')}` : undefined
}

function printWindow(content: unknown, style: Style): string {
  const fields = isRecord(content) ? content : {}
  const partition = listOf(fields.partition_by).map((part) => printExpression(part, style))
  return `(${join([
    partition.length > 0 && `PARTITION BY ${partition.join(', ')}`,
    printOrder(fields.order_by, style),
    isRecord(fields.frame) && printAny(fields.frame, style),
  ])})`
}

function clause(word: string, content: unknown, style: Style): string | undefined {
  if (!isRecord(content)) return undefined
  const list = Array.isArray(content.expressions) ? content.expressions : [content.this ?? content]
  return list.length > 0
    ? `${word} ${list.map((item) => printExpression(item, style)).join(', ')}`
    : undefined
}

function printExpression(expression: unknown, style: Style): string {
  const node = nodeOf(expression)
  if (!node) return printAny(expression, style)
  const { kind, fields } = node
  if (style.unite && AGGREGATES.has(kind)) return 'AGG'
  if (style.unite && COMPARISONS.has(kind)) return 'COMPARISON'
  if (kind in OPERATORS) return printOperation(kind, { expression, style })
  return (PRINTERS[kind] ?? printCall)(fields, style, kind)
}

const PRINTERS: Readonly<Record<string, (fields: Fields, style: Style, kind: string) => string>> = {
  select: (fields, style) => `(${printSelect(fields, style)})`,
  union: (fields, style, kind) => `(${printQuery({ [kind]: fields }, style)})`,
  intersect: (fields, style, kind) => `(${printQuery({ [kind]: fields }, style)})`,
  except: (fields, style, kind) => `(${printQuery({ [kind]: fields }, style)})`,
  subquery: (fields, style) => printQuery({ subquery: fields }, style),
  paren: (fields, style) => printExpression(fields.this, style),
  alias: (fields, style) =>
    `${printExpression(fields.this, style)}${style.unite ? ` AS ${aliasOf(fields)}` : ''}`,
  column: (fields, style) => style.column(fields),
  literal: (fields, style) => style.literal(fields),
  neg: (fields, style) =>
    fieldsOf(fields.this, 'literal')
      ? printExpression(fields.this, style)
      : `-${operand(fields.this, style)}`,
  null: () => 'NULL',
  boolean: (fields) => (fields.value === true ? 'TRUE' : 'FALSE'),
  star: () => '*',
  not: (fields, style) => `NOT ${operand(fields.this, style, 'and')}`,
  is_null: (fields, style) => `${operand(fields.this, style)} IS ${fields.not === true ? 'NOT ' : ''}NULL`,
  window_function: (fields, style) =>
    `${printExpression(fields.this, style)} OVER ${printWindow(fields.over, style)}`,
  exists: (fields, style) =>
    `${fields.not === true ? 'NOT ' : ''}EXISTS ${printExpression(fields.this, style)}`,
  between: (fields, style) => {
    const [value, low, high] = [fields.this, fields.low, fields.high].map((part) => operand(part, style))
    return `${fields.not === true ? 'NOT ' : ''}${value} BETWEEN ${low} AND ${high}`
  },
  in: (fields, style) => {
    const listed = listOf(fields.expressions).map((entry) => printExpression(entry, style))
    const values = isRecord(fields.query)
      ? `(${unwrapped(printExpression(fields.query, style))})`
      : `(${style.unite ? listed.join(', ') : [...new Set(listed)].sort().join(', ')})`
    return `${fields.not === true ? 'NOT ' : ''}${operand(fields.this, style)} IN ${values}`
  },
  case: (fields, style) => {
    const whens = listOf(fields.whens).map((when) => {
      const [condition, value] = listOf(when).map((part) => printExpression(part, style))
      return `WHEN ${condition} THEN ${value}`
    })
    const start = isRecord(fields.operand) ? `CASE ${printExpression(fields.operand, style)}` : 'CASE'
    return join([
      start,
      ...whens,
      isRecord(fields.else_) && `ELSE ${printExpression(fields.else_, style)}`,
      'END',
    ])
  },
}

/** Two operands, or for AND, OR, + and * all of a chain, in a fixed order where the order says nothing. */
function printOperation(
  kind: string,
  { expression, style }: { readonly expression: unknown; readonly style: Style },
): string {
  const parts = style.sorted && CHAINED.has(kind) ? chainOf(expression, kind) : sidesOf(expression, kind)
  const printed = parts.map((part) => operand(part, style, kind))
  if (style.sorted && COMMUTATIVE.has(kind)) printed.sort(namesFirst)
  return printed.join(` ${OPERATORS[kind]} `)
}

function sidesOf(expression: unknown, kind: string): unknown[] {
  const fields = fieldsOf(expression, kind)!
  return [fields.left, fields.right]
}

function chainOf(expression: unknown, kind: string): unknown[] {
  const bare = fieldsOf(expression, 'paren')?.this ?? expression
  return fieldsOf(bare, kind) ? sidesOf(bare, kind).flatMap((side) => chainOf(side, kind)) : [expression]
}

/** By text; values behind names, and what stands in parentheses behind both. */
function namesFirst(a: string, b: string): number {
  const rank = (text: string) => (text.startsWith('(') ? 2 : /^(STR|NUM|DATE|NULL)$/.test(text) ? 1 : 0)
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  return a < b ? -1 : a > b ? 1 : 0
}

/** What binds loosest first; an operand that does not bind tighter than its parent stands in parentheses. */
const BINDING = [
  ['or'],
  ['and'],
  ['not'],
  ['eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'between', 'in', 'is', 'like', 'glob', 'is_null'],
]
const TIGHTEST = BINDING.length

function bindingOf(kind: string): number {
  const found = BINDING.findIndex((kinds) => kinds.includes(kind))
  return found >= 0 ? found : kind in OPERATORS ? TIGHTEST : TIGHTEST + 1
}

function operand(expression: unknown, style: Style, parent = 'eq'): string {
  const bare = fieldsOf(expression, 'paren')?.this ?? expression
  const text = printExpression(bare, style)
  const kind = nodeOf(bare)?.kind ?? ''
  const masked = style.unite && COMPARISONS.has(kind)
  return masked || bindingOf(kind) > bindingOf(parent) ? text : `(${text})`
}

/** What is no record of the query's meaning: places, spelling, comments, names of outputs. */
const NOISE = new Set(['span', 'name', 'original_name', 'alias', 'distinct', 'star', 'inferred_type'])

/** Any other node as a call: its name, DISTINCT, and its parts in the parser's order. */
function printCall(fields: Fields, style: Style, kind: string): string {
  const name = [fields.original_name, fields.name].find((own) => typeof own === 'string') ?? kind
  const parts = printParts(fields, style)
  if (fields.star === true) parts.unshift('*')
  return `${String(name).toUpperCase()}(${fields.distinct === true ? 'DISTINCT ' : ''}${parts.join(', ')})`
}

function printParts(fields: Fields, style: Style): string[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    if (NOISE.has(field) || field.endsWith('comments') || value === null || typeof value === 'boolean')
      return []
    const text = printAny(value, style)
    return text === '' ? [] : [text]
  })
}

function printAny(value: unknown, style: Style): string {
  if (typeof value === 'string') return value.toUpperCase()
  if (Array.isArray(value)) return value.map((entry) => printAny(entry, style)).join(', ')
  if (!isRecord(value)) return ''
  return nodeOf(value) ? printExpression(value, style) : printParts(value, style).join(' ')
}

function aliasOf(fields: Fields): string {
  return isRecord(fields.alias) ? String(fields.alias.name).toUpperCase() : ''
}

function unwrapped(text: string): string {
  return text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1) : text
}

function join(parts: readonly (string | undefined | false)[]): string {
  return parts.filter(Boolean).join(' ')
}
