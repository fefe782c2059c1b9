/** Where things stand in the SQL text, in UTF-16 units; the parser counts code points and gives literals no place at all. */
import { isRaw, type Node, walk } from './tree.ts'

/** `[from, to)` in UTF-16 units. */
export type Span = readonly [from: number, to: number]

/** A token of the text. Quotes are taken off `text`. */
export interface Token {
  readonly type: string
  readonly text: string
  readonly span: Span
}

/** A function from code points to UTF-16 units of this text. */
export function toUnits(sql: string): (codePoints: number) => number {
  if (!/[\ud800-\udfff]/.test(sql)) return (at) => at
  const starts = [0]
  for (const character of sql) starts.push(starts.at(-1)! + character.length)
  return (at) => starts[Math.min(at, starts.length - 1)]!
}

/** The place of each node that can be found: identifiers by the parser, literals by their tokens, the rest by what they hold. */
export function locate(root: Node, tokens: readonly Token[], units: (at: number) => number): Map<Node, Span> {
  const free = new Map<string, Token[]>()
  for (const token of tokens) {
    const key = literalKey(token.type === 'NUMBER' ? 'number' : 'string', token.text)
    if (token.type === 'NUMBER' || token.type === 'STRING') free.set(key, [...(free.get(key) ?? []), token])
  }
  const spans = new Map<Node, Span>()
  for (const node of walk(root)) {
    const own = node.kind === 'literal' ? free.get(keyOfLiteral(node))?.shift()?.span : spanIn(node, units)
    if (own) spans.set(node, own)
  }
  spread(root, spans)
  return spans
}

/** The least span that covers all of them. */
export function hull(spans: readonly Span[]): Span | undefined {
  if (spans.length === 0) return undefined
  return [Math.min(...spans.map(([from]) => from)), Math.max(...spans.map(([, to]) => to))]
}

function keyOfLiteral(node: Node): string {
  return literalKey(String(node.raw.literal_type), String(node.raw.value))
}

function literalKey(type: string, text: string): string {
  return `${type}:${text}`
}

function spanIn(node: Node, units: (at: number) => number): Span | undefined {
  const from = [node.raw.span, isRaw(node.raw.name) ? node.raw.name.span : undefined].find(isRaw)
  if (!from) return undefined
  return [units(Number(from.start)), units(Number(from.end))]
}

/** Gives every node without a place of its own the hull of its children's. */
function spread(node: Node, spans: Map<Node, Span>): void {
  for (const child of node.children) spread(child, spans)
  const parts = [node, ...node.children].map((part) => spans.get(part))
  const covered = hull(parts.filter((span) => span !== undefined))
  if (covered) spans.set(node, covered)
}
