/** The attempts of a stage in their order: as its plan says, or as its seed draws them. */
import type { Pipeline } from '../../augment/pipeline.ts'
import { UserError } from '../../model/errors.ts'
import type { Desks } from '../answering/desk.ts'
import { columnDraws, parentDraws } from './draws.ts'
import type { NewStage } from './new-stage.ts'
import type { Task } from './task.ts'

/** How many draws there are at most for each new question that is wanted. */
const DRAWS_EACH = 3

export interface OrderOptions {
  readonly pipeline: Pipeline
  readonly count: number
  /** Attempts on one parent at most. */
  readonly attempts: number
  readonly desks: Desks
}

/** @throws {UserError} if a plan names a question that is not in the parent stage */
export async function orderOf(
  { stage, parents }: NewStage,
  { pipeline, count, attempts, desks }: OrderOptions,
): Promise<() => Iterable<Task>> {
  const { plan, seed } = stage.draw
  if (plan) {
    const inside = new Set(parents.map((one) => one.id))
    const outside = plan.find((one) => pipeline.effect === 'replaces' && !inside.has(one.parent))
    if (!outside) return () => plan
    throw new UserError(
      `Cannot follow the plan: "${outside.parent}" is not in the stage "${stage.parent}"`,
      'A plan names questions of the stage that is rewritten',
    )
  }
  if (pipeline.effect === 'replaces') {
    return () => parentDraws(parents, { seed, stage: stage.name, attempts })
  }
  const names = [...new Set(parents.map((one) => one.db))].sort()
  const databases = await Promise.all(
    names.map(async (name) => ({ name, catalog: (await desks.of(name)).catalog })),
  )
  const human = parents.filter((one) => one.origin === 'seed')
  const styles = human.length > 0 ? human : parents
  return () => columnDraws({ seed, stage: stage.name, most: count * DRAWS_EACH, databases, styles })
}
