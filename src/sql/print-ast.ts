/** Prints a parsed query canonically: names resolved to the place of their table, operands that commute in order. */
import type { EngineName } from '../model/source.ts'
import type { Fields } from './parse.ts'
import { type Scope, scopeOf, tableOf } from './print-scope.ts'
import { fieldsOf, isRecord, nodeOf } from './walk.ts'

/** Where in the query the printer stands. */
interface Place {
  /** Scopes from the innermost outwards. */
  readonly scopes: readonly Scope[]
  /** Output aliases may go: nothing outside can refer to them. */
  readonly outermost: boolean
  readonly engine: EngineName
}

/** The canonical text of a query. */
export function printNode(root: unknown, engine: EngineName): string {
  return print(root, { scopes: [], outermost: true, engine })
}

/** How things are written, not what they mean. */
const DRESS = new Set([
  ...['span', 'alias_explicit_as', 'alias_keyword', 'explicit_asc', 'use_inner_keyword', 'use_outer_keyword'],
  ...['alias_first', 'modifiers_inside', 'inferred_type'],
])

function print(value: unknown, place: Place): string {
  if (Array.isArray(value)) return `[${value.map((member) => print(member, place)).join(' ')}]`
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null'
  const node = nodeOf(value)
  if (!node) return `{${printFields(value, place)}}`
  const special = PRINTERS[node.kind]
  return special
    ? special(node.fields, place)
    : `(${node.kind} ${printFields(node.fields, inside(node.kind, node.fields, place))})`
}

function printFields(fields: Fields, place: Place): string {
  const shown = Object.entries(fields).filter(
    ([key, value]) => !isDress(key) && value !== null && !isEmpty(value),
  )
  return shown
    .map(([key, value]) => `${key}:${print(NAMES.has(key) ? lowered(value) : value, place)}`)
    .join(' ')
}

function isDress(key: string): boolean {
  return DRESS.has(key) || key.endsWith('comments')
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

/** Fields that hold the name of a function or type as a plain text. */
const NAMES = new Set(['name', 'original_name', 'data_type', 'collation'])

function lowered(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value
}

/**
 * Set operations pass on that they are outermost, unless they are sorted by names of outputs; whatever else has a query
 * inside refers to its outputs by name.
 */
function inside(kind: string, fields: Fields, place: Place): Place {
  const joins = kind === 'union' || kind === 'intersect' || kind === 'except'
  return joins && !fields.order_by ? place : { ...place, outermost: false }
}

const PRINTERS: Readonly<Record<string, (fields: Fields, place: Place) => string>> = {
  paren: (fields, place) => print(fields.this, place),
  select: printSelect,
  column: printColumn,
  table: (fields, place) => `(table ${printFields(bareTable(fields), place)})`,
  star: (fields, place) => `(star ${printFields({ ...fields, table: starTable(fields, place) }, place)})`,
  and: (fields, place) => `(and ${sorted(chain('and', fields).map((part) => print(part, place)))})`,
  or: (fields, place) => `(or ${sorted(chain('or', fields).map((part) => print(part, place)))})`,
  add: (fields, place) => commuting('add', fields, place),
  mul: (fields, place) => commuting('mul', fields, place),
  eq: (fields, place) => (literalIn(fields) ? commuting('eq', fields, place) : binary('eq', fields, place)),
  neq: (fields, place) =>
    literalIn(fields) ? commuting('neq', fields, place) : binary('neq', fields, place),
  gt: (fields, place) => (literalIn(fields) ? turned('lt', fields, place) : binary('gt', fields, place)),
  gte: (fields, place) => (literalIn(fields) ? turned('lte', fields, place) : binary('gte', fields, place)),
  lt: (fields, place) => binary('lt', fields, place),
  lte: (fields, place) => binary('lte', fields, place),
  in: printIn,
}

function printSelect(fields: Fields, place: Place): string {
  const scope = scopeOf(fields, place.scopes.length)
  const here = { ...place, scopes: [scope, ...place.scopes], outermost: false }
  const bare = place.outermost && !scope.aliasesUsed
  const outputs = bare
    ? (fields.expressions as unknown[]).map((one) => fieldsOf(one, 'alias')?.this ?? one)
    : fields.expressions
  return `(select ${printFields({ ...fields, expressions: outputs }, here)})`
}

/** A table's own name; its alias lives on as the place in the scope that columns are resolved to. */
function bareTable(fields: Fields): Fields {
  const { alias: _, ...rest } = fields
  return rest
}

function printColumn(fields: Fields, { scopes, engine }: Place): string {
  const name = identifier(fields.name, engine)
  const table = isRecord(fields.table) ? identifier(fields.table, engine) : undefined
  return `(column ${tableOf(table, name, scopes) ?? table ?? '?'}.${name})`
}

function starTable(fields: Fields, { scopes, engine }: Place): unknown {
  if (!isRecord(fields.table)) return null
  const table = identifier(fields.table, engine)
  return tableOf(table, '*', scopes) ?? table
}

/** A bare name in lower case; a quoted one as it is, with its quotes: SQLite may read it as a literal. */
function identifier(value: unknown, engine: EngineName): string {
  const { name, quoted } = value as { readonly name: string; readonly quoted: boolean }
  return quoted ? JSON.stringify(name) : engine === 'mysql' ? name : name.toLowerCase()
}

function chain(kind: 'and' | 'or', fields: Fields): readonly unknown[] {
  return [fields.left, fields.right].flatMap((side) => {
    const bare = withoutParentheses(side)
    const same = fieldsOf(bare, kind)
    return same ? chain(kind, same) : [bare]
  })
}

function withoutParentheses(value: unknown): unknown {
  const inner = fieldsOf(value, 'paren')
  return inner ? withoutParentheses(inner.this) : value
}

function commuting(kind: string, { left, right }: Fields, place: Place): string {
  return `(${kind} ${sorted([print(left, place), print(right, place)])})`
}

/** Sides are only exchanged where one is a literal: between columns SQLite takes the collation of the left one. */
function literalIn({ left, right }: Fields): boolean {
  return isLiteral(left) || isLiteral(right)
}

function turned(kind: string, { left, right }: Fields, place: Place): string {
  return binary(kind, { left: right, right: left }, place)
}

function binary(kind: string, { left, right }: Fields, place: Place): string {
  return `(${kind} ${print(left, place)} ${print(right, place)})`
}

function isLiteral(value: unknown): boolean {
  return fieldsOf(withoutParentheses(value), 'literal') !== undefined
}

function printIn(fields: Fields, place: Place): string {
  const list = fields.expressions as readonly unknown[]
  const rest = printFields({ ...fields, expressions: null }, place)
  return `(in ${rest} list:${sorted(list.map((member) => print(member, place)))})`
}

function sorted(texts: readonly string[]): string {
  return [...texts].sort().join(' ')
}
