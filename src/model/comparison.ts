/** What `concord compare` reports: how often agent and people disagree in a round, and what became of it. */
import { z } from 'zod'
import { pairClass } from './agreement.ts'

const counts = {
  /** Comparisons that count: of at least one side the query runs. */
  n: z.number().int(),
  /** Questions that these are of: with several people a question has several comparisons. */
  questions: z.number().int(),
  /** Comparisons of which neither side's query runs. */
  notCounted: z.number().int(),
  disagreements: z.number().int(),
  /** `disagreements` of `n`, in 0..1; null while `n` is 0. */
  rate: z.number().nullable(),
  /** Wilson, 95 %, with `questions` as its n: comparisons of one question are not independent. */
  interval: z.tuple([z.number(), z.number()]),
}
export const comparisonCounts = z.object(counts)
export type ComparisonCounts = z.infer<typeof comparisonCounts>

/** What `concord compare --json` prints. The figures at the top are of agent against person, without the anchor items. */
export const compareReport = z.object({
  /** 0 for what was answered outside any round. */
  round: z.number().int(),
  ...counts,
  /** Comparisons of each class that occurred; together `n` and `notCounted`. */
  byClass: z.partialRecord(pairClass, z.number().int()),
  /** The questions that every round repeats; null where there are none. In round 1 they are among the others too. */
  anchor: comparisonCounts.nullable(),
  /** People against each other; null where no question has two. */
  people: comparisonCounts.nullable(),
  /** Comparisons made now. */
  compared: z.number().int(),
  /** Questions settled by agreement now, and those whose agreement a reviewer is to see all the same. */
  settled: z.number().int(),
  toAudit: z.number().int(),
  /** What keeps questions of the round from being compared: those without an agent's answer, and people's answers missing. */
  waiting: z.object({ agent: z.number().int(), annotator: z.number().int() }),
  /** Questions in the hands of another process. */
  left: z.number().int(),
  recorded: z.literal(true).optional(),
})
export type CompareReport = z.infer<typeof compareReport>
