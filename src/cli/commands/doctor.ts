/** `concord doctor`: what this machine has and what is missing. */
import { doctor } from '../../flow/doctor.ts'
import type { CommandModule } from '../command.ts'

export default {
  configure(command, act) {
    command.action(
      act(async ({ terminal, options: { workspace } }) => {
        const report = await doctor({ workspace })
        terminal.result(report, () =>
          report.checks
            .map(
              ({ name, ok, found, mend }) =>
                `${ok ? '✓' : '✗'} ${name}: ${found}${mend ? `\n    ${mend}` : ''}`,
            )
            .join('\n'),
        )
        return report.checks.every(({ ok }) => ok) ? 0 : 1
      }),
    )
  },
} satisfies CommandModule
