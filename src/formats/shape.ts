/** How a publisher's JSON objects map to pairs: what the formats with one object for each pair differ in. */
import type { Pair } from '../model/pair.ts'
import type { RepeatedId } from './item-ids.ts'

export interface Shape {
  /** Member of a pair → the publisher's name for it, in the order in which they are written. */
  readonly members: Readonly<Partial<Record<keyof Pair, string>>>
  /** Members of a pair that an item must have, and that say something. */
  readonly needs: readonly (keyof Pair)[]
  /** Of those, the ones that have to be there but may be empty. */
  readonly mayBeEmpty?: readonly (keyof Pair)[]
  readonly whenRepeated: RepeatedId
  /** A number as id is a whole id, not a place in the collection. */
  readonly numberIsWholeId?: boolean
}

export type JsonObject = Readonly<Record<string, unknown>>

const LISTS: ReadonlySet<keyof Pair> = new Set(['sql_alternatives', 'history'])

/**
 * Why an object cannot become a pair, going on from its place (`has no "query"`); undefined if it can.
 */
export function problemOf(object: JsonObject, shape: Shape): string | undefined {
  for (const [member, theirs] of Object.entries(shape.members) as [keyof Pair, string][]) {
    if (member === 'id') continue
    const value = valueIn(object, theirs, member)
    if (shape.needs.includes(member) && value === undefined) return `has no "${theirs}"`
    if (mustSaySomething(member, shape) && isBlank(value)) return `has an empty "${theirs}"`
    const wrong = wrongKind(value, member)
    if (wrong) return `has a "${theirs}" that is ${wrong}`
  }
  return undefined
}

/** The members of a pair that an object without problems gives, less its id. */
export function membersOf(object: JsonObject, shape: Shape): Partial<Pair> {
  const entries = (Object.entries(shape.members) as [keyof Pair, string][])
    .filter(([member]) => member !== 'id')
    .map(([member, theirs]) => [member, valueIn(object, theirs, member)])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** The publisher's id, text or number, if it can serve as one. */
export function givenId(object: JsonObject, shape: Shape): string | number | undefined {
  const value = shape.members.id === undefined ? undefined : own(object, shape.members.id)
  if (typeof value === 'string' && value !== '') return value
  if (typeof value !== 'number') return undefined
  return shape.numberIsWholeId ? String(value) : value
}

/** The object's members that a pair has no place for. */
export function leftOut(object: JsonObject, shape: Shape): string[] {
  const taken = new Set<string>(Object.values(shape.members))
  return Object.keys(object).filter((key) => !taken.has(key) && object[key] !== null)
}

/** A pair in the publisher's words, in the publisher's order. */
export function toObject(pair: Pair, shape: Shape): JsonObject {
  const entries = (Object.entries(shape.members) as [keyof Pair, string][]).map(([member, theirs]) => [
    theirs,
    pair[member],
  ])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** Why a pair cannot be written in a shape, going on from its id (`has no SQL`); undefined if it can. */
export function lackOf(pair: Pair, shape: Shape): string | undefined {
  const members = Object.keys(shape.members) as (keyof Pair)[]
  const lacking = members.find(
    (member) =>
      (shape.needs.includes(member) && pair[member] === undefined) ||
      (mustSaySomething(member, shape) && isBlank(pair[member])),
  )
  return lacking && `has no ${lacking === 'sql' ? 'SQL' : lacking}`
}

/** What kind of JSON value it is, for a sentence. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' ? 'text' : `a ${typeof value}`
}

/** A member; null is as good as absent, and so is empty text where it says nothing. */
function valueIn(object: JsonObject, theirs: string, member: keyof Pair): unknown {
  const value = own(object, theirs) ?? undefined
  const saysNothing = value === '' && member !== 'question' && member !== 'sql' && member !== 'db_id'
  return saysNothing ? undefined : value
}

function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

function wrongKind(value: unknown, member: keyof Pair): string | undefined {
  if (value === undefined) return undefined
  if (LISTS.has(member)) {
    const right = Array.isArray(value) && value.every((entry) => typeof entry === 'string')
    return right ? undefined : `${kindOf(value)}, not a list of texts`
  }
  if (typeof value === 'string') return undefined
  const parsed = member === 'sql' && typeof value === 'object' ? ' (a parsed query?)' : ''
  return `${kindOf(value)}${parsed}, not text`
}

function mustSaySomething(member: keyof Pair, { needs, mayBeEmpty }: Shape): boolean {
  return member === 'sql' || (needs.includes(member) && !mayBeEmpty?.includes(member))
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === ''
}
