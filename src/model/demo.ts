/** What `concord demo` prints: the whole study on the example, every figure computed by the verbs it ran. */
import { z } from 'zod'
import { augmentReport } from './augment.ts'
import { benchmarkEvaluation, stagesMeasure } from './benchmark-evaluation.ts'
import { compareReport } from './comparison.ts'
import { guidelineMeasureReport } from './guideline-report.ts'
import { policyReport } from './policy-report.ts'
import { roundFigures } from './round-report.ts'

/** A stage's size, and what became of the attempts that made it. */
export const demoStage = z.object({
  stage: z.string(),
  ...augmentReport.pick({
    size: true,
    replaced: true,
    added: true,
    tried: true,
    undecided: true,
    rejected: true,
  }).shape,
})
export type DemoStage = z.infer<typeof demoStage>

/** A round with its classes. */
export const demoRound = roundFigures.extend({ byClass: compareReport.shape.byClass })
export type DemoRound = z.infer<typeof demoRound>

export const demoReport = z.object({
  /** Absolute. */
  workspace: z.string(),
  /** All answers of models are recorded example answers. */
  recorded: z.literal(true),
  stages: z.array(demoStage),
  rounds: z.array(demoRound),
  /** What each version of the guidelines did against the one before. */
  guidelines: z.array(guidelineMeasureReport),
  policy: policyReport,
  measure: stagesMeasure,
  release: z.object({
    name: z.string(),
    /** The same on every run and machine. */
    hash: z.string(),
    pairs: z.number().int(),
    byPeople: z.number().int(),
    byAgreement: z.number().int(),
    byPolicy: z.number().int(),
  }),
  evaluation: benchmarkEvaluation,
  /** The HTML file, absolute. */
  report: z.string(),
  /** Where the studio is; null while there is none. */
  studio: z.string().nullable(),
  elapsedMs: z.number(),
})
export type DemoReport = z.infer<typeof demoReport>
