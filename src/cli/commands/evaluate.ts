/** `concord evaluate`: prediction files against gold, or stored predictions against a benchmark. */
import { InvalidArgumentError, Option } from 'commander'
import { evaluateFiles } from '../../flow/evaluate.ts'
import { UsageError } from '../../model/errors.ts'
import { type EvaluateReport, MODES } from '../../model/verdict.ts'
import type { CommandModule, CommonOptions } from '../command.ts'
import { evaluationText } from '../reports/evaluation.ts'
import { RECORDED } from '../reports/recorded.ts'
import type { Terminal } from '../terminal.ts'

interface EvaluateCommandOptions {
  readonly gold?: string
  readonly predictions?: readonly string[]
  readonly benchmark?: string
  readonly model?: readonly string[]
  readonly run?: readonly string[]
  readonly databases?: string
  readonly source?: string
  readonly format?: string
  readonly mode: (typeof MODES)[number]
  readonly suite?: boolean
  readonly base?: string
  readonly reference?: string
  readonly timeoutMs: number
  readonly maxRows: number
  readonly workers: number
  readonly failUnder?: number
}

export default {
  configure(command, act) {
    command
      .option('--gold <pairs>', 'the gold: a file of pairs in any format of concord formats')
      .option('--predictions <files...>', 'one file a system: lines { id, sql }, or one query a line')
      .option('--benchmark <name>', 'instead: a benchmark of the workspace and what is predicted for it')
      .option('--model <names...>', 'with --benchmark: only predictions of these models')
      .option('--run <names...>', 'with --benchmark: only these runs')
      .option('--databases <folder>', 'a folder with <db_id>/<db_id>.sqlite')
      .option('--source <url>', 'one database for every pair, instead of --databases')
      .option('--format <format>', 'the format of the gold (default: by its content)')
      .addOption(
        new Option('--mode <mode>', 'what counts as the same result').choices(MODES).default('strict'),
      )
      .option('--suite', 'judge on every other *.sqlite in a database’s folder too')
      .option('--base <name>', 'the predictions that gains are told against: a file, or a model')
      .option('--reference <name>', 'the predictions that shares are told against: a file, or a model')
      .option('--timeout-ms <n>', 'CPU time a query may take', count, 30_000)
      .option('--max-rows <n>', 'rows a gold may return; one with more is excluded', count, 100_000)
      .option('--workers <n>', 'processes that run queries', count, 2)
      .option('--fail-under <ex>', 'exit 1 if any system’s EX (0..1) is lower', share)
      .action(
        act<EvaluateCommandOptions>(async ({ terminal, options }) => {
          const report = await (options.benchmark === undefined
            ? fromFiles(terminal, options)
            : fromBenchmark(terminal, { ...options, benchmark: options.benchmark }))
          const { failUnder } = options
          if (failUnder === undefined) return 0
          const low = report.scores.filter((score) => (score.exSuite ?? score.ex) < failUnder)
          for (const { predictions } of low) terminal.note(`Below --fail-under ${failUnder}: ${predictions}`)
          return low.length > 0 ? 1 : 0
        }),
      )
  },
} satisfies CommandModule

async function fromFiles(terminal: Terminal, options: EvaluateCommandOptions & CommonOptions) {
  const { gold, predictions, suite = false } = options
  if (gold === undefined || predictions === undefined) {
    throw new UsageError('Wanted --gold PAIRS with --predictions FILE…, or --benchmark NAME in a workspace')
  }
  const report = await terminal.follow(evaluateFiles({ ...options, gold, predictions, suite }))
  terminal.result(report, () => evaluationText(report))
  return report
}

async function fromBenchmark(
  terminal: Terminal,
  options: EvaluateCommandOptions & CommonOptions & { readonly benchmark: string },
): Promise<EvaluateReport> {
  // Only here, so that files are judged without waiting for the store's and the models' code.
  const { openWorkbench } = await import('../../workbench.ts')
  const { evaluateBenchmark } = await import('../../flow/evaluate-benchmark.ts')
  await using bench = await openWorkbench(options)
  const { model, run, suite = false } = options
  const report = await terminal.follow(
    evaluateBenchmark(bench, { ...options, models: model, runs: run, suite }),
  )
  terminal.result(report, () =>
    [evaluationText(report), ...(report.recorded ? [`! ${RECORDED}`] : []), 'Next: concord report'].join(
      '\n\n',
    ),
  )
  return report
}

function count(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new InvalidArgumentError('Wanted a whole number above 0')
}

function share(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('Wanted a share such as 0.7')
}
