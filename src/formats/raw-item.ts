/** The pieces that a text file falls into before anyone reads them: elements of a JSON array, or lines. */

/** One element or line, with its place; a `problem` where its text cannot be had. */
export interface RawItem {
  /** Counted from 1; blank lines do not count. */
  readonly number: number
  /** The line of the file on which it begins, counted from 1. */
  readonly line: number
  readonly text: string
  /** Goes on from the item's place: `is cut off: the file ends inside it`. */
  readonly problem?: string
}

/** Takes a text in pieces and gives the items as they become complete; holds one item at most. */
export interface Splitter {
  push(chunk: string): RawItem[]
  /** What is left when the text has ended. */
  end(): RawItem[]
}

/** No question or query is this long (UTF-16 units); what is, is reported and not held in memory. */
export const MAX_ITEM_LENGTH = 4 * 1024 * 1024

export const TOO_LONG = `is longer than ${MAX_ITEM_LENGTH / 1024 / 1024} million characters`

/** The text of one item while it comes in, given up once it is too long. */
export interface Growing {
  add(piece: string): void
  /** The text so far, or the problem with it; starts anew. */
  take(): { text: string; problem?: string }
}

export function growing(): Growing {
  let pieces: string[] = []
  let length = 0
  return {
    add(piece) {
      length += piece.length
      if (length <= MAX_ITEM_LENGTH) pieces.push(piece)
      else pieces = []
    },
    take() {
      const whole = length <= MAX_ITEM_LENGTH ? { text: pieces.join('') } : { text: '', problem: TOO_LONG }
      pieces = []
      length = 0
      return whole
    },
  }
}
