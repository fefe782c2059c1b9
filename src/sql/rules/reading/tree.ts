/** The parser's JSON as a tree of nodes that know their parent and stand in the order of the text. */

/** Any JSON object of the parser; members are looked at before they are used. */
export type Raw = Readonly<Record<string, unknown>>

/** One expression or clause of the AST: `{ "column": {…} }` is a node of kind `column`. */
export interface Node {
  readonly kind: string
  /** What stands under the kind; empty where the parser has nothing to say. */
  readonly raw: Raw
  /** The keys that lead here from the parent's `raw`, such as `left` or `order_by.expressions.0.this`. */
  readonly role: string
  readonly parent: Node | undefined
  readonly children: readonly Node[]
}

/** The members of a query in the order in which they are written; others follow. */
const WRITTEN = [
  'with',
  'left',
  'condition',
  'distinct_on',
  'this',
  'expressions',
  'args',
  'from',
  'joins',
  'where_clause',
  'group_by',
  'having',
  'windows',
  'right',
  'order_by',
  'limit',
  'offset',
]

/** A tree from one statement of the parser. */
export function buildTree(statement: unknown): Node | undefined {
  return nodesBelow(statement, '', undefined)[0]
}

/** The node and everything below it, in the order of the text. */
export function* walk(node: Node): Generator<Node> {
  yield node
  for (const child of node.children) yield* walk(child)
}

/** The first child whose role is, or starts below, the given key. */
export function childAt(node: Node, key: string): Node | undefined {
  return node.children.find(({ role }) => role === key || role.startsWith(`${key}.`))
}

/** Every child whose role is, or starts below, the given key. */
export function childrenAt(node: Node, key: string): Node[] {
  return node.children.filter(({ role }) => role === key || role.startsWith(`${key}.`))
}

/** The node without the brackets round it. */
export function bare(node: Node): Node {
  return node.kind === 'paren' && node.children[0] ? bare(node.children[0]) : node
}

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The name in an identifier of the parser, `{ name, quoted, span }`. */
export function nameIn(identifier: unknown): string | undefined {
  return isRaw(identifier) && typeof identifier.name === 'string' ? identifier.name : undefined
}

/** The nodes nearest below a value; the wrapper that the parser puts round an expression with a comment is left out. */
function nodesBelow(value: unknown, role: string, parent: Node | undefined): Node[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => nodesBelow(item, `${role}.${i}`, parent))
  if (!isRaw(value)) return []
  const kind = kindOf(value)
  if (kind === undefined) return membersBelow(value, role, parent)
  const raw = value[kind]
  if (kind === 'annotated' && isRaw(raw)) return nodesBelow(raw.this, role, parent)
  const children: Node[] = []
  const node: Node = { kind, raw: isRaw(raw) ? raw : {}, role, parent, children }
  children.push(...membersBelow(node.raw, '', node))
  return [node]
}

function membersBelow(raw: Raw, role: string, parent: Node | undefined): Node[] {
  const keys = Object.keys(raw).sort((a, b) => place(a) - place(b))
  return keys.flatMap((key) => nodesBelow(raw[key], role ? `${role}.${key}` : key, parent))
}

function place(key: string): number {
  const at = WRITTEN.indexOf(key)
  return at < 0 ? WRITTEN.length : at
}

/** A node is an object with its kind as only member; `this` and `expressions` are members of clauses, not kinds. */
function kindOf(raw: Raw): string | undefined {
  const keys = Object.keys(raw)
  const kind = keys[0]
  if (keys.length !== 1 || kind === undefined || kind === 'this' || kind === 'expressions') return undefined
  return raw[kind] === null || isRaw(raw[kind]) ? kind : undefined
}
