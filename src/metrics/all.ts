/** Every metric of a stage. */
import { cosine } from './cosine.ts'
import { columns, tables } from './coverage.ts'
import type { Metric } from './metric.ts'
import { patterns } from './patterns.ts'

export const METRICS = { cosine, tables, columns, patterns } satisfies Record<string, Metric<unknown>>
