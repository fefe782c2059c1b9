/** A fixed set of pairs over test databases that models are judged on. Only ever added. */
import { z } from 'zod'
import { pair } from './pair.ts'

export const benchmark = z.object({
  name: z.string().min(1),
  /** Where its items are from and how they were drawn. */
  manifest: z.record(z.string(), z.unknown()),
  by: z.string(),
  at: z.string(),
})
export type Benchmark = z.infer<typeof benchmark>

export const benchmarkItem = z.object({
  benchmark: z.string(),
  /** The pair's id. */
  id: z.string(),
  /** 0-based. */
  position: z.number().int(),
  dataset: z.string(),
  pair,
})
export type BenchmarkItem = z.infer<typeof benchmarkItem>
