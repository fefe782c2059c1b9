/** What a person is told of each step of the demo, in one line. */
import type { WrittenReport } from '../../flow/report.ts'
import type { AugmentReport } from '../../model/augment.ts'
import type { BenchmarkEvaluation, StagesMeasure } from '../../model/benchmark-evaluation.ts'
import type { Flow } from '../../model/event.ts'
import type { GuidelineMeasureReport } from '../../model/guideline-report.ts'
import type { PolicyReport } from '../../model/policy-report.ts'
import type { ExportReport, ReleaseReport } from '../../model/release.ts'
import type { ExampleDatabase } from './example.ts'
import type { RoundOutcome } from './rounds.ts'

type Told<Report> = Flow<{ readonly report: Report; readonly told: string }>

async function* line<Report>(flow: Flow<Report>, words: (report: Report) => string): Told<Report> {
  const report = yield* flow
  return { report, told: words(report) }
}

export function sources(
  flow: Flow<{ tables: number; rows: number }>,
  databases: readonly ExampleDatabase[],
): Told<{ tables: number; rows: number }> {
  const train = databases.filter(({ split }) => split === 'train').length
  return line(
    flow,
    ({ tables, rows }) =>
      `${train} train, ${databases.length - train} test databases: ${tables} tables, ${grouped(rows)} rows`,
  )
}

export function seeds(flow: Flow<number>): Told<number> {
  return line(flow, (n) => `${n} questions written by people`)
}

export function stages(flow: Flow<AugmentReport[]>, seeds: number): Told<AugmentReport[]> {
  return line(flow, (reports) => {
    const refuted = reports.reduce((sum, { rejected }) => sum + total(rejected), 0)
    const open = reports.reduce((sum, { undecided }) => sum + undecided, 0)
    const sizes = [seeds, ...reports.map(({ size }) => size)].join(' → ')
    return `${sizes} questions; ${refuted} refuted, ${open} undecided`
  })
}

export function drafts(
  flow: Flow<{ agent: number; oneShot: number }>,
): Told<{ agent: number; oneShot: number }> {
  return line(flow, ({ agent, oneShot }) => `${agent} answers of the agent, ${oneShot} of one call`)
}

export function rounds(flow: Flow<RoundOutcome[]>): Told<RoundOutcome[]> {
  return line(flow, (all) => {
    const compared = all.reduce((sum, { figures }) => sum + figures.compared, 0)
    return `${all.length} rounds; ${compared} answers compared with people's, anchors apart`
  })
}

export function guidelines(flow: Flow<GuidelineMeasureReport[]>): Told<GuidelineMeasureReport[]> {
  return line(flow, (all) => {
    const helped = all.filter(
      ({ causing }) => causing.withinNoise === false && causing.difference! < 0,
    ).length
    return `${all.length + 1} versions; ${helped} of ${all.length} changes did more than noise`
  })
}

export function policy(flow: Flow<PolicyReport>): Told<PolicyReport> {
  return line(flow, ({ settled, auditedError: { errors, n } }) => {
    return `${settled} settled without a person; ${errors} of ${n} audited ones wrong`
  })
}

export function metrics(flow: Flow<StagesMeasure>): Told<StagesMeasure> {
  return line(flow, ({ stages }) => {
    const [first, last] = [stages[0]!, stages.at(-1)!]
    return `columns used ${first.columns.used} → ${last.columns.used}, patterns ${first.patterns.unique} → ${last.patterns.unique}`
  })
}

export function benchmark(flow: Flow<number>): Told<number> {
  return line(flow, (n) => `${n} questions over the test databases`)
}

type Released = { release: ReleaseReport; exports: readonly ExportReport[] }

export function release(flow: Flow<Released>): Told<Released> {
  return line(flow, ({ release: { pairs, byPeople, byAgreement, byPolicy }, exports }) => {
    const by = `${byPeople - byAgreement} reviewed, ${byAgreement} agreed, ${byPolicy} by policy`
    return `${pairs} pairs: ${by}; ${exports.length} formats`
  })
}

export function predictions(flow: Flow<number>): Told<number> {
  return line(flow, (n) => `${n} answers of four systems`)
}

export function evaluation(flow: Flow<BenchmarkEvaluation>): Told<BenchmarkEvaluation> {
  return line(flow, ({ scores, verdicts, n, mode }) => {
    return `${verdicts.length} verdicts on ${n} questions and ${scores.length} systems, mode ${mode}`
  })
}

export function report(flow: Flow<WrittenReport>): Told<WrittenReport> {
  return line(flow, ({ sections }) => `one HTML file of ${sections.length} sections`)
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0)
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}
