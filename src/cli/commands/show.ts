/** `concord show ID`: where a thing comes from, and what was made from it. */
import { lineageOf } from '../../flow/show.ts'
import { openWorkbench } from '../../workbench.ts'
import type { CommandModule } from '../command.ts'
import { lineageText } from '../reports/lineage.ts'

export default {
  configure(command, act) {
    command
      .argument(
        '<id>',
        'a question, candidate, agreement, decision, proof, rule, call or prediction; or a name',
      )
      .action(
        act(async ({ terminal, options, args: [id] }) => {
          await using bench = await openWorkbench(options)
          const report = await lineageOf(bench, id!)
          terminal.result(report, () => lineageText(report))
          return undefined
        }),
      )
  },
} satisfies CommandModule
