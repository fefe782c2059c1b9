/** Gives every item of a file an id of its own, the same on every reading. */
import type { ReadContext } from './format.ts'

/** What is done with an id that an earlier item has already. */
export type RepeatedId = 'rename' | 'fail'

export interface ItemId {
  readonly id: string
  readonly note?: string
  /** Where the id was used before, if repeated ids fail. */
  readonly takenBy?: string
}

/** Names the items of one file. */
export type NameItem = (given: string | number | undefined, index: number, place: string) => ItemId

/**
 * The publisher's id where there is one: text as it is, a bare number as `<collection>-<number>`; else
 * `<collection>-<index>` with the index counted from 0. An id that is taken gets `-2`, `-3`, … and a note.
 *
 * @param whenRepeated `fail` for files whose ids others refer to: a second item with the same id cannot come in
 */
export function namer(context: ReadContext, whenRepeated: RepeatedId): NameItem {
  const taken = new Map<string, string>()
  return (given, index, place) => {
    const wanted = typeof given === 'string' ? given : `${context.collection}-${given ?? index}`
    const before = taken.get(wanted)
    if (before !== undefined && whenRepeated === 'fail') return { id: wanted, takenBy: before }
    const id = before === undefined ? wanted : firstFree(wanted, taken)
    taken.set(id, place)
    if (before === undefined) return { id }
    return { id, note: `${place} has the id "${wanted}" of ${before}; it is called "${id}" here` }
  }
}

function firstFree(wanted: string, taken: ReadonlyMap<string, string>): string {
  for (let n = 2; ; n++) if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`
}
