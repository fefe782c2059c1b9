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
  const free = placesByText(tokens)
  const spans = new Map<Node, Span>()
  for (const node of walk(root)) {
    const key = textOf(node)
    const own = key === undefined ? spanIn(node, units) : free.get(key)?.shift()
    if (own) spans.set(node, own)
  }
  spread(root, spans, tokens)
  return spans
}

/** The least span that covers all of them. */
export function hull(spans: readonly Span[]): Span | undefined {
  if (spans.length === 0) return undefined
  return [Math.min(...spans.map(([from]) => from)), Math.max(...spans.map(([, to]) => to))]
}

/** The places, in order, of what the parser gives no place: literals and `count(*)`. */
function placesByText(tokens: readonly Token[]): Map<string, Span[]> {
  const places = new Map<string, Span[]>()
  tokens.forEach((token, i) => {
    const isCount = /^count$/i.test(token.text) && tokens[i + 1]?.text === '(' && tokens[i + 2]?.text === '*'
    const literal = token.type === 'NUMBER' ? 'number' : token.type === 'STRING' ? 'string' : undefined
    const key = isCount ? COUNT_STAR : literal && `${literal}:${token.text}`
    const to = isCount ? (tokens[i + 3]?.span[1] ?? token.span[1]) : token.span[1]
    if (key) places.set(key, [...(places.get(key) ?? []), [token.span[0], to]])
  })
  return places
}

const COUNT_STAR = 'count(*)'

function textOf({ kind, raw }: Node): string | undefined {
  if (kind === 'literal') return `${raw.literal_type}:${raw.value}`
  return kind === 'count' && raw.star === true ? COUNT_STAR : undefined
}

function spanIn({ kind, raw }: Node, units: (at: number) => number): Span | undefined {
  const named = kind === 'alias' ? raw.alias : raw.name
  const from = [raw.span, isRaw(named) ? named.span : undefined].find(isRaw)
  return from && [units(Number(from.start)), units(Number(from.end))]
}

/** Gives every node without a place of its own the hull of its children's, with its brackets and its function's name. */
function spread(node: Node, spans: Map<Node, Span>, tokens: readonly Token[]): void {
  for (const child of node.children) spread(child, spans, tokens)
  const parts = [node, ...node.children].map((part) => spans.get(part))
  const covered = hull(parts.filter((span) => span !== undefined))
  if (!covered || node.children.length === 0) return
  const named = node.kind === 'case' ? wholeCase(covered, tokens) : fromName(node, covered, tokens)
  spans.set(node, closed(named, tokens))
}

/** The span of a CASE from its first word to its END. */
function wholeCase([from, to]: Span, tokens: readonly Token[]): Span {
  const before = tokens.filter(({ text, span }) => span[1] <= from && /^case$/i.test(text)).at(-1)
  const after = tokens.find(({ text, span }) => span[0] >= to && /^end$/i.test(text))
  return [before?.span[0] ?? from, after?.span[1] ?? to]
}

/** The span from the name of the function whose arguments it covers. */
function fromName({ kind, raw }: Node, [from, to]: Span, tokens: readonly Token[]): Span {
  const names = [raw.name, raw.original_name, kind].map((name) => String(name).toLowerCase())
  let at = tokens.findIndex((token) => token.span[0] >= from) - 1
  while (/^(\(|distinct)$/i.test(tokens[at]?.text ?? '')) at -= 1
  const name = tokens[at]
  return name && tokens[at + 1]?.text === '(' && names.includes(name.text.toLowerCase())
    ? [name.span[0], to]
    : [from, to]
}

/** The span widened until every bracket in it has its partner. */
function closed([from, to]: Span, tokens: readonly Token[]): Span {
  const first = tokens.findIndex((token) => token.span[0] >= from)
  const end = tokens.findIndex((token) => token.span[0] >= to)
  const after = end < 0 ? tokens.length : end
  let open = 0
  let unopened = 0
  for (const { text } of tokens.slice(first, after)) {
    if (text === '(') open += 1
    else if (text === ')' && open > 0) open -= 1
    else if (text === ')') unopened += 1
  }
  const left = partner(tokens.slice(0, first).reverse(), '(', unopened)
  const right = partner(tokens.slice(after), ')', open)
  return [left?.span[0] ?? from, right?.span[1] ?? to]
}

/** The n-th bracket that closes what is still open, going through tokens in their order. */
function partner(tokens: readonly Token[], bracket: '(' | ')', wanted: number): Token | undefined {
  let balance = 0
  for (const token of tokens) {
    if (wanted === 0) return undefined
    if (token.text === bracket) balance += 1
    else if (token.text === '(' || token.text === ')') balance -= 1
    if (balance === wanted) return token
  }
  return undefined
}
