/** How two queries for one question stand to each other: exactly one class for each pair, each with its own route. */
import { z } from 'zod'
import { contentId } from './ids.ts'

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

const jsonRow = z.array(z.unknown())

/** Two candidates of one question, compared. Only ever added: a later judge's word stands beside the earlier one. */
export const agreement = z.object({
  id: z.string(),
  question: z.string(),
  round: z.number().int(),
  /** The two candidates' ids; which is whose is never shown to a reviewer. */
  a: z.string(),
  b: z.string(),
  class: pairClass,
  side: z.enum(['a', 'b', 'both']).optional(),
  counted: z.enum(['agreement', 'disagreement', 'not-counted']),
  /** What the shipped data said. */
  shipped: z.object({ match: z.boolean(), reason: z.string(), message: z.string().optional() }),
  instances: z.object({ tried: z.number().int(), separated: z.number().int() }),
  /** The smallest rows found that separate the two. */
  counterExample: z
    .object({
      /** The instance's name, where it is one. */
      instance: z.string().optional(),
      seed: z.number().int(),
      tables: z.record(z.string(), z.array(jsonRow)),
      sql: z.string(),
      a: z.array(jsonRow),
      b: z.array(jsonRow),
    })
    .optional(),
  /** Names the rules and the instances that judged. */
  judgeVersion: z.string(),
  at: z.string(),
})
export type Agreement = z.infer<typeof agreement>

/** The id of an agreement: two candidates, by one judge, in one round. */
export function agreementId(of: Pick<Agreement, 'round' | 'a' | 'b' | 'judgeVersion'>): string {
  return contentId('a', of.round, of.a, of.b, of.judgeVersion)
}
