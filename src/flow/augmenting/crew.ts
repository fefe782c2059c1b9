/** Who works on a stage: the model that writes, the two that solve, and what all of them are told. */
import type { Pipeline } from '../../augment/pipeline.ts'
import type { Model } from '../../llm/model.ts'
import { instructionsOf } from '../../store/instructions.ts'
import type { Workbench } from '../../workbench.ts'
import { type Desks, openDesks } from '../answering/desk.ts'
import { type GuidelinesInForce, guidelinesInForce } from '../answering/guidelines-in-force.ts'
import { modelAsked } from '../answering/model-asked.ts'

export type AugmentBench = Pick<
  Workbench,
  'store' | 'workspace' | 'openDatabase' | 'config' | 'models' | 'clock' | 'person' | 'seed'
>

export interface Crew {
  readonly pipeline: Pipeline
  /** The stage that is being made. */
  readonly stage: string
  readonly writer: Model
  readonly solvers: readonly [Model, Model]
  readonly desks: Desks
  readonly guidelines: GuidelinesInForce
  /** Of a data set; '' where there are none. */
  readonly instructions: (dataset: string) => Promise<string>
}

/** @throws {UserError} if it cannot be told which models to ask */
export async function openCrew(
  bench: AugmentBench,
  { pipeline, stage, model }: { pipeline: Pipeline; stage: string; model?: string | undefined },
): Promise<Crew> {
  const { config, models, store } = bench
  const { use } = config
  const writer = models.model(modelAsked(config, model, [use.augment, use.draft]))
  const [a = writer.name, b = a] = [use.solve ?? []].flat()
  const known = new Map<string, Promise<string>>()
  return {
    pipeline,
    stage,
    writer,
    solvers: [models.model(a), models.model(b)],
    desks: openDesks(bench),
    guidelines: await guidelinesInForce(store.db),
    instructions(dataset) {
      const text =
        known.get(dataset) ?? instructionsOf(store.db, dataset).then((all) => all.at(-1)?.text ?? '')
      known.set(dataset, text)
      return text
    },
  }
}
