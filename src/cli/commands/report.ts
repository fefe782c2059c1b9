/** `concord report`: the whole study as one HTML file. */
import { writeReport } from '../../flow/report.ts'
import { openWorkbench } from '../../workbench.ts'
import type { CommandModule } from '../command.ts'
import { RECORDED } from '../reports/recorded.ts'

export default {
  configure(command, act) {
    command.option('--out <file>', 'the file to write (default: report.html in the workspace)').action(
      act<{ readonly out?: string }>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const report = await terminal.follow(writeReport(bench, { out: options.out }))
        terminal.result(report, () =>
          [
            `Wrote ${report.path}`,
            ...(report.recorded ? [`! ${RECORDED}`] : []),
            'Next: open it in a browser; it needs no network',
          ].join('\n'),
        )
        return undefined
      }),
    )
  },
} satisfies CommandModule
