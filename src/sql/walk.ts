/** Going through a parsed query, node by node. */
import type { Fields } from './parse.ts'

/** Records with one member that are fields of a node and no nodes themselves. */
const PLAIN = new Set(['this', 'expressions'])

/** The kind and fields of a node, such as `column` and its members; undefined if the value is no node. */
export function nodeOf(value: unknown): { readonly kind: string; readonly fields: Fields } | undefined {
  if (!isRecord(value)) return undefined
  const keys = Object.keys(value)
  const kind = keys[0]
  if (keys.length !== 1 || kind === undefined || PLAIN.has(kind)) return undefined
  const fields = value[kind]
  if (fields === null) return { kind, fields: {} }
  return isRecord(fields) ? { kind, fields } : undefined
}

/** The fields of a node if it is of the kind asked for. */
export function fieldsOf(value: unknown, kind: string): Fields | undefined {
  const node = nodeOf(value)
  return node?.kind === kind ? node.fields : undefined
}

export function isRecord(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/**
 * Called for each node, parents before children, in the order of the text where the tree keeps it.
 *
 * @param ancestors kinds from the root to the parent; the same array is reused, so copy what is kept
 * @returns false to leave out what is below this node
 */
export type Visit = (kind: string, fields: Fields, ancestors: readonly string[]) => unknown

/** Visits every node below (and with) a value: a node, a list, or a field record. */
export function walk(value: unknown, visit: Visit): void {
  descend(value, visit, [])
}

function descend(value: unknown, visit: Visit, ancestors: string[]): void {
  if (Array.isArray(value)) {
    for (const member of value) descend(member, visit, ancestors)
    return
  }
  if (!isRecord(value)) return
  const node = nodeOf(value)
  if (node && visit(node.kind, node.fields, ancestors) === false) return
  if (node) ancestors.push(node.kind)
  for (const member of Object.values(node ? node.fields : value)) descend(member, visit, ancestors)
  if (node) ancestors.pop()
}
