/** Gives set operations back to the queries that they join, where the parser hung them on a subquery inside of one. */
import type { Fields, SqlNode } from './parse.ts'
import { fieldsOf, isRecord, nodeOf } from './walk.ts'

const SET_OPERATIONS = ['union', 'intersect', 'except']

/**
 * Mends what the parser reads amiss: in `SELECT a FROM t WHERE b = (SELECT c FROM u) UNION SELECT d FROM v` it takes the
 * UNION for a part of the comparison, and in `SELECT * FROM (SELECT c FROM u) UNION …` for a part of FROM. Without
 * parentheses round it a set operation cannot be either. Doubled parentheses, `b = ((SELECT …)) UNION …`, cannot be told
 * from `b = (SELECT … UNION …)` in the tree and stay as they are.
 *
 * @returns statements in which every set operation stands above the queries that it joins, from left to right
 */
export function withSetOperationsOutside(statements: readonly SqlNode[]): readonly SqlNode[] {
  return statements.map((statement) => mended(statement, new Set()) as SqlNode)
}

/** @param moved gathers the operations that were moved out: one on a right side follows the operation before it */
function mended(value: unknown, moved: Set<unknown>): unknown {
  if (Array.isArray(value)) return value.map((member) => mended(member, moved))
  if (!isRecord(value)) return value
  const whole = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mended(member, moved)]))
  const select = fieldsOf(whole, 'select')
  const outside = select && outsideOf(select)
  if (outside) moved.add(outside)
  return outside ?? leftToRight(whole, moved)
}

/** The set operation that a SELECT has swallowed, with that SELECT as its first side; undefined if there is none. */
function outsideOf(select: Fields): SqlNode | undefined {
  for (const clause of ['having', 'group_by', 'where_clause', 'joins', 'from', 'expressions']) {
    const found = swallowedBy(select[clause])
    if (!found) continue
    const first = { select: { ...select, with: null, [clause]: found.without } }
    return withFields(withFirstSide(found.operation, first), { with: select.with })
  }
  return undefined
}

interface Swallowed {
  readonly operation: SqlNode
  /** What swallowed it, with only the operation's first side in its place. */
  readonly without: unknown
}

/** The set operation at the very end of a clause: what was swallowed reaches to the end of the SELECT. */
function swallowedBy(value: unknown): Swallowed | undefined {
  if (Array.isArray(value)) return inMember(value, value.length - 1)
  const node = nodeOf(value)
  if (!node) return isRecord(value) ? inField(value, ['on', 'expressions', 'this']) : undefined
  if (isSetOperation(value)) {
    const first = firstSide(value)
    return fieldsOf(first, 'subquery') && { operation: value, without: first }
  }
  if (node.kind === 'subquery') return swallowedAsTable(node.fields)
  const found = inField(node.fields, ENDS[node.kind] ?? ['right'])
  return found && { ...found, without: { [node.kind]: found.without } }
}

/** What else than a right side a node can end with. */
const ENDS: Readonly<Record<string, readonly string[]>> = { not: ['this'], neg: ['this'], between: ['high'] }

/** In FROM the parser makes one subquery of the first one and what follows; a real one with sides in parentheses has an alias. */
function swallowedAsTable({ this: inner, alias }: Fields): Swallowed | undefined {
  return alias || !isSetOperation(inner) ? undefined : swallowedBy(inner)
}

function inMember(list: readonly unknown[], place: number): Swallowed | undefined {
  const found = place < 0 ? undefined : swallowedBy(list[place])
  return found && { ...found, without: list.with(place, found.without) }
}

function inField(fields: Fields, names: readonly string[]): Swallowed | undefined {
  const name = names.find((one) => isRecord(fields[one]) || Array.isArray(fields[one]))
  const found = name && swallowedBy(fields[name])
  return found ? { ...found, without: { ...fields, [name]: found.without } } : undefined
}

/** `a UNION (b EXCEPT c)` as `(a UNION b) EXCEPT c`, where the right side is one only because it was moved out. */
function leftToRight(whole: Fields, moved: Set<unknown>): Fields {
  if (!isSetOperation(whole)) return whole
  const right = fieldsIn(whole).right
  if (!moved.has(right) || !isSetOperation(right)) return whole
  const before = withFields(whole, { right: firstSide(right), with: null })
  const result = withFields(withFirstSide(right, before), { with: fieldsIn(whole).with })
  moved.add(result)
  return result
}

function isSetOperation(value: unknown): value is SqlNode {
  return SET_OPERATIONS.includes(nodeOf(value)?.kind ?? '')
}

function fieldsIn(operation: SqlNode): Fields {
  return Object.values(operation)[0] as Fields
}

function withFields(operation: SqlNode, fields: Fields): SqlNode {
  return { [Object.keys(operation)[0]!]: { ...fieldsIn(operation), ...fields } }
}

/** The leftmost of all that a chain of set operations joins. */
function firstSide(operation: SqlNode): unknown {
  const { left } = fieldsIn(operation)
  return isSetOperation(left) ? firstSide(left) : left
}

function withFirstSide(operation: SqlNode, first: unknown): SqlNode {
  const { left } = fieldsIn(operation)
  return withFields(operation, { left: isSetOperation(left) ? withFirstSide(left, first) : first })
}
