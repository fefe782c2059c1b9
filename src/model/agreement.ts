/** How two queries for one question stand to each other: exactly one class for each pair, each with its own route. */
import { z } from 'zod'

/** The classes of two queries, in the order in which the first that fits is taken (CONTRACT.md). */
export const CLASSES = [
  'error',
  'timeout',
  'memory',
  'refused',
  'same-text',
  'same-ast',
  'differ-columns-only',
  'differ-order-only',
  'differ-duplicates-only',
  'differ-rounding-only',
  'differ',
  'same-on-shipped-only',
  'same-on-all-instances',
  'same-on-shipped',
] as const
export const pairClass = z.enum(CLASSES)
export type PairClass = z.infer<typeof pairClass>

/** What a class counts as: agreement, disagreement, or neither (both sides fail). */
export type Counted = 'agreement' | 'disagreement' | 'not-counted'

export interface ClassOfPair {
  readonly class: PairClass
  /** Which side failed, for the failing classes. */
  readonly side?: 'a' | 'b' | 'both'
}

/** Agreement, disagreement, or not counted. */
export function counted(of: ClassOfPair): Counted {
  if (of.class.startsWith('same-')) return of.class === 'same-on-shipped-only' ? 'disagreement' : 'agreement'
  if (of.class.startsWith('differ')) return 'disagreement'
  return of.side === 'both' ? 'not-counted' : 'disagreement'
}
