/** `concord convert PAIRS --to FORMAT --out PATH`: pairs in another format, and what was lost on the way. */
import { convert } from '../../flow/convert.ts'
import type { ConvertReport } from '../../model/conversion.ts'
import type { CommandModule } from '../command.ts'

interface Options {
  readonly to: string
  readonly out: string
  readonly format?: string
}

export default {
  configure(command, act) {
    command
      .argument(
        '<pairs>',
        'the pairs: a file, or a folder with one, in any format that concord formats lists',
      )
      .requiredOption('--to <format>', 'the format to write')
      .requiredOption('--out <path>', 'the file to write')
      .option('--format <format>', 'the format of the input (default: by its content)')
      .action(
        act<Options>(async ({ terminal, options: { to, out, format }, args: [path] }) => {
          const report = await terminal.follow(convert({ path: path!, to, out, format }))
          terminal.result(report, () => describe(report, out))
          return undefined
        }),
      )
  },
} satisfies CommandModule

function describe({ from, to, read, written, dropped, notCarried }: ConvertReport, out: string): string {
  const lines = [`Wrote ${written} of ${read} items (${from} → ${to}) to ${out}`]
  for (const { id, reason } of dropped.slice(0, 10)) lines.push(`  left out: ${id} ${reason}`)
  if (dropped.length > 10) lines.push(`  … and ${dropped.length - 10} more; --json lists them all`)
  if (notCarried.length > 0) lines.push(`Not carried by ${to}: ${notCarried.join(', ')}`)
  return lines.join('\n')
}
