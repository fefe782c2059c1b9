/** Which columns of a SELECT have one value for each of its groups: those grouped by, and what follows by keys and joins. */
import type { ColumnUse, Reading } from './reading.ts'
import { clauseOf, type Meaning, type Select, type Source } from './selects.ts'
import { bare, childAt, childrenAt, isRaw, type Node, nameIn } from './tree.ts'

/**
 * A test of columns: has this one a single value in each group of the SELECT?
 *
 * Follows GROUP BY (also by output alias and by position), equalities of ON, USING and WHERE, and primary and unique keys.
 */
export function determined(select: Select, query: Reading): (column: Meaning) => boolean {
  const settled = new Set(groupColumns(select, query).map(keyOf))
  const links = equalities(select, query)
  let before = -1
  while (settled.size > before) {
    before = settled.size
    for (const [a, b] of links) {
      if (b === undefined || settled.has(b)) settled.add(a)
      if (b !== undefined && settled.has(a)) settled.add(b)
    }
    for (const source of select.sources) if (hasSettledKey(source, settled)) settleAll(source, settled)
  }
  return (column) => settled.has(keyOf(column))
}

function groupColumns(select: Select, query: Reading): Meaning[] {
  return childrenAt(select.node, 'group_by').flatMap((node) => {
    const literal = query.literalAt(node)
    const use = query.columnAt(node)
    const output = literal
      ? select.outputs[Number(literal.value) - 1]
      : use?.meaning.kind === 'alias'
        ? select.outputAliases.get(use.name.toLowerCase())
        : undefined
    const target = output?.kind === 'alias' ? output.children[0] : (output ?? node)
    const meaning = target && query.columnAt(bare(target))?.meaning
    return meaning ? [meaning] : []
  })
}

/** Pairs of columns that are equal in every row; a column that equals a constant stands alone. */
function equalities(select: Select, query: Reading): [string, string | undefined][] {
  const own = (use: ColumnUse | undefined) =>
    use && query.selectOf(use.node) === select ? keyOf(use.meaning) : undefined
  const written = query.nodes.flatMap((node): [string, string | undefined][] => {
    const clause = clauseOf(node)
    if (node.kind !== 'eq' || (clause !== 'on' && clause !== 'where') || isUnderOr(node)) return []
    const sides = [childAt(node, 'left'), childAt(node, 'right')].map((side) => side && bare(side))
    const [a, b] = sides.map((side) => own(side && query.columnAt(side)))
    if (a !== undefined && b !== undefined) return [[a, b]]
    const constant = sides.some((side) => side && query.literalAt(side))
    const column = a ?? b
    return constant && column !== undefined ? [[column, undefined]] : []
  })
  return [...written, ...sharedNames(select)]
}

/** Columns that USING or NATURAL JOIN make equal. */
function sharedNames({ node, sources }: Select): [string, string][] {
  const joins = Array.isArray(node.raw.joins) ? node.raw.joins.filter(isRaw) : []
  const using = joins.flatMap((join) =>
    Array.isArray(join.using) ? join.using.flatMap((name) => nameIn(name) ?? []) : [],
  )
  const natural = joins.some((join) => /natural/i.test(String(join.kind)))
  const names = new Set(using.map((name) => name.toLowerCase()))
  return sources.slice(1).flatMap((source, i) => {
    const left = new Set(sources[i]!.table?.columns.map(({ name }) => name.toLowerCase()))
    const both = source.table?.columns.filter(({ name }) => left.has(name.toLowerCase())) ?? []
    const joined = both.filter(({ name }) => natural || names.has(name.toLowerCase()))
    return joined.map(({ name }): [string, string] => [keyFor(sources[i]!, name), keyFor(source, name)])
  })
}

function isUnderOr(node: Node): boolean {
  for (let at = node.parent; at && at.kind !== 'select'; at = at.parent)
    if (at.kind === 'or' || at.kind === 'not' || at.kind === 'case') return true
  return false
}

function hasSettledKey(source: Source, settled: ReadonlySet<string>): boolean {
  const keys = source.table ? [source.table.primaryKey, ...source.table.uniqueKeys] : []
  return keys.some((key) => key.length > 0 && key.every((name) => settled.has(keyFor(source, name))))
}

function settleAll(source: Source, settled: Set<string>): void {
  for (const { name } of source.table?.columns ?? []) settled.add(keyFor(source, name))
}

function keyOf({ source, column }: Meaning): string {
  return source && column ? keyFor(source, column.name) : ''
}

function keyFor(source: Source, column: string): string {
  return `${source.name}\u0000${column}`.toLowerCase()
}
