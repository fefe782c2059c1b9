/** What `compare`, `status` and `measure` cost in ever larger workspaces, against ten times the next smaller one. */
import { compare } from '../../src/flow/compare.ts'
import { measureWorkspace } from '../../src/flow/measure-stages.ts'
import { overview } from '../../src/flow/status.ts'
import { collect, type TestBench } from '../test-bench.ts'
import { type LargeWorkspaceOptions, largeWorkspace } from './large-workspace.ts'
import { type Line, lineOf } from './line.ts'
import { timesOf } from './times.ts'

const REPEATS = 3
const SIZES = [1_000, 10_000, 100_000] as const

interface Verb {
  readonly what: string
  /** Up to so many questions. */
  readonly most: number
  /** In a workspace that was compared before. */
  readonly compared: boolean
  readonly run: (bench: TestBench) => Promise<unknown>
}

const VERBS: readonly Verb[] = [
  // Comparing 100,000 new pairs of answers takes minutes, and that for each repeat.
  { what: 'compare, all new', most: 10_000, compared: false, run: (bench) => collect(compare(bench)) },
  { what: 'compare, nothing new', most: 100_000, compared: true, run: (bench) => collect(compare(bench)) },
  { what: 'status', most: 100_000, compared: true, run: overview },
  {
    what: 'measure',
    most: 100_000,
    compared: true,
    run: (bench) => collect(measureWorkspace(bench, { level: 'L2' })),
  },
]

export async function benchScale(): Promise<Line[]> {
  // Once for nothing, so that code and processes are warm.
  for (const compared of [false, true]) await timeIn({ questions: 200, compared }, VERBS, new Map())
  const repeats: Map<string, number>[] = []
  for (let i = 0; i < REPEATS; i++) repeats.push(await timeAll())
  return VERBS.flatMap(({ what, most }) =>
    SIZES.slice(1)
      .filter((size) => size <= most)
      .map((size) =>
        lineOf(
          { what: `${what}: ${grouped(size)} questions, CPU`, peer: `10 × ${grouped(size / 10)} questions` },
          repeats.map((took) => [took.get(`${what} ${size}`)!, 10 * took.get(`${what} ${size / 10}`)!]),
        ),
      ),
  )
}

/** Milliseconds of CPU of each verb at each size, by `what size`. */
async function timeAll(): Promise<Map<string, number>> {
  const took = new Map<string, number>()
  for (const compared of [false, true]) {
    for (const questions of SIZES) {
      const verbs = VERBS.filter((verb) => verb.compared === compared && questions <= verb.most)
      if (verbs.length > 0) await timeIn({ questions, compared }, verbs, took)
    }
  }
  return took
}

async function timeIn(
  options: LargeWorkspaceOptions,
  verbs: readonly Verb[],
  took: Map<string, number>,
): Promise<void> {
  await using bench = await largeWorkspace(options)
  for (const { what, run } of verbs) {
    const { cpuMs, wallMs } = await timesOf(() => run(bench))
    took.set(`${what} ${options.questions}`, cpuMs)
    const seconds = `${(wallMs / 1_000).toFixed(2)} s, CPU ${(cpuMs / 1_000).toFixed(2)} s`
    process.stderr.write(`  ${what}: ${grouped(options.questions)} questions in ${seconds}\n`)
  }
}

function grouped(value: number): string {
  return value.toLocaleString('en-US')
}
