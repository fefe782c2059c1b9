/** The SELECTs of a query: what each reads, under which name, and which column a reference means. */
import type { Catalog, Column, Table } from '../../../model/catalog.ts'
import { childAt, childrenAt, isRaw, type Node, nameIn, type Raw, walk } from './tree.ts'

/** The part of a SELECT that a node stands in. */
export type Clause = 'output' | 'from' | 'on' | 'where' | 'group' | 'having' | 'order' | 'limit' | 'other'

/** One thing that a SELECT reads. */
export interface Source {
  /** The name that qualifies its columns: the alias, else the table's. */
  readonly name: string
  readonly alias: string | undefined
  /** The catalog's table; undefined for a subquery, a CTE or a table that the catalog lacks. */
  readonly table: Table | undefined
  /** True if its columns are not the catalog's to know. */
  readonly derived: boolean
  readonly node: Node
}

export interface Select {
  readonly node: Node
  /** The SELECT round it, whose columns it may use too. */
  readonly outer: Select | undefined
  /** `top`: gives the rows of the whole query, alone or as a side of UNION and its kind. */
  readonly place: 'top' | 'inner'
  readonly sources: readonly Source[]
  readonly outputs: readonly Node[]
  /** Lower-case names given to outputs by AS. */
  readonly outputAliases: ReadonlyMap<string, Node>
}

/** What a column reference means. */
export interface Meaning {
  /** `nowhere`: no table, alias or subquery in sight can have it. */
  readonly kind: 'column' | 'alias' | 'derived' | 'nowhere'
  readonly select?: Select
  readonly source?: Source
  readonly column?: Column
}

/** Every SELECT by its node, outermost first. */
export function findSelects(root: Node, catalog: Catalog): Map<Node, Select> {
  const tables = new Map(catalog.tables.map((table) => [table.name.toLowerCase(), table]))
  const ctes = new Set([...walk(root)].flatMap(ctesOf))
  const selects = new Map<Node, Select>()
  for (const node of walk(root)) {
    if (node.kind !== 'select') continue
    const outputs = childrenAt(node, 'expressions')
    const named = outputs.flatMap((output): [string, Node][] => {
      const name = output.kind === 'alias' ? nameIn(output.raw.alias) : undefined
      return name === undefined ? [] : [[name.toLowerCase(), output]]
    })
    selects.set(node, {
      node,
      outer: enclosing(node, selects),
      place: isTop(node) ? 'top' : 'inner',
      sources: sourcesOf(node).map((source) => describeSource(source, tables, ctes)),
      outputs,
      outputAliases: new Map(named),
    })
  }
  return selects
}

/** The SELECT that a node belongs to; for the ORDER BY of a UNION, its first side. */
export function selectOf(node: Node, selects: ReadonlyMap<Node, Select>): Select | undefined {
  for (let at = node.parent; at; at = at.parent) {
    const found = selects.get(at) ?? (isSetOperation(at) ? firstSide(at, selects) : undefined)
    if (found) return found
  }
  return undefined
}

/** The clause that a node stands in, of the nearest SELECT round it. */
export function clauseOf(node: Node): Clause {
  let below = node
  for (let at = node.parent; at; below = at, at = at.parent) {
    if (at.kind === 'select' || isSetOperation(at)) return clauseOfRole(below.role)
  }
  return 'other'
}

/** What a column reference in this SELECT means, looking outwards. */
export function meaningOf(name: string, qualifier: string | undefined, from: Select | undefined): Meaning {
  const wanted = name.toLowerCase()
  let derived: Meaning | undefined
  for (let select = from; select; select = select.outer) {
    for (const source of select.sources) {
      if (qualifier !== undefined && source.name.toLowerCase() !== qualifier.toLowerCase()) continue
      const column = source.table?.columns.find((each) => each.name.toLowerCase() === wanted)
      if (column) return { kind: 'column', select, source, column }
      if (source.derived || isRowid(wanted)) derived ??= { kind: 'derived', select, source }
      else if (qualifier !== undefined) return { kind: 'nowhere', select, source }
    }
    if (qualifier === undefined && select.outputAliases.has(wanted)) return { kind: 'alias', select }
  }
  return derived ?? { kind: 'nowhere' }
}

export function isRowid(name: string): boolean {
  return /^(rowid|_rowid_|oid)$/i.test(name)
}

export function isSetOperation(node: Node): boolean {
  return node.kind === 'union' || node.kind === 'intersect' || node.kind === 'except'
}

function firstSide(operation: Node, selects: ReadonlyMap<Node, Select>): Select | undefined {
  const left = childAt(operation, 'left')
  return left && [...walk(left)].map((node) => selects.get(node)).find((select) => select !== undefined)
}

function enclosing(node: Node, selects: ReadonlyMap<Node, Select>): Select | undefined {
  for (let at = node.parent; at; at = at.parent) {
    const found = selects.get(at)
    if (found) return found
  }
  return undefined
}

function isTop(node: Node): boolean {
  let below = node
  for (let at = node.parent; at; below = at, at = at.parent) {
    if (below.role.startsWith('with')) return false
    if (!isSetOperation(at) && at.kind !== 'paren' && at.kind !== 'subquery') return false
  }
  return true
}

function sourcesOf(select: Node): Node[] {
  const direct = [...childrenAt(select, 'from'), ...childrenAt(select, 'joins')]
  return direct.filter(({ kind, role }) => isSourceKind(kind) && !/\.on(\.|$)/.test(role))
}

function isSourceKind(kind: string): boolean {
  return kind === 'table' || kind === 'subquery' || kind === 'paren' || kind === 'function'
}

function describeSource(node: Node, tables: Map<string, Table>, ctes: Set<string>): Source {
  const written = nameIn(node.raw.name)
  const alias = nameIn(node.raw.alias)
  const isCte = written !== undefined && ctes.has(written.toLowerCase())
  const table = node.kind === 'table' && !isCte ? tables.get(written?.toLowerCase() ?? '') : undefined
  return { name: alias ?? written ?? '', alias, table, derived: table === undefined, node }
}

function ctesOf(node: Node): string[] {
  const list = isRaw(node.raw.with) && Array.isArray(node.raw.with.ctes) ? (node.raw.with.ctes as Raw[]) : []
  return list.flatMap((cte) => nameIn(cte.alias)?.toLowerCase() ?? [])
}

function clauseOfRole(role: string): Clause {
  if (role.startsWith('expressions')) return 'output'
  if (role.startsWith('joins')) return /\.on(\.|$)/.test(role) ? 'on' : 'from'
  if (role.startsWith('from')) return 'from'
  if (role.startsWith('where_clause')) return 'where'
  if (role.startsWith('group_by')) return 'group'
  if (role.startsWith('having')) return 'having'
  if (role.startsWith('order_by')) return 'order'
  return role.startsWith('limit') || role.startsWith('offset') ? 'limit' : 'other'
}
