/** What the three pipelines that widen a stage report: how many questions they tried, and what was proven of each. */
import { z } from 'zod'
import type { Proof } from './proof.ts'

/** The pipelines, in the method's order. */
export const PIPELINES = ['complexity', 'semantic', 'syntactic'] as const
export const pipelineName = z.enum(PIPELINES)
export type PipelineName = z.infer<typeof pipelineName>

/** How much structure the solvers' query has; `unknown` where none could be read. */
export const DIFFICULTIES = ['simple', 'medium', 'hard', 'unknown'] as const
export type Difficulty = (typeof DIFFICULTIES)[number]

const change = z.object({ before: z.number(), after: z.number(), total: z.number() })

/** What `augment complexity|semantic|syntactic --json` prints: the stage as it stands after all runs. */
export const augmentReport = z.object({
  stage: z.string(),
  pipeline: pipelineName,
  /** The stage that it is made from. */
  parent: z.string(),
  /** Questions in the stage. */
  size: z.number().int(),
  replaced: z.number().int(),
  added: z.number().int(),
  /** Attempts so far: accepted, undecided and rejected together. */
  tried: z.number().int(),
  accepted: z.number().int(),
  undecided: z.number().int(),
  /** How many for each reason. */
  rejected: z.record(z.string(), z.number().int()),
  /** Share of the columns of the stage's databases that known SQL names, in 0..1, in the parent stage and in this one. */
  coverage: z.object({ before: z.number(), after: z.number(), columns: change, tables: change }),
  /** Acceptance by how hard the attempted questions are, so that favouring what the solvers can do would be seen. */
  byDifficulty: z.record(
    z.string(),
    z.object({ tried: z.number().int(), accepted: z.number().int(), undecided: z.number().int() }),
  ),
  /** Whether anything is left to try for the count asked for. */
  done: z.boolean(),
  cost: z.object({
    calls: z.number().int(),
    inputTokens: z.number().int(),
    outputTokens: z.number().int(),
    usd: z.number(),
  }),
  /** Present where the answers come from a recording: they show the tool, not a model. */
  recorded: z.literal(true).optional(),
})
export type AugmentReport = z.infer<typeof augmentReport>

/** One attempt that is still to be made, as `--dry-run` lists it. */
export const plannedAttempt = z.object({
  parent: z.string(),
  attempt: z.number().int(),
  db: z.string(),
  /** The words that are rewritten, or whose style is imitated. */
  text: z.string(),
  /** Columns that the new question must use, for semantic variety. */
  required: z.array(z.object({ table: z.string(), column: z.string() })).optional(),
  /** The labels of its calls, as a recording has them. */
  labels: z.array(z.string()),
})
export type PlannedAttempt = z.infer<typeof plannedAttempt>

/** What `augment … --dry-run --json` prints. */
export const augmentForecast = z.object({
  stage: z.string(),
  /** The attempts that come next, if none is rejected. */
  plan: z.array(plannedAttempt),
  forecast: z.array(
    z.object({
      model: z.string(),
      calls: z.number().int(),
      inputTokens: z.number(),
      outputTokens: z.number(),
      costUsd: z.number().nullable(),
      ms: z.number().nullable(),
      basis: z.enum(['measured', 'estimated']),
    }),
  ),
  egress: z.array(z.object({ source: z.string(), policy: z.string(), says: z.string() })),
})
export type AugmentForecast = z.infer<typeof augmentForecast>

/** An attempt that waits for a person, as `augment undecided` lists it. */
export const undecidedProof = z.object({
  proof: z.string(),
  pipeline: pipelineName,
  stage: z.string(),
  db: z.string(),
  /** The words that it started from. */
  parent: z.string(),
  text: z.string(),
  reason: z.string(),
  evidence: z.record(z.string(), z.unknown()),
})
export type UndecidedProof = z.infer<typeof undecidedProof>

/** What `augment decide --json` prints. */
export const augmentDecided = z.object({
  proof: z.string(),
  accepted: z.boolean(),
  /** The question that is in the stage now. */
  question: z.string().nullable(),
  stage: z.string(),
})
export type AugmentDecided = z.infer<typeof augmentDecided>

/** Whether a proof stands for a question that is in its stage. */
export function isAccepted({ outcome }: Pick<Proof, 'outcome'>): boolean {
  return outcome === 'proven' || outcome === 'accepted'
}
