/** A data set of questions as one step of the method left it: the seeds, or what a pipeline made of the stage before. */
import { z } from 'zod'
import { origin } from './question.ts'

/** One attempt of a pipeline that was fixed beforehand and not drawn. */
export const plannedDraw = z.object({
  /** A question's id. */
  parent: z.string(),
  /** 0-based number of the attempt on this parent. */
  attempt: z.number().int(),
  db: z.string(),
  /** Columns that the new question has to use. */
  required: z.array(z.object({ table: z.string(), column: z.string() })),
})
export type PlannedDraw = z.infer<typeof plannedDraw>

export const stage = z.object({
  name: z.string().min(1),
  /** What made it: `seed`, or the pipeline. */
  pipeline: origin,
  /** The stage that it was made from. */
  parent: z.string().optional(),
  /** What it was drawn with: going on with a stage draws the same. */
  draw: z.object({ seed: z.number().int(), plan: z.array(plannedDraw).optional() }).optional(),
  at: z.string(),
})
export type Stage = z.infer<typeof stage>

/** A question's place in a stage. Every stage is whole: it also holds what it took over unchanged. */
export const stageItem = z.object({
  stage: z.string(),
  /** 0-based, without gaps. */
  position: z.number().int(),
  question: z.string(),
  /** The parent stage's question that this one stands in for. */
  replaces: z.string().optional(),
})
export type StageItem = z.infer<typeof stageItem>

/** The stages in the method's order, for display; other names come after. */
export const STAGE_ORDER = ['seed', 'complexity', 'semantic', 'syntactic'] as const
