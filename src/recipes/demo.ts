/** The recipe that runs the whole study on the bundled example, offline: from questions to the report, each step by its verb. */
import { writeReport } from '../flow/report.ts'
import type { DemoReport, DemoRound, DemoStage } from '../model/demo.ts'
import type { Flow } from '../model/event.ts'
import type { ReleaseReport } from '../model/release.ts'
import { openWorkbench } from '../workbench.ts'
import { applyPolicy, draftEverything, measureStages, releaseAndExport } from './demo/dataset.ts'
import { type Example, readExample } from './demo/example.ts'
import { answerUnder, effects, publishUpTo } from './demo/guidelines.ts'
import { compareModels, makeBenchmark, predictAll } from './demo/models.ts'
import { addSources, instruct, widen, writeSeeds } from './demo/questions.ts'
import { playRounds } from './demo/rounds.ts'
import { type Bench, step, working } from './demo/step.ts'
import * as told from './demo/told.ts'
import { claimFolder, makeDatabases, makeRecordings } from './demo/workspace.ts'

export interface DemoOptions {
  /** Made if it is not there; a demo that was begun in it goes on. */
  readonly folder: string
  /** Every draw comes from it. */
  readonly seed: number
}

/**
 * Runs the study; what is done is stored, so that running again goes on.
 *
 * @throws {UserError} if the folder holds something else, or cannot be written
 */
export async function* demo({ folder, seed }: DemoOptions): Flow<DemoReport> {
  const began = performance.now()
  const example = readExample()
  const workspace = claimFolder(folder)
  const databases = await makeDatabases(workspace)
  await makeRecordings(workspace, example)
  await using bench = await openWorkbench({ workspace, seed })
  const { seeds, stages } = yield* makeQuestions(bench, { example, databases })
  const answered = yield* answerQuestions(bench, example)
  const made = yield* makeDataset(bench)
  const evaluation = yield* compareSystems(bench)
  const report = yield* step('Report', told.report(working(writeReport(bench))))
  const { name, hash, pairs, byPeople, byPolicy, byAgreement } = made.release
  return {
    workspace,
    recorded: true,
    stages: [seeds, ...stages],
    ...answered,
    measure: made.measure,
    release: { name, hash, pairs, byPeople, byAgreement, byPolicy },
    evaluation,
    report: report.path,
    studio: null,
    elapsedMs: Math.round(performance.now() - began),
  }
}

interface Given {
  readonly example: Example
  readonly databases: Awaited<ReturnType<typeof makeDatabases>>
}

/** Databases, instructions, starter rules, questions of people, and the three pipelines. */
async function* makeQuestions(
  bench: Bench,
  { example, databases }: Given,
): Flow<{ seeds: DemoStage; stages: DemoStage[] }> {
  yield* step('Sources', told.sources(addSources(bench, { databases, example }), databases))
  await instruct(bench, example)
  await publishUpTo(bench, example, 1)
  const size = yield* step('Seeds', told.seeds(writeSeeds(bench, example)))
  const seeds = { stage: 'seed', size, replaced: 0, added: size, tried: size, undecided: 0, rejected: {} }
  const reports = yield* step('Stages', told.stages(widen(bench), size))
  const stages = reports.map(({ stage, size, replaced, added, tried, undecided, rejected }) => ({
    ...{ stage, size, replaced, added, tried, undecided, rejected },
  }))
  return { seeds, stages }
}

/** Drafts of everything, then the rounds, the policy, and what the versions of the guidelines did. */
async function* answerQuestions(
  bench: Bench,
  example: Example,
): Flow<Pick<DemoReport, 'rounds' | 'policy' | 'guidelines'>> {
  yield* step('Drafts', told.drafts(draftEverything(bench)))
  const outcomes = yield* step('Rounds', told.rounds(playRounds(bench, example)))
  const rounds: DemoRound[] = outcomes.map(({ figures, byClass }) => ({ ...figures, byClass }))
  const policy = yield* step('Policy', told.policy(applyPolicy(bench, example)))
  const guidelines = yield* step('Guidelines', told.guidelines(learn(bench, example)))
  return { rounds, policy, guidelines }
}

/** Earlier rounds' questions are answered under later versions, and each version is held against the one before. */
async function* learn(bench: Bench, example: Example): Flow<DemoReport['guidelines']> {
  const last = example.guidelines.versions.at(-1)!.version
  await publishUpTo(bench, example, last)
  for (let version = 2; version <= last; version++) {
    const asked = example.rounds.filter((one) => version === last || one.guidelines < version)
    yield* answerUnder(
      bench,
      version,
      asked.map((one) => one.round),
    )
  }
  return yield* effects(bench, example)
}

interface Dataset {
  readonly measure: DemoReport['measure']
  readonly release: ReleaseReport
}

async function* makeDataset(bench: Bench): Flow<Dataset> {
  const measure = yield* step('Metrics', told.metrics(measureStages(bench)))
  yield* step('Benchmark', told.benchmark(makeBenchmark(bench)))
  const { release } = yield* step('Release', told.release(releaseAndExport(bench)))
  return { measure, release }
}

async function* compareSystems(bench: Bench): Flow<DemoReport['evaluation']> {
  yield* step('Predictions', told.predictions(predictAll(bench)))
  return yield* step('Evaluation', told.evaluation(working(compareModels(bench))))
}
