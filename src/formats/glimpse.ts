/** What the beginning of a file shows of its items, for formats to recognise themselves in. */
import { type JsonObject, kindOf } from './shape.ts'
import { type Container, containerOf, splitterOf } from './split.ts'

export interface Glimpse {
  readonly container: Container
  /** The objects that the beginning holds whole; or what can be seen of the first, if it holds none whole. */
  readonly objects: readonly JsonObject[]
}

/** @returns undefined if the beginning is blank */
export function glimpse(beginning: string): Glimpse | undefined {
  const container = containerOf(beginning)
  if (!container) return undefined
  const items = splitterOf(container).push(beginning)
  const texts = items.length > 0 ? items.map((item) => item.text) : [beginning.trim()]
  const objects = texts.map(parse).filter((value) => kindOf(value) === 'an object') as JsonObject[]
  return { container, objects: objects.length > 0 || items.length > 0 ? objects : [halfAnObject(beginning)] }
}

/**
 * The share of the objects seen that fit, in 0..1; a broken item here and there leaves the others to decide.
 */
export function shareOf(seen: Glimpse, fits: (object: JsonObject) => boolean): number {
  return seen.objects.length === 0 ? 0 : seen.objects.filter(fits).length / seen.objects.length
}

/** True if all of the members are text. */
export function hasTexts(object: JsonObject, keys: readonly string[]): boolean {
  return keys.every((key) => typeof object[key] === 'string')
}

/** The names of the members seen, most frequent first, for telling what was found. */
export function membersSeen(seen: Glimpse): string[] {
  const counts = new Map<string, number>()
  for (const object of seen.objects) {
    for (const key of Object.keys(object)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([key]) => key)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined
    throw thrown
  }
}

/** The members whose names and first character can be seen in an object that goes on beyond the beginning. */
function halfAnObject(text: string): JsonObject {
  const seen = [...text.matchAll(/"(\w+)"\s*:\s*(\S)/g)].map(([, key, first]) => [
    key,
    first === '"' ? '…' : {},
  ])
  return Object.fromEntries(seen.reverse())
}
