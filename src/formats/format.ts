/** The plug point for formats of pairs: text to nouns and back, with no disk. Adding one = one file + one line in `all.ts`. */
import type { Pair } from '../model/pair.ts'

/** One file of a collection, opened by somebody else: a format never touches the disk. */
export interface FormatInput {
  /** The file's path below the collection, for messages. */
  readonly path: string
  /** The text in pieces, so that a huge file is never held whole. */
  text(): AsyncIterable<string>
}

/** What an item of a file became. */
export type ReadItem =
  | {
      readonly kind: 'pair'
      readonly pair: Pair
      /** The publisher's members that a pair has no place for, such as `difficulty`. */
      readonly leftOut: readonly string[]
      /** What was changed to let it in, such as an id that was not unique; nothing mostly. */
      readonly note?: string
    }
  /**
   * The item cannot come in. `item` is its place, such as `dev.json item 12 (line 480)`, counted from 1;
   * `reason` goes on from there: `has no "query"`.
   */
  | { readonly kind: 'failed'; readonly item: string; readonly reason: string }

export interface Format {
  readonly name: string
  /** One line for `concord formats`. */
  readonly summary: string
  /** The members of `Pair` that survive a round trip. */
  readonly carries: readonly (keyof Pair)[]
  /**
   * How sure the format is, from the first 64 KiB of the file alone, that this is it: 0 not at all … 1 certain.
   * Content decides, the name of the file does not.
   */
  recognises(beginning: string, path: string): number
  /** The data set that a file at this path belongs to, where neither the items nor the caller name one. */
  datasetOf(path: string): string
  /** Reads every item; one that cannot come in is reported, and the rest comes in. */
  read?(input: FormatInput, context: ReadContext): AsyncIterable<ReadItem>
  /** Writes pairs; yields pieces of text. */
  write?(pairs: AsyncIterable<Pair>, context: WriteContext): AsyncIterable<string>
}

export interface ReadContext {
  /** Used where the items name no data set or split of their own. */
  readonly dataset: string
  readonly split?: string
  /**
   * What the ids of items without one of their own begin with, such as `spider-dev`: apart from `split`, so that two
   * files of a publisher that are used as one split do not get the same ids.
   */
  readonly collection: string
}

export interface WriteContext {
  readonly dataset: string
  /** Called for a pair that the format cannot hold; `reason` goes on from the pair's id: `has no SQL`. */
  drop(id: string, reason: string): void
}
