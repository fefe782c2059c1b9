/** `concord formats`: the formats of pairs and what each can carry. */
import { listFormats } from '../../flow/formats.ts'
import type { FormatDescription } from '../../model/conversion.ts'
import type { CommandModule } from '../command.ts'

export default {
  configure(command, act) {
    command.action(
      act(async ({ terminal }) => {
        const formats = listFormats()
        terminal.result(formats, () => formats.map(describe).join('\n'))
        return undefined
      }),
    )
  },
} satisfies CommandModule

function describe({ name, summary, reads, writes, carries }: FormatDescription): string {
  const ways = [reads ? 'read' : '', writes ? 'written' : ''].filter((way) => way !== '').join(' and ')
  return `${name.padEnd(10)} ${summary}\n${' '.repeat(11)}${ways}; carries ${carries.join(', ')}`
}
