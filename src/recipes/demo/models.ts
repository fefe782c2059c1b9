/** The demo's models: a benchmark over test databases, four systems that answer it, and how they compare. */
import { evaluateBenchmark } from '../../flow/evaluate-benchmark.ts'
import { importPairs } from '../../flow/import.ts'
import { predict } from '../../flow/predict.ts'
import type { BenchmarkEvaluation } from '../../model/benchmark-evaluation.ts'
import type { Flow } from '../../model/event.ts'
import { exampleFile, SYSTEMS } from './example.ts'
import { type Bench, working } from './step.ts'
import { BENCHMARK } from './workspace.ts'

/** Judges on every instance of a database: a query that is right on one alone is told from one that is right. */
const JUDGING = { mode: 'strict', suite: true, timeoutMs: 2_000, workers: 2 } as const

export async function* makeBenchmark(bench: Bench): Flow<number> {
  const path = exampleFile('benchmark/gold.jsonl')
  const options = { path, format: undefined, as: 'benchmark', dataset: BENCHMARK, split: 'test' } as const
  const { imported, skipped } = yield* working(importPairs(bench, { ...options, databases: undefined }))
  return imported + skipped
}

/** Every system answers every item. */
export async function* predictAll(bench: Bench): Flow<number> {
  let n = 0
  for (const model of SYSTEMS) {
    n += (yield* working(predict(bench, { benchmark: BENCHMARK, model, strategy: 'one-shot' }))).n
  }
  return n
}

/** The gain over the untuned model, and the share of the reference. */
export async function* compareModels(bench: Bench): Flow<BenchmarkEvaluation> {
  const options = { ...JUDGING, benchmark: BENCHMARK, base: 'untuned', reference: 'reference' }
  return yield* working(evaluateBenchmark(bench, options))
}
