/** The comparisons of a query with what is written out in it: `age > 30`, `name LIKE '%a%'`, `x IN (1, 2)`. */
import type { Meaning } from './selects.ts'
import type { Span } from './spans.ts'
import { bare, childAt, childrenAt, type Node } from './tree.ts'

/** A value written out in the SQL. */
export interface Literal {
  readonly node: Node
  readonly type: 'string' | 'number'
  /** As written, without quotes, with its minus sign. */
  readonly value: string
  /** True for `"…"` that names no column, which SQLite reads as text. */
  readonly doubleQuoted: boolean
  readonly span: Span
}

export type Operator = '=' | '<>' | '<' | '<=' | '>' | '>=' | 'like' | 'in' | 'between'

export interface Comparison {
  readonly node: Node
  /** As if the literal stood on the right: `30 < age` is `age > 30`. */
  readonly operator: Operator
  /** What is compared, without brackets. */
  readonly left: Node
  /** The column that is compared, alone or in lower(), trim(), CAST and their kind. */
  readonly column: Meaning | undefined
  /** True if the column stands there alone. */
  readonly plain: boolean
  readonly literals: readonly Literal[]
}

/** What the finder of comparisons has to be told. */
export interface Resolver {
  literal(node: Node): Literal | undefined
  meaning(column: Node): Meaning | undefined
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  eq: '=',
  null_safe_eq: '=',
  is: '=',
  neq: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  like: 'like',
  i_like: 'like',
  glob: 'like',
}
const FLIPPED: Readonly<Partial<Record<Operator, Operator>>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }
const WRAPPERS = new Set(['lower', 'upper', 'trim', 'ltrim', 'rtrim', 'cast'])

/** The comparison that a node makes with literals, if it makes one. */
export function comparisonAt(node: Node, resolver: Resolver): Comparison | undefined {
  if (node.kind === 'in')
    return listed(node, 'in', [childAt(node, 'this'), childrenAt(node, 'expressions')], resolver)
  if (node.kind === 'between') {
    const ends = [childAt(node, 'low'), childAt(node, 'high')].filter((end) => end !== undefined)
    return listed(node, 'between', [childAt(node, 'this'), ends], resolver)
  }
  const operator = OPERATORS[node.kind]
  const left = childAt(node, 'left')
  const right = childAt(node, 'right')
  if (!operator || !left || !right) return undefined
  if (resolver.literal(bare(left)) && !resolver.literal(bare(right)))
    return listed(node, FLIPPED[operator] ?? operator, [right, [left]], resolver)
  return listed(node, operator, [left, [right]], resolver)
}

type Sides = readonly [left: Node | undefined, right: readonly Node[]]

function listed(
  node: Node,
  operator: Operator,
  [side, right]: Sides,
  resolver: Resolver,
): Comparison | undefined {
  const literals = right.flatMap((each) => resolver.literal(bare(each)) ?? [])
  if (!side || literals.length === 0) return undefined
  const left = bare(side)
  const column = columnIn(left)
  const meaning = column && resolver.meaning(column)
  return { node, operator, left, column: meaning, plain: column === left, literals }
}

/** The column inside functions that only dress it. */
function columnIn(node: Node): Node | undefined {
  if (node.kind === 'column') return node
  const name = node.kind === 'function' ? String(node.raw.name).toLowerCase() : node.kind
  const inside = WRAPPERS.has(name) ? node.children[0] : undefined
  return inside && columnIn(bare(inside))
}
