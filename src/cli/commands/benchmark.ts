/** `concord benchmark sample|create`: pairs over test databases that models are judged on. */
import type { Command } from 'commander'
import { createBenchmark, sampleBenchmark } from '../../flow/benchmark.ts'
import type { BenchmarkReport } from '../../model/draw.ts'
import { openWorkbench } from '../../workbench.ts'
import type { Act, CommandModule } from '../command.ts'
import { drawLines } from '../reports/draw.ts'
import { positiveNumber } from '../whole-number.ts'

export default {
  configure(command, act) {
    sample(command, act)
    create(command, act)
  },
} satisfies CommandModule

interface SampleOptions {
  readonly name: string
  readonly perDataset: number
  readonly from?: string
}

function sample(command: Command, act: Act): void {
  command
    .command('sample')
    .description('Draw the same number of pairs from each data set, over test databases')
    .requiredOption('--per-dataset <n>', 'how many of each data set', positiveNumber)
    .requiredOption('--name <name>', 'what the benchmark is called')
    .option('--from <benchmark>', 'draw from this imported benchmark')
    .action(
      act<SampleOptions>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const report = await sampleBenchmark(bench, options)
        terminal.result(report, () => shown(report))
        return undefined
      }),
    )
}

function create(command: Command, act: Act): void {
  command
    .command('create')
    .description('Take every pair that was settled over a test database')
    .requiredOption('--name <name>', 'what the benchmark is called')
    .option('--release <name>', 'hold it apart from this release, and take its test pairs if it has any')
    .action(
      act<{ name: string; release?: string }>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const report = await createBenchmark(bench, options)
        terminal.result(report, () => shown(report))
        return undefined
      }),
    )
}

function shown(report: BenchmarkReport): string {
  return [
    `${report.created ? 'Made' : 'Has been here:'} benchmark ${report.benchmark} with ${report.total} pairs`,
    ...drawLines(report),
    ...report.warnings.map((warning) => `! ${warning}`),
    ...(report.recorded ? ['Recorded example answers: they show the tool, not a model'] : []),
    `Next: concord predict --benchmark ${report.benchmark} --model M`,
  ].join('\n')
}
