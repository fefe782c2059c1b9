/**
 * `npm run real`: nine real systems on 475 Spider dev questions in four modes, on the shipped database and on eleven,
 * each verdict held against the one that a published evaluator gave and that is recorded beside the prediction.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openDatabases } from '../../src/flow/inputs/databases.ts'
import { judgeSystems } from '../../src/flow/judging/judge-systems.ts'
import type { Pair } from '../../src/model/pair.ts'
import { type EvaluateReport, MODES, type ModeName, type Score } from '../../src/model/verdict.ts'
import { openSources, type Sources } from '../../src/sources/all.ts'

/** One line of a prediction file. */
interface Recorded {
  readonly id: string
  readonly db_id: string
  readonly gold_sql: string
  readonly predicted_sql: string
  /** What each peer said, 1 for a match. */
  readonly verdicts: Readonly<Record<string, number>>
}

interface System {
  readonly name: string
  readonly lines: readonly Recorded[]
}

/** The member of `verdicts` that a mode is held against, on the shipped database and on all. */
const PEERS: Readonly<Record<ModeName, { readonly shipped?: string; readonly suite?: string }>> = {
  strict: {},
  'spider-ts': { shipped: 'spider_ts_1db', suite: 'spider_ts_11db' },
  'spider-ts-keep-distinct': {
    shipped: 'spider_ts_keep_distinct_1db',
    suite: 'spider_ts_keep_distinct_11db',
  },
  'bird-ex': { shipped: 'bird_ex_1db' },
}

const VERDICTS_RECORDED = 15_675

/** Differences that stay, with the line of the peer that causes each: `system mode instances id` → why. */
const EXPLAINED: Readonly<Record<string, string>> = {}

const data = resolve(import.meta.dirname, '../../../shared/data/evaluation')
const predictions = join(data, 'spider_dev_predictions')
const suites = join(data, 'spider_dev_suites')

if (!existsSync(predictions) || !existsSync(suites)) {
  console.error(`The recorded predictions are not at ${data}: nothing to compare with`)
  process.exit(4)
}
process.exitCode = await main()

async function main(): Promise<number> {
  const started = Date.now()
  const systems = readSystems()
  await using sources = openSources()
  const tally = { compared: 0, unexplained: 0, explained: 0 }
  console.log(row(['System', 'Mode', 'Instances', 'n', 'EX %', '95 %', 'Compared', 'Differ']))
  for (const mode of MODES) {
    const report = await judge(mode, { systems, sources })
    for (const system of systems) tabulate(system, report, tally)
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(0)
  const { compared, unexplained, explained } = tally
  console.log(
    `${compared} of ${VERDICTS_RECORDED} recorded verdicts compared: ${unexplained + explained} differ (${explained} explained), ${seconds} s`,
  )
  return unexplained === 0 && compared === VERDICTS_RECORDED ? 0 : 1
}

function readSystems(): System[] {
  return readdirSync(predictions)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(predictions, file), 'utf8').trim()
      return { name: file.replace(/\.jsonl$/, ''), lines: text.split('\n').map((line) => JSON.parse(line)) }
    })
}

async function judge(
  mode: ModeName,
  { systems, sources }: { systems: readonly System[]; sources: Sources },
): Promise<EvaluateReport> {
  const golds = systems[0]!.lines.map(
    ({ id, db_id, gold_sql }): Pair => ({ id, db_id, question: '', sql: gold_sql, dataset: 'spider' }),
  )
  const judging = judgeSystems(
    {
      ...{ golds, unreadable: [], mode, suite: true, seed: 1, limits: { timeoutMs: 30_000 } },
      databases: await openDatabases({ folder: suites }),
      systems: systems.map(({ name, lines }) => ({
        name,
        answers: new Map(lines.map(({ id, predicted_sql }) => [id, predicted_sql])),
      })),
    },
    { sources },
  )
  while (true) {
    const step = await judging.next()
    if (step.done) return step.value
  }
}

interface Tally {
  compared: number
  unexplained: number
  explained: number
}

function tabulate(
  { name, lines }: System,
  { mode, n, scores, verdicts }: EvaluateReport,
  tally: Tally,
): void {
  const own = new Map(verdicts.filter((one) => one.predictions === name).map((one) => [one.id, one]))
  const score = scores.find((one) => one.predictions === name)!
  for (const on of ['shipped', 'suite'] as const) {
    const peer = PEERS[mode][on]
    const recorded = peer === undefined ? [] : lines.filter(({ verdicts }) => peer in verdicts)
    const differing = recorded.filter(({ id, verdicts }) => {
      const verdict = own.get(id)
      const match = on === 'shipped' ? verdict?.shippedMatch : verdict?.match
      return match !== (verdicts[peer!] === 1)
    })
    console.log(
      row([
        name,
        mode,
        on === 'shipped' ? '1' : '11',
        String(n),
        ...figures(score, on),
        ...counts(recorded, differing),
      ]),
    )
    tally.compared += recorded.length
    for (const { id, verdicts } of differing) {
      const why = EXPLAINED[`${name} ${mode} ${on} ${id}`]
      tally[why ? 'explained' : 'unexplained']++
      console.log(`  ${id}: the peer says ${verdicts[peer!]}${why ? `; ${why}` : ', unexplained'}`)
    }
  }
}

function figures(score: Score, on: 'shipped' | 'suite'): [string, string] {
  const ex = on === 'shipped' ? score.ex : score.exSuite!
  const [low, high] = on === 'shipped' ? score.interval : score.suiteInterval!
  return [(100 * ex).toFixed(1), `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`]
}

function counts(recorded: readonly Recorded[], differing: readonly Recorded[]): [string, string] {
  return recorded.length === 0 ? ['–', '–'] : [String(recorded.length), String(differing.length)]
}

function row(cells: readonly string[]): string {
  const widths = [32, 24, 10, 4, 6, 10, 9, 7]
  return cells.map((cell, i) => (i < 3 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' ')
}
