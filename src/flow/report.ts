/** The verb that writes the whole study as one HTML file. */
import { mkdir } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import {
  benchmarkEvaluation,
  EVALUATE_KIND,
  MEASURE_KIND,
  stagesMeasure,
} from '../model/benchmark-evaluation.ts'
import { messageOf, UserError } from '../model/errors.ts'
import type { Flow } from '../model/event.ts'
import { reportPage } from '../report/page.ts'
import type { Study } from '../report/study.ts'
import { listEvaluations } from '../store/evaluations.ts'
import { listReleases } from '../store/releases.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { openDesks } from './answering/desk.ts'
import { openAtomicFile } from './outputs/atomic-file.ts'
import { reportOf } from './releasing/release-report.ts'
import { costRows } from './reporting/cost-rows.ts'
import { flowCounts } from './reporting/flow-counts.ts'
import { guidelineEffects } from './reporting/guideline-effects.ts'
import { roundRows } from './reporting/round-rows.ts'
import { shownDisputes } from './reporting/shown-disputes.ts'
import { stageRows } from './reporting/stage-rows.ts'

export interface WriteReportOptions {
  /** The file to write. Default: `report.html` in the workspace. */
  readonly out?: string | undefined
}

export interface WrittenReport {
  readonly path: string
  /** The sections' ids. */
  readonly sections: string[]
  /** Present where figures come from recorded example answers. */
  readonly recorded?: true
}

type Bench = Pick<Workbench, 'store' | 'workspace' | 'openDatabase' | 'config' | 'clock' | 'seed'>

/** @throws {UserError} if the file cannot be written */
export async function* writeReport(bench: Bench, { out }: WriteReportOptions = {}): Flow<WrittenReport> {
  const study = yield* readStudy(bench)
  const { text, sections } = reportPage(study)
  const path = resolve(out ?? resolve(bench.workspace, 'report.html'))
  await mkdir(dirname(path), { recursive: true }).catch((thrown) => {
    throw new UserError(`Cannot make the folder "${dirname(path)}": ${messageOf(thrown)}`)
  })
  await using file = await openAtomicFile(path)
  await file.write(text)
  await file.commit()
  return { path, sections, ...(study.recorded ? { recorded: true as const } : {}) }
}

const DISPUTES = 3

async function* readStudy(bench: Bench): Flow<Study> {
  const { db } = bench.store
  const desks = openDesks(bench)
  const told = (label: string) => ({ type: 'progress' as const, label, done: 0 })
  yield told('Reading stages and rounds')
  const stages = await stageRows(db)
  const rounds = await roundRows(db)
  yield told('Judging what guidelines did')
  const guidelines = await guidelineEffects({ db, desks, seed: bench.seed })
  yield told('Running the disputes that are shown')
  const disputes = await shownDisputes({ db, desks }, DISPUTES)
  yield told('Reading results')
  const released = (await listReleases(db)).at(-1)
  const measure = await lastMeasure(db)
  const evaluations = await lastEvaluations(db)
  const costs = await costRows(db)
  const release = released && reportOf(released, false)
  const marked = [measure, release, rounds.rounds, ...evaluations, ...disputes, ...guidelines.guidelines]
  const recorded =
    marked.some((one) => one?.recorded) ||
    rounds.rounds.rounds.some((round) => round.recorded) ||
    costs.some((row) => row.recorded > 0)
  return {
    ...{ name: basename(bench.workspace), at: bench.clock().toISOString(), recorded },
    flow: await flowCounts(db),
    ...{ stages, measure, ...rounds, ...guidelines, release, evaluations, disputes, costs },
  }
}

async function lastMeasure(db: Db): Promise<Study['measure']> {
  const last = (await listEvaluations(db, MEASURE_KIND)).at(-1)
  return last && stagesMeasure.parse(last.result)
}

/** The last of each benchmark, mode and suite, in the order in which they were first made. */
async function lastEvaluations(db: Db): Promise<Study['evaluations']> {
  const byTask = new Map<string, Study['evaluations'][number]>()
  for (const { result } of await listEvaluations(db, EVALUATE_KIND)) {
    const one = benchmarkEvaluation.parse(result)
    byTask.set(JSON.stringify([one.benchmark, one.mode, one.suite]), one)
  }
  return [...byTask.values()]
}
