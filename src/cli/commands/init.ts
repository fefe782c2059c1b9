/** `concord init [dir]`: a workspace with commented settings. */
import { init } from '../../flow/init.ts'
import type { CommandModule } from '../command.ts'

export default {
  configure(command, act) {
    command.argument('[dir]', 'the folder, made if it is not there', '.').action(
      act(async ({ terminal, args: [folder = '.'] }) => {
        const report = init(folder)
        terminal.result(report, () =>
          [
            `Made the workspace ${report.workspace} (${report.files.join(', ')})`,
            'Next: concord source add NAME sqlite:FILE, in that folder',
          ].join('\n'),
        )
        return undefined
      }),
    )
  },
} satisfies CommandModule
