/** `concord demo [dir]`: the whole study on the bundled example, offline. */
import { demo } from '../../recipes/demo.ts'
import type { CommandModule } from '../command.ts'
import { demoText } from '../reports/demo.ts'
import { RECORDED } from '../reports/recorded.ts'

export default {
  configure(command, act) {
    command.argument('[dir]', 'the folder of its workspace, made if it is not there', 'concord-demo').action(
      act(async ({ terminal, options, args: [folder = 'concord-demo'] }) => {
        terminal.note(`! ${RECORDED}`)
        const report = await terminal.follow(demo({ folder, seed: options.seed }))
        terminal.result(report, () => demoText(report))
        return undefined
      }),
    )
  },
} satisfies CommandModule
