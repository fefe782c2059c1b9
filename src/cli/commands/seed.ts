/** `concord seed sample`: the seeds of a study, drawn from imported questions. */
import { sampleSeeds } from '../../flow/seed.ts'
import { openWorkbench } from '../../workbench.ts'
import type { CommandModule } from '../command.ts'
import { drawLines } from '../reports/draw.ts'
import { positiveNumber } from '../whole-number.ts'

export default {
  configure(command, act) {
    command
      .command('sample')
      .description('Draw imported questions into the stage seed, in equal parts over the data sets')
      .requiredOption('--count <n>', 'how many in all', positiveNumber)
      .action(
        act<{ count: number }>(async ({ terminal, options }) => {
          await using bench = await openWorkbench(options)
          const report = await sampleSeeds(bench, options)
          terminal.result(report, () =>
            [
              `The stage ${report.stage} has ${report.total} drawn questions (${report.added} new)`,
              ...drawLines(report),
              'Next: concord augment complexity',
            ].join('\n'),
          )
          return undefined
        }),
      )
  },
} satisfies CommandModule
