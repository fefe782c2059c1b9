/** An imported pair at its place in the workspace: its source, data set and split. */
import type { Pair } from '../../model/pair.ts'
import type { Source, Split } from '../../model/source.ts'
import type { SourceBook } from './source-book.ts'

export interface PlacedPair {
  readonly pair: Pair
  readonly source: Source
  readonly dataset: string
}

/** What a publisher calls a split, as one of our two sides: everything that is not for training is for testing. */
export function sideOf(split: string | undefined): Split | undefined {
  if (split === undefined || split === '') return undefined
  return /^train/i.test(split) ? 'train' : 'test'
}

export interface PlaceOptions {
  readonly book: SourceBook
  /** The data set that was asked for. */
  readonly dataset: string | undefined
  /** What the format says of the file where nobody names a data set. */
  readonly datasetOfFile: string
}

/** Finds the source of a pair, or says why it has no place. */
export async function placePair(
  pair: Pair,
  { book, dataset, datasetOfFile }: PlaceOptions,
): Promise<PlacedPair | { readonly problem: string }> {
  const own = pair.dataset === datasetOfFile ? undefined : pair.dataset
  const named = own ?? dataset
  const wanted = { db: pair.db_id, dataset: named ?? datasetOfFile, split: sideOf(pair.split) }
  const source = await book.find(wanted)
  if ('problem' in source) return source
  return { pair, source, dataset: named ?? source.dataset }
}
