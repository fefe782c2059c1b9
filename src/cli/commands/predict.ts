/** `concord predict`: a model answers a benchmark, or an outside system's answers come in. */
import { Option } from 'commander'
import { importPredictions, predict } from '../../flow/predict.ts'
import { UsageError } from '../../model/errors.ts'
import type { PredictReport } from '../../model/prediction.ts'
import { openWorkbench } from '../../workbench.ts'
import type { CommandModule } from '../command.ts'
import { RECORDED } from '../reports/recorded.ts'
import { positiveNumber } from '../whole-number.ts'

interface Options {
  readonly benchmark: string
  readonly model?: string
  readonly strategy: 'one-shot' | 'guided' | 'agent'
  readonly run?: string
  readonly file?: string
  readonly recorded?: boolean
  readonly limit?: number
  readonly dryRun?: boolean
  readonly record?: string
  readonly out?: string
}

export default {
  configure(command, act) {
    command
      .requiredOption('--benchmark <name>', 'the benchmark')
      .option('--model <name>', 'a model of concord.yaml, or with --file what its answers are called')
      .addOption(
        new Option('--strategy <name>', 'one-shot: the prompt of exports; guided: with guidelines; agent')
          .choices(['one-shot', 'guided', 'agent'])
          .default('one-shot'),
      )
      .option('--run <name>', 'tells repeated predictions of one model apart')
      .option('--file <predictions>', 'bring in answers of an outside system: lines { id, sql }')
      .option('--recorded', 'with --file: these are recorded example answers')
      .option('--limit <n>', 'ask about so many items at most', positiveNumber)
      .option('--dry-run', 'say what there is to ask and what it will cost; ask nothing')
      .option('--record <file>', 'add every live answer to this recording')
      .option('--out <file>', 'the file to write (default: below .concord/predictions)')
      .action(
        act<Options>(async ({ terminal, options }) => {
          await using bench = await openWorkbench(options)
          const { file, model, recorded = false } = options
          if (file !== undefined && model === undefined) {
            throw new UsageError('--file needs --model NAME: what its answers are called from now on')
          }
          const report = await terminal.follow(
            file === undefined
              ? predict(bench, options)
              : importPredictions(bench, { ...options, file, model: model!, recorded }),
          )
          terminal.result(report, () => predictText(report))
          const asked = options.limit !== undefined || options.dryRun === true
          return report.left > 0 && !asked ? 3 : 0
        }),
      )
  },
} satisfies CommandModule

function predictText(report: PredictReport): string {
  const { benchmark, model, run, n, valid, file, left, forecast, predicted } = report
  const who = run === '' ? model : `${model} (${run})`
  if (forecast) {
    const cost =
      forecast.costUsd === null
        ? 'at a cost that is not known'
        : `for about ${forecast.costUsd.toFixed(4)} USD`
    return `${who} would answer ${forecast.items} items of ${benchmark} ${cost}\nNothing was asked`
  }
  const lines = [
    `${who} on ${benchmark}: ${n} answered (${predicted} now), ${valid} of them run`,
    ...(file === null ? [] : [`  ${file}`]),
    ...(report.recorded ? [`! ${RECORDED}`] : []),
    left > 0
      ? `${left} are left. Next: run the same command again`
      : `Next: concord evaluate --benchmark ${benchmark}`,
  ]
  return lines.join('\n')
}
