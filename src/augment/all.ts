/** Every pipeline. */
import type { PipelineName } from '../model/augment.ts'
import { complexity } from './complexity.ts'
import type { Pipeline } from './pipeline.ts'
import { semantic } from './semantic.ts'
import { syntactic } from './syntactic.ts'

export const pipelines = { complexity, semantic, syntactic } satisfies Record<PipelineName, Pipeline>
