/** Reads the objects of a JSON array, or of lines, as pairs by a shape. */
import type { FormatInput, ReadContext, ReadItem } from './format.ts'
import { type NameItem, namer } from './item-ids.ts'
import { givenId, type JsonObject, kindOf, leftOut, membersOf, problemOf, type Shape } from './shape.ts'
import { type PlacedItem, splitInput } from './split.ts'
import { holdsUndecodable } from './undecodable.ts'

/** Every item of the input, as a pair or as the reason why it is none. */
export async function* readByShape(
  input: FormatInput,
  context: ReadContext,
  shape: Shape,
): AsyncGenerator<ReadItem> {
  const name = namer(context, shape.whenRepeated)
  for await (const item of splitInput(input)) yield toItem(item, { shape, context, name })
}

interface Reading {
  readonly shape: Shape
  readonly context: ReadContext
  readonly name: NameItem
}

function toItem(item: PlacedItem, { shape, context, name }: Reading): ReadItem {
  const failed = (reason: string): ReadItem => ({ kind: 'failed', item: item.place, reason })
  const parsed = parseObject(item)
  if ('problem' in parsed) return failed(parsed.problem)
  const { object } = parsed
  const problem = problemOf(object, shape)
  if (problem) return failed(problem)
  const { id, note, takenBy } = name(givenId(object, shape), item.number - 1, item.place)
  if (takenBy) return failed(`has the id "${id}" that ${takenBy} has already`)
  const { dataset, split } = context
  const members = membersOf(object, shape) as { db_id: string; question: string }
  const pair = { id, dataset, ...(split ? { split } : {}), ...members }
  return { kind: 'pair', pair, leftOut: leftOut(object, shape), ...(note ? { note } : {}) }
}

/** The object that an item's text is, or the problem with it, going on from its place. */
export function parseObject(item: PlacedItem): { object: JsonObject } | { problem: string } {
  if (item.problem) return { problem: item.problem }
  if (holdsUndecodable(item.text)) return { problem: 'holds bytes that are not UTF-8 text' }
  let value: unknown
  try {
    value = JSON.parse(item.text)
  } catch (thrown) {
    return { problem: `is not valid JSON: ${(thrown as Error).message}` }
  }
  const kind = kindOf(value)
  return kind === 'an object' ? { object: value as JsonObject } : { problem: `is ${kind}, not an object` }
}
