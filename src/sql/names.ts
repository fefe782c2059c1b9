/** Goes through a query and finds what each of its names means. */
import type { Catalog, Table } from '../model/catalog.ts'
import type { Fields, SqlNode } from './parse.ts'
import {
  type Ctes,
  columnOf,
  columnsOf,
  has,
  type Meaning,
  meaningOf,
  nameOf,
  outputNames,
  type Relation,
  type Scope,
} from './scope.ts'
import { fieldsOf, isRecord, nodeOf } from './walk.ts'

export interface Names {
  /** By the fields of each `column` node. */
  readonly references: Map<Fields, Meaning>
  /** By the fields of each `table` node: the catalog's table, or undefined for a CTE and what the catalog lacks. */
  readonly tables: Map<Fields, Table | undefined>
  /** Names of tables that are neither in the catalog nor a CTE, as written. */
  readonly unknownTables: string[]
  /** Tables whose columns a `*` or `t.*` gives. */
  readonly stars: string[]
  /** Columns compared by USING or NATURAL. */
  readonly joined: { readonly table: string; readonly column: string }[]
}

/**
 * Resolves every name of one statement by SQLite's rules: FROM before aliases, except that a whole ORDER BY term is
 * an alias first; inner scopes before outer ones; names without regard to case.
 *
 * @param catalog the database; tables that it lacks are listed, and their columns stay unresolved
 */
export function resolveNames(statement: SqlNode, catalog: Catalog): Names {
  const found = { references: new Map(), tables: new Map(), unknownTables: [], stars: [], joined: [] }
  const byName = new Map(catalog.tables.map((table) => [table.name.toLowerCase(), table]))
  visitQuery(statement, { ctes: new Map(), parent: undefined, found, byName })
  return found
}

/** What lies around a query: CTEs, the SELECT that it is a part of, and where findings go. */
interface Around {
  readonly ctes: Ctes
  readonly parent: Scope | undefined
  readonly found: Names
  readonly byName: ReadonlyMap<string, Table>
}
/** The inside of a SELECT. */
type Inside = Scope & Around
type Query = { readonly outputs: readonly string[] | undefined; readonly scope: Inside | undefined }

function visitQuery(query: unknown, around: Around): Query {
  const { kind, fields } = nodeOf(query) ?? { kind: '', fields: {} }
  if (kind === 'select') return visitSelect(fields, around)
  if (kind === 'subquery' || kind === 'paren') return visitWrapped(fields, around)
  if (kind === 'union' || kind === 'intersect' || kind === 'except') return visitSetOperation(fields, around)
  for (const value of Object.values(fields)) visit(value, scopeIn(around))
  return { outputs: undefined, scope: undefined }
}

function visitWrapped(fields: Fields, around: Around): Query {
  const inside = { ...around, ctes: visitCtes(fields.with, around) }
  const query = visitQuery(fields.this, inside)
  visitTail(fields, query, inside)
  return query
}

function visitSetOperation(fields: Fields, around: Around): Query {
  const inside = { ...around, ctes: visitCtes(fields.with, around) }
  const left = visitQuery(fields.left, inside)
  const right = visitQuery(fields.right, inside)
  const outputs = left.outputs && right.outputs && [...left.outputs, ...right.outputs]
  visitTail(fields, { outputs, scope: left.scope }, inside)
  return left
}

/** ORDER BY and LIMIT of what has no FROM of its own: its terms name outputs, or columns of the first SELECT. */
function visitTail(fields: Fields, { outputs, scope }: Query, around: Around): void {
  const tail = scopeIn({ ...around, parent: scope ?? around.parent })
  tail.relations.push({ outputs: outputs ?? [] })
  for (const name of ['order_by', 'limit', 'offset']) visit(fields[name], tail)
}

function visitCtes(clause: unknown, around: Around): Ctes {
  if (!isRecord(clause)) return around.ctes
  const ctes = new Map(around.ctes)
  for (const cte of recordsOf(clause.ctes)) {
    const name = nameOf(cte.alias) ?? ''
    const columns = recordsOf(cte.columns).map((column) => nameOf(column) ?? '')
    const named = columns.length > 0 ? columns : undefined
    if (clause.recursive === true) ctes.set(name, named)
    const { outputs } = visitQuery(cte.this, { ...around, ctes: new Map(ctes) })
    ctes.set(name, named ?? outputs)
  }
  return ctes
}

