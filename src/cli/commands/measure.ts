/** `concord measure --pairs STAGE1 STAGE2 … --databases DATABASES`: the four metrics of each stage, and what changed. */
import { Option } from 'commander'
import { measure } from '../../flow/measure.ts'
import { UsageError } from '../../model/errors.ts'
import { stageMeasure } from '../../model/measure.ts'
import type { CommandModule } from '../command.ts'
import { measureText } from '../reports/measure.ts'

type Level = 'L0' | 'L1' | 'L2' | 'L3'

interface Options {
  readonly pairs: string[]
  readonly format?: string
  readonly split?: string
  readonly databases?: string
  readonly source?: string
  readonly pattern: Level
  readonly embeddings: string
}

export default {
  configure(command, act) {
    command
      .requiredOption('--pairs <pairs...>', 'one file of pairs for each stage, in their order')
      .option('--databases <folder>', 'a folder with <db_id>/<db_id>.sqlite')
      .option('--source <url>', 'one database that every pair is over, such as sqlite:FILE')
      .option('--format <format>', 'the format of the pairs (default: by their content)')
      .option('--split <split>', 'only the pairs of this split')
      .addOption(
        new Option('--pattern <level>', 'what a pattern keeps: L0 clauses … L3 all but values')
          .choices(stageMeasure.shape.patterns.shape.level.options)
          .default('L2'),
      )
      .addOption(
        new Option('--embeddings <model>', 'what the cosine is made from')
          .choices(['hashed'])
          .default('hashed'),
      )
      .action(
        act<Options>(async ({ terminal, options }) => {
          const { pairs, format, split, pattern: level, seed } = options
          const databases = databasesOf(options)
          const report = await terminal.follow(measure({ pairs, format, split, databases, level, seed }))
          terminal.result(report, () => measureText(report))
          return undefined
        }),
      )
  },
} satisfies CommandModule

function databasesOf({ databases, source }: Options): { folder: string } | { source: string } {
  if (databases !== undefined && source === undefined) return { folder: databases }
  if (source !== undefined && databases === undefined) return { source }
  throw new UsageError('Wanted either --databases FOLDER or --source URL')
}
