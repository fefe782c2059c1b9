/** `concord leaks --train PAIRS --test PAIRS`: what the two sides share and must not. */
import { leaks } from '../../flow/leaks.ts'
import { LEAK_KINDS, type LeaksReport } from '../../model/leak.ts'
import type { CommandModule } from '../command.ts'

interface Options {
  readonly train: string
  readonly test: string
  readonly databases?: string
  readonly format?: string
}

export default {
  configure(command, act) {
    command
      .requiredOption('--train <pairs>', 'the pairs that are learnt from')
      .requiredOption('--test <pairs>', 'the pairs that are judged on')
      .option('--databases <folder>', 'a folder with <db_id>/<db_id>.sqlite: databases are told by content')
      .option('--format <format>', 'the format of the pairs (default: by their content)')
      .action(
        act<Options>(async ({ terminal, options }) => {
          const report = await terminal.follow(leaks(options))
          terminal.result(report, () => leaksText(report))
          return report.counts.blocking > 0 ? 1 : 0
        }),
      )
  },
} satisfies CommandModule

const SHOWN = 20

function leaksText({ findings, counts }: LeaksReport): string {
  if (findings.length === 0) return 'No leaks: the two sides share no database, question or query'
  const kinds = LEAK_KINDS.filter((kind) => counts[kind] > 0).map((kind) => `${kind} ${counts[kind]}`)
  const lines = findings.slice(0, SHOWN).map(({ kind, blocking, train, test, similarity }) => {
    const share = kind === 'near' ? ` (${(100 * similarity).toFixed(0)} % alike)` : ''
    return `  ${blocking ? 'block' : 'warn '} ${kind.padEnd(8)} ${train} | ${test}${share}`
  })
  const more = findings.length - lines.length
  return [
    `${findings.length} findings, ${counts.blocking} of them block: ${kinds.join(', ')}`,
    'Left: the training side; right: the test side',
    ...lines,
    ...(more > 0 ? [`  … and ${more} more; --json lists them all`] : []),
  ].join('\n')
}
