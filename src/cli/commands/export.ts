/** `concord export FORMAT --release R --out DIR`: a release as trainers read it. */
import { type ExportOptions, exportRelease } from '../../flow/export.ts'
import { openWorkbench } from '../../workbench.ts'
import type { CommandModule } from '../command.ts'
import { RECORDED } from '../reports/recorded.ts'
import { positiveNumber } from '../whole-number.ts'

export default {
  configure(command, act) {
    command
      .argument('<format>', 'jsonl, chat, alpaca, sharegpt or hf')
      .requiredOption('--release <name>', 'the release')
      .requiredOption('--out <folder>', 'the folder to write')
      .option('--schema-tokens <n>', 'likely tokens of schema in a prompt', positiveNumber, 6_000)
      .action(
        act<Omit<ExportOptions, 'format'>>(async ({ terminal, options, args: [format] }) => {
          await using bench = await openWorkbench(options)
          const report = await terminal.follow(exportRelease(bench, { ...options, format: format! }))
          terminal.result(report, () =>
            [
              `Exported ${report.written} pairs of ${report.release} as ${report.format}`,
              ...report.files.map(({ path, pairs }) => `  ${path}: ${pairs}`),
              ...(report.notCarried.length > 0 ? [`Not carried: ${report.notCarried.join(', ')}`] : []),
              ...(report.shortened > 0 ? [`Schema shortened in ${report.shortened} prompts`] : []),
              ...(report.recorded ? [`! ${RECORDED}`] : []),
            ].join('\n'),
          )
          return undefined
        }),
      )
  },
} satisfies CommandModule
