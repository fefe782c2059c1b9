/** Everything that rules read of one query: its tree, its SELECTs, its columns, literals and comparisons, each with its place. */
import type { Catalog } from '../../../model/catalog.ts'
import { engine } from '../../../model/source.ts'
import { parseSql } from '../../parse.ts'
import { type Comparison, comparisonAt, type Literal } from './comparisons.ts'
import { findSelects, isSetOperation, type Meaning, meaningOf, type Select, selectOf } from './selects.ts'
import { locate, type Span, type Token, toUnits } from './spans.ts'
import { readTokens } from './tokens.ts'
import { buildTree, childAt, childrenAt, isRaw, type Node, nameIn, type Raw, walk } from './tree.ts'

/** A reference to a column, or to what looks like one. */
export interface ColumnUse {
  readonly node: Node
  readonly name: string
  readonly qualifier: string | undefined
  readonly meaning: Meaning
  readonly doubleQuoted: boolean
}

/** An ORDER BY or LIMIT, of a SELECT or of a UNION and its kind. */
export interface Ordering {
  readonly owner: Node
  readonly keys: readonly { readonly node: Node; readonly descending: boolean; readonly nullsSaid: boolean }[]
  readonly limit: Node | undefined
  readonly offset: Node | undefined
  /** True if it orders the rows of the whole query. */
  readonly top: boolean
  readonly select: Select | undefined
}

export interface Reading {
  readonly sql: string
  readonly catalog: Catalog
  readonly root: Node
  readonly nodes: readonly Node[]
  readonly selects: readonly Select[]
  readonly columns: readonly ColumnUse[]
  readonly literals: readonly Literal[]
  readonly comparisons: readonly Comparison[]
  readonly orderings: readonly Ordering[]
  readonly tokens: readonly Token[]
  selectOf(node: Node): Select | undefined
  columnAt(node: Node): ColumnUse | undefined
  literalAt(node: Node): Literal | undefined
  /** The node's place; the whole text where it is not known. */
  spanOf(node: Node): Span
  /** The place of the first token with this text (any case), at or after a place. */
  spanOfToken(text: string, from?: number): Span | undefined
}

/**
 * Reads one query.
 *
 * @param catalog the database it is written for; names that it lacks are left unresolved
 * @returns undefined if it is no query that the parser can read
 */
export function readQuery(sql: string, catalog: Catalog): Reading | undefined {
  const parsed = parseSql(sql, engine.safeParse(catalog.engine).data ?? 'sqlite')
  const root = parsed.kind === 'parsed' ? buildTree(parsed.statements[0]) : undefined
  if (!root || ![...walk(root)].some(({ kind }) => kind === 'select')) return undefined
  const units = toUnits(sql)
  const { tokens } = readTokens(sql)
  const spans = locate(root, tokens, units)
  const nodes = [...walk(root)]
  const selects = findSelects(root, catalog)
  const spanOf = (node: Node): Span => spans.get(node) ?? [0, sql.length]
  const columns = nodes.filter(({ kind }) => kind === 'column').map((node) => describeColumn(node))
  const columnByNode = new Map(columns.map((column) => [column.node, column]))
  const literals = nodes.flatMap((node) => describeLiteral(node) ?? [])
  const literalByNode = new Map(literals.map((literal) => [literal.node, literal]))
  const comparisons = nodes.flatMap(
    (node) =>
      comparisonAt(node, {
        literal: (each) => literalByNode.get(each),
        meaning: (each) => columnByNode.get(each)?.meaning,
      }) ?? [],
  )
  return {
    sql,
    catalog,
    root,
    nodes,
    selects: [...selects.values()],
    columns,
    literals,
    comparisons,
    orderings: nodes.flatMap((node) => describeOrdering(node, selects) ?? []),
    tokens,
    selectOf: (node) => selectOf(node, selects),
    columnAt: (node) => columnByNode.get(node),
    literalAt: (node) => literalByNode.get(node),
    spanOf,
    spanOfToken: (text, from = 0) =>
      tokens.find((token) => token.span[0] >= from && token.text.toLowerCase() === text.toLowerCase())?.span,
  }

  function describeColumn(node: Node): ColumnUse {
    const name = nameIn(node.raw.name) ?? ''
    const qualifier = nameIn(node.raw.table)
    const meaning = meaningOf(name, qualifier, selectOf(node, selects))
    return { node, name, qualifier, meaning, doubleQuoted: sql[spanOf(node)[0]] === '"' }
  }

  function describeLiteral(node: Node): Literal | undefined {
    const span = spanOf(node)
    const column = columnByNode.get(node)
    if (column?.doubleQuoted && !column.qualifier && column.meaning.kind === 'nowhere')
      return { node, type: 'string', value: column.name, doubleQuoted: true, span }
    if (node.kind === 'neg' && node.children[0]?.kind === 'literal')
      return { node, type: 'number', value: `-${node.children[0].raw.value}`, doubleQuoted: false, span }
    if (node.kind !== 'literal' || node.parent?.kind === 'neg') return undefined
    const type = node.raw.literal_type === 'number' ? 'number' : 'string'
    return { node, type, value: String(node.raw.value), doubleQuoted: false, span }
  }
}

function describeOrdering(node: Node, selects: ReadonlyMap<Node, Select>): Ordering | undefined {
  if (!selects.has(node) && !isSetOperation(node) && node.kind !== 'subquery') return undefined
  const clause = isRaw(node.raw.order_by) ? node.raw.order_by.expressions : undefined
  const written = Array.isArray(clause) ? (clause as Raw[]) : []
  const limit = childAt(node, 'limit')
  if (written.length === 0 && !limit) return undefined
  const nodes = childrenAt(node, 'order_by')
  const keys = written.flatMap((key, i) => {
    const at = nodes.find(({ role }) => role.startsWith(`order_by.expressions.${i}.`))
    const nullsSaid = typeof key.nulls_first === 'boolean'
    return at ? [{ node: at, descending: key.desc === true, nullsSaid }] : []
  })
  const select = selects.get(node) ?? firstSelect(node, selects)
  const top = node.parent === undefined
  return { owner: node, keys, limit, offset: childAt(node, 'offset'), top, select }
}

function firstSelect(node: Node, selects: ReadonlyMap<Node, Select>): Select | undefined {
  return [...walk(node)].map((each) => selects.get(each)).find((select) => select !== undefined)
}