function visitSelect(fields: Fields, around: Around): Query {
  const scope = scopeIn({ ...around, ctes: visitCtes(fields.with, around) })
  for (const item of listOf(isRecord(fields.from) ? fields.from.expressions : [])) addRelation(item, scope)
  for (const join of recordsOf(fields.joins)) addJoin(join, scope)
  const outputs = listOf(fields.expressions)
  for (const output of outputs) {
    const alias = fieldsOf(output, 'alias')
    const star = fieldsOf(output, 'star')
    if (alias) scope.aliases.set(nameOf(alias.alias) ?? '', alias.this as SqlNode)
    if (star) addStar(star, scope)
  }
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'joins') for (const join of recordsOf(value)) visit(join.on, scope)
    else if (name === 'order_by') visitOrder(value, scope)
    else if (name !== 'with' && name !== 'from') visit(value, scope)
  }
  return { outputs: outputNames(outputs, scope), scope }
}

function visitOrder(clause: unknown, scope: Inside): void {
  for (const term of recordsOf(isRecord(clause) ? clause.expressions : [])) {
    const column = fieldsOf(term.this, 'column')
    const expression = column && !column.table ? scope.aliases.get(nameOf(column.name) ?? '') : undefined
    if (column && expression) scope.found.references.set(column, { kind: 'alias', expression })
    else visit(term.this, scope)
  }
}

function addRelation(item: unknown, scope: Inside): void {
  const { kind, fields } = nodeOf(item) ?? { kind: '', fields: {} }
  if (kind === 'table') addTable(fields, scope)
  else if (kind === 'joined_table') {
    const joins = recordsOf(fields.joins)
    addRelation(fields.left, scope)
    for (const join of joins) addJoin(join, scope)
    for (const join of joins) visit(join.on, scope)
  } else if (kind === 'paren') addRelation(fields.this, scope)
  else if (kind === 'subquery') {
    const { outputs } = visitQuery(item, scope)
    scope.relations.push({ name: nameOf(fields.alias), outputs })
  } else {
    visit(item, scope)
    scope.relations.push({ name: nameOf(fields.alias) })
  }
}

function addTable(fields: Fields, scope: Inside): void {
  const own = nameOf(fields.name) ?? ''
  const name = nameOf(fields.alias) ?? own
  const isCte = !fields.schema && scope.ctes.has(own)
  const table = isCte ? undefined : scope.byName.get(own)
  scope.found.tables.set(fields, table)
  if (!isCte && !table) scope.found.unknownTables.push(String((fields.name as Fields).name))
  scope.relations.push(isCte ? { name, outputs: scope.ctes.get(own) } : { name, table })
}

/** Adds a join's relation, and the columns that USING or NATURAL compares. */
function addJoin(join: Fields, scope: Inside): void {
  const before = [...scope.relations]
  addRelation(join.this, scope)
  const added = scope.relations.slice(before.length)
  const shared = String(join.kind).startsWith('Natural')
    ? columnsOf(added).filter((column) => columnsOf(before).includes(column))
    : recordsOf(join.using).map((column) => nameOf(column) ?? '')
  for (const name of shared) {
    const left: Relation = before.find((relation) => has(relation, name)) ?? {}
    for (const { table } of [left, ...added]) {
      const column = table && columnOf(table, name)
      if (column) scope.found.joined.push({ table: table.name, column })
    }
  }
}

function addStar(star: Fields, scope: Inside): void {
  const wanted = nameOf(star.table)
  for (const { name, table } of scope.relations) {
    if (table && (wanted === undefined || wanted === name)) scope.found.stars.push(table.name)
  }
}

/** Any part of a query that is evaluated inside a SELECT; a query in it is correlated. */
function visit(value: unknown, scope: Inside): void {
  if (Array.isArray(value)) {
    for (const entry of value) visit(entry, scope)
    return
  }
  const node = nodeOf(value)
  if (node && QUERIES.has(node.kind)) visitQuery(value, { ...scope, parent: scope })
  else if (node?.kind === 'column') scope.found.references.set(node.fields, meaningOf(node.fields, scope))
  else if (isRecord(value)) for (const entry of Object.values(value)) visit(entry, scope)
}

const QUERIES = new Set(['select', 'subquery', 'union', 'intersect', 'except'])

function scopeIn({ ctes, parent, found, byName }: Around): Inside {
  return { relations: [], aliases: new Map(), ctes, parent, found, byName }
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function recordsOf(value: unknown): Fields[] {
  return listOf(value).filter(isRecord)
}
