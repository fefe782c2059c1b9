/** `concord status`: what there is, what waits for whom, and what to do next. */
import { overview } from '../../flow/status.ts'
import { openWorkbench } from '../../workbench.ts'
import type { CommandModule } from '../command.ts'
import { overviewText } from '../reports/status.ts'

export default {
  configure(command, act) {
    command.action(
      act(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const report = await overview(bench)
        terminal.result(report, () => overviewText(report))
        return undefined
      }),
    )
  },
} satisfies CommandModule
