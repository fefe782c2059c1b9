/** Stored predictions are judged like files, told against base and reference, and kept for the report. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collect } from '../../test/collect.ts'
import { type SettledWorkspace, settledWorkspace } from '../../test/settled-workspace.ts'
import { benchmarkEvaluation, stagesMeasure } from '../model/benchmark-evaluation.ts'
import { listEvaluations } from '../store/evaluations.ts'
import { evaluateBenchmark } from './evaluate-benchmark.ts'
import { measureWorkspace } from './measure-stages.ts'
import { importPredictions } from './predict.ts'

const BENCHMARK = [
  { question: 'How many animals?', sql: 'SELECT count(*) FROM animal' },
  { question: 'Which names?', sql: 'SELECT name FROM animal' },
  { question: 'How many legs in all?', sql: 'SELECT sum(legs) FROM animal' },
  { question: 'Who has a house?', sql: 'SELECT name FROM animal WHERE house IS NOT NULL' },
]
const RIGHT = BENCHMARK.map(({ sql }) => sql)
const OPTIONS = { benchmark: 'exam', mode: 'strict' as const, suite: false, timeoutMs: 5_000, workers: 1 }

async function predicted(one: SettledWorkspace, model: string, queries: readonly string[]) {
  const file = join(one.folder, `${model}.txt`)
  writeFileSync(file, `${queries.join('\n')}\n`)
  await collect(importPredictions(one.bench, { benchmark: 'exam', model, file, recorded: model !== 'tuned' }))
}

test('gains and shares are told against models, and asking again keeps one result', async () => {
  await using one = await settledWorkspace({ questions: [], benchmark: BENCHMARK })
  await predicted(one, 'untuned', [RIGHT[0]!, 'SELECT nom FROM animal', 'SELECT 1', 'SELECT 2'])
  await predicted(one, 'tuned', [RIGHT[0]!, RIGHT[1]!, RIGHT[2]!, 'SELECT 2'])
  await predicted(one, 'reference', RIGHT)
  const options = { ...OPTIONS, base: 'untuned', reference: 'reference' }
  const report = benchmarkEvaluation.parse(await collect(evaluateBenchmark(one.bench, options)))
  const tuned = report.scores.find((score) => score.predictions === 'tuned')!
  expect(tuned).toMatchObject({ correct: 3, ex: 0.75, gainPoints: 50, percentOfReference: 75 })
  expect(report.recorded).toBe(true)
  expect(report.systems.find(({ name }) => name === 'tuned')?.recorded).toBe(false)
  await collect(evaluateBenchmark(one.bench, options))
  expect(await listEvaluations(one.bench.store.db, 'evaluate')).toHaveLength(1)
  const few = await collect(evaluateBenchmark(one.bench, { ...OPTIONS, models: ['tuned'] }))
  expect(few.scores.map((score) => score.predictions)).toEqual(['tuned'])
})

test('a system that did not predict all is left out and said; asked for by name it is refused', async () => {
  await using one = await settledWorkspace({ questions: [], benchmark: BENCHMARK })
  await expect(collect(evaluateBenchmark(one.bench, OPTIONS))).rejects.toThrow('nobody predicted it yet')
  await predicted(one, 'tuned', RIGHT)
  await expect(collect(evaluateBenchmark(one.bench, { ...OPTIONS, base: 'tunde' }))).rejects.toMatchObject({
    hint: 'Did you mean "tuned"?',
  })
})

test('a stage is measured by the SQL that stands for its questions', async () => {
  await using one = await settledWorkspace({
    questions: [
      { text: 'How many books?', sql: 'SELECT count(*) FROM book', recorded: true },
      { text: 'Which titles?', sql: 'SELECT title FROM book', settled: false },
    ],
  })
  const report = stagesMeasure.parse(await collect(measureWorkspace(one.bench, { level: 'L2' })))
  expect(report.stages).toMatchObject([{ name: 'seed', n: 2, withSql: 1 }])
  expect(report.sqlFrom).toEqual({ settled: 1, agent: 0, author: 0, none: 1 })
  expect(report.recorded).toBe(true)
  const unknown = collect(measureWorkspace(one.bench, { level: 'L2', stages: ['sed'] }))
  await expect(unknown).rejects.toMatchObject({ hint: 'Did you mean "seed"?' })
})
