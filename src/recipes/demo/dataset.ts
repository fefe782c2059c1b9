/** The demo's data set: what policy settles, how diverse the stages are, and the release with its exports. */
import { join } from 'node:path'
import { draft } from '../../flow/draft.ts'
import { exportRelease } from '../../flow/export.ts'
import { measureWorkspace } from '../../flow/measure-stages.ts'
import { policy } from '../../flow/policy.ts'
import { createRelease } from '../../flow/release.ts'
import type { StagesMeasure } from '../../model/benchmark-evaluation.ts'
import type { Flow } from '../../model/event.ts'
import type { PolicyReport } from '../../model/policy-report.ts'
import type { ExportReport, ReleaseReport } from '../../model/release.ts'
import type { Example } from './example.ts'
import { type Bench, working } from './step.ts'

const RELEASE = 'example-1'
const FORMATS = ['jsonl', 'chat', 'alpaca', 'sharegpt', 'hf'] as const
const SCHEMA_TOKENS = 6_000

/** Every question answered by the agent and by one call, before anybody else looks: what the stages are measured with. */
export async function* draftEverything(bench: Bench): Flow<{ agent: number; oneShot: number }> {
  const agent = yield* working(draft(bench, { strategy: 'agent', round: 0, guidelines: 1 }))
  const oneShot = yield* working(draft(bench, { strategy: 'one-shot', round: 0, guidelines: 1 }))
  return { agent: agent.drafted, oneShot: oneShot.drafted }
}

/** Several independent answers to the last stage's questions, and what policy makes of those that people have not seen. */
export async function* applyPolicy(
  bench: Bench,
  { stage, rounds }: Pick<Example, 'stage' | 'rounds'>,
): Flow<PolicyReport> {
  const guidelines = rounds.at(-1)!.guidelines
  const { samples } = bench.config.policy
  yield* working(draft(bench, { strategy: 'agent', round: 0, stage, guidelines, samples }))
  return yield* working(policy(bench))
}

export async function* measureStages(bench: Bench): Flow<StagesMeasure> {
  return yield* working(measureWorkspace(bench, { level: 'L2' }))
}

/** Freezes what is settled, and writes it for trainers. */
export async function* releaseAndExport(
  bench: Bench,
): Flow<{ release: ReleaseReport; exports: readonly ExportReport[] }> {
  const release = yield* working(createRelease(bench, { name: RELEASE, val: 0.1, test: 0 }))
  const exports: ExportReport[] = []
  for (const format of FORMATS) {
    const out = join(bench.workspace, 'exports', format)
    const options = { format, release: RELEASE, out, schemaTokens: SCHEMA_TOKENS }
    exports.push(yield* working(exportRelease(bench, options)))
  }
  return { release, exports }
}
