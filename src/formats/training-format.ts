/** The plug point for what trainers read: a line of JSON for each pair of a release. Adding one = one file + one line in `training/all.ts`. */
import type { Pair } from '../model/pair.ts'
import type { PairLineage } from '../model/release.ts'

/** A pair of a release with the prompt that asks for its SQL. */
export interface TrainingPair {
  readonly pair: Pair & { readonly sql: string }
  /** The whole task as one text: schema, evidence and question. */
  readonly prompt: string
  readonly meta: TrainingMeta
}

/** What is said of a pair beside it, in a member that trainers pass over. */
export type TrainingMeta = Pick<PairLineage, 'settledBy' | 'guidelineVersion' | 'origin' | 'recorded'> & {
  readonly id: string
  readonly release: string
}

export const TRAINING_SPLITS = ['train', 'validation', 'test'] as const
export type TrainingSplit = (typeof TRAINING_SPLITS)[number]

export interface TrainingFormat {
  readonly name: string
  /** One line for `concord export --help`. */
  readonly summary: string
  /** The members of a pair that can be read off a line again. */
  readonly carries: readonly (keyof Pair)[]
  /** The file of a split, below the folder that is written. */
  file(split: TrainingSplit): string
  /** The object of one line. */
  line(pair: TrainingPair): Readonly<Record<string, unknown>>
  /** A file beside the splits that says what they hold, if the format has one. */
  readonly card?: { readonly file: string }
}
