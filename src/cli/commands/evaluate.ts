/** `concord evaluate`: prediction files against gold, as a table with intervals or one JSON document. */
import { InvalidArgumentError, Option } from 'commander'
import { evaluateFiles } from '../../flow/evaluate.ts'
import { MODES } from '../../model/verdict.ts'
import type { CommandModule } from '../command.ts'
import { evaluationText } from '../reports/evaluation.ts'

interface EvaluateCommandOptions {
  readonly gold: string
  readonly predictions: readonly string[]
  readonly databases?: string
  readonly source?: string
  readonly format?: string
  readonly mode: (typeof MODES)[number]
  readonly suite?: boolean
  readonly base?: string
  readonly reference?: string
  readonly timeoutMs: number
  readonly workers: number
  readonly failUnder?: number
}

export default {
  configure(command, act) {
    command
      .requiredOption('--gold <pairs>', 'the gold: a file of pairs in any format of concord formats')
      .requiredOption('--predictions <files...>', 'one file a system: lines { id, sql }, or one query a line')
      .option('--databases <folder>', 'a folder with <db_id>/<db_id>.sqlite')
      .option('--source <url>', 'one database for every pair, instead of --databases')
      .option('--format <format>', 'the format of the gold (default: by its content)')
      .addOption(
        new Option('--mode <mode>', 'what counts as the same result').choices(MODES).default('strict'),
      )
      .option('--suite', 'judge on every other *.sqlite in a database’s folder too')
      .option('--base <file>', 'the predictions that gains are told against')
      .option('--reference <file>', 'the predictions that shares are told against')
      .option('--timeout-ms <n>', 'CPU time a query may take', count, 30_000)
      .option('--workers <n>', 'processes that run queries', count, 2)
      .option('--fail-under <ex>', 'exit 1 if any system’s EX (0..1) is lower', share)
      .action(
        act<EvaluateCommandOptions>(async ({ terminal, options }) => {
          const report = await terminal.follow(evaluateFiles({ ...options, suite: options.suite ?? false }))
          terminal.result(report, () => evaluationText(report))
          const { failUnder } = options
          if (failUnder === undefined) return 0
          const low = report.scores.filter((score) => (score.exSuite ?? score.ex) < failUnder)
          for (const { predictions } of low) terminal.note(`Below --fail-under ${failUnder}: ${predictions}`)
          return low.length > 0 ? 1 : 0
        }),
      )
  },
} satisfies CommandModule

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
