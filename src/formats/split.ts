/** Cuts a file's text into items, as elements of an array or as lines, whichever its first character says. */
import type { FormatInput } from './format.ts'
import { splitArray } from './json-array.ts'
import { splitLines } from './lines.ts'
import type { RawItem, Splitter } from './raw-item.ts'

export type Container = 'array' | 'lines'

/** An item with its place in words: `dev.json item 12 (line 480)`, or `dev.jsonl line 12`. */
export interface PlacedItem extends RawItem {
  readonly place: string
}

/** Which way a text goes: a JSON array, or lines; undefined while it is blank. */
export function containerOf(text: string): Container | undefined {
  const first = text.trimStart()[0]
  return first === undefined ? undefined : first === '[' ? 'array' : 'lines'
}

/** A splitter for the container. */
export function splitterOf(container: Container): Splitter {
  return container === 'array' ? splitArray() : splitLines()
}

/** Every item of a file, in order, read as it comes in; blank files have none. */
export async function* splitInput(input: FormatInput, as?: Container): AsyncGenerator<PlacedItem> {
  let container = as
  let splitter: Splitter | undefined
  let unread = ''
  const name = input.path.split('/').at(-1)!
  const placed = (item: RawItem): PlacedItem => ({
    ...item,
    place: `${name} ${container === 'array' ? `item ${item.number} (line ${item.line})` : `line ${item.line}`}`,
  })
  for await (const chunk of input.text()) {
    unread += chunk
    container ??= containerOf(unread)
    if (!container) continue
    splitter ??= splitterOf(container)
    for (const item of splitter.push(unread)) yield placed(item)
    unread = ''
  }
  for (const item of splitter?.end() ?? []) yield placed(item)
}
