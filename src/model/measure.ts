/** What `concord measure` says of the stages of a data set: one figure a metric and stage, as they are and at one size. */
import { z } from 'zod'

const interval = z.tuple([z.number(), z.number()])

/** Share of the questions that need SQL before the figures made from SQL count as whole. */
export const COMPLETE_SHARE = 0.95

const coverage = z.object({
  /** Named in at least one query; columns of `*` are not among them. */
  used: z.number().int(),
  /** In the databases that the questions of any stage are about. */
  total: z.number().int(),
  share: z.number(),
  /** Mean of the databases' shares: a small database weighs as much as a large one. */
  macroShare: z.number(),
  byDatabase: z.array(
    z.object({ db: z.string(), used: z.number().int(), total: z.number().int(), share: z.number() }),
  ),
})

export const stageMeasure = z.object({
  name: z.string(),
  /** Questions. */
  n: z.number().int(),
  withSql: z.number().int(),
  /** False where less than 95 % of the questions have SQL: the figures made from SQL are of a part only. */
  complete: z.boolean(),
  cosine: z.object({
    /** Mean over all pairs of questions; null for fewer than two. */
    mean: z.number().nullable(),
    /** Mean over the pairs that share a database; null where there is none. */
    withinDatabase: z.number().nullable(),
    /** Standard error of `mean`; null for fewer than three questions. */
    jackknifeError: z.number().nullable(),
    /** Share of the questions whose nearest neighbour has a cosine of at least 0.95. */
    nearDuplicates: z.number(),
    /** The embedding; stages of different ones are not compared. */
    model: z.string(),
  }),
  tables: coverage,
  columns: coverage.extend({
    /** Queries with `*` or `t.*`. */
    starQueries: z.number().int(),
    /** Names that are no table or column, `db: name`, as written. */
    unresolved: z.array(z.string()),
  }),
  patterns: z.object({
    level: z.enum(['L0', 'L1', 'L2', 'L3']),
    parsed: z.number().int(),
    unparsed: z.number().int(),
    unique: z.number().int(),
    /** Bits. */
    entropy: z.number(),
    perplexity: z.number(),
    evenness: z.number(),
    /** The most frequent, at most ten. */
    most: z.array(z.object({ pattern: z.string(), n: z.number().int() })),
  }),
  /** What is to be expected of `n` queries drawn from the stage: the fewest parsed queries that a stage has. */
  rarefied: z.object({
    n: z.number().int(),
    unique: z.object({ mean: z.number(), interval }),
    entropy: z.number(),
    tables: z.number(),
    columns: z.number(),
    intervals: z.object({ entropy: interval, tables: interval, columns: interval }),
    resamples: z.number().int(),
  }),
})
export type StageMeasure = z.infer<typeof stageMeasure>

/** A figure in two stages; `percent` is null where it was 0 or is not known. */
const change = z.object({
  from: z.number().nullable(),
  to: z.number().nullable(),
  percent: z.number().nullable(),
})
const rarefiedChange = change.extend({ interval: interval.nullable() })

export const stageChange = z.object({
  from: z.string(),
  to: z.string(),
  /** As the figures are: stages of other sizes differ by their size alone. */
  raw: z.object({
    questions: change,
    cosine: change,
    tables: change,
    columns: change,
    patterns: change,
    entropy: change,
  }),
  /** At one size, with the interval of the percentage. */
  rarefied: z.object({
    patterns: rarefiedChange,
    entropy: rarefiedChange,
    tables: rarefiedChange,
    columns: rarefiedChange,
  }),
})
export type StageChange = z.infer<typeof stageChange>

/** What `concord measure --json` prints. */
export const measureReport = z.object({
  stages: z.array(stageMeasure),
  /** Each stage against the one before, and the last against the first. */
  changes: z.array(stageChange),
})
export type MeasureReport = z.infer<typeof measureReport>
