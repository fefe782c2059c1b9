/** `concord measure`: the four metrics of each stage, of the workspace or of files, and what changed. */
import { Option } from 'commander'
import { measure } from '../../flow/measure.ts'
import { measureWorkspace } from '../../flow/measure-stages.ts'
import { UsageError } from '../../model/errors.ts'
import { stageMeasure } from '../../model/measure.ts'
import { openWorkbench } from '../../workbench.ts'
import type { CommandModule, CommonOptions } from '../command.ts'
import { measureText } from '../reports/measure.ts'
import { RECORDED } from '../reports/recorded.ts'
import type { Terminal } from '../terminal.ts'

type Level = 'L0' | 'L1' | 'L2' | 'L3'

interface Options {
  readonly pairs?: string[]
  readonly stage?: string[]
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
      .option('--stage <names...>', 'stages of the workspace (default: all of them)')
      .option('--pairs <pairs...>', 'instead: one file of pairs for each stage, in their order')
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
          if (options.pairs === undefined) await ofWorkspace(terminal, options)
          else await ofFiles(terminal, { ...options, pairs: options.pairs })
          return undefined
        }),
      )
  },
} satisfies CommandModule

async function ofFiles(terminal: Terminal, options: Options & CommonOptions & { pairs: string[] }) {
  const { pairs, format, split, pattern: level, seed } = options
  const databases = databasesOf(options)
  const report = await terminal.follow(measure({ pairs, format, split, databases, level, seed }))
  terminal.result(report, () => measureText(report))
}

async function ofWorkspace(terminal: Terminal, options: Options & CommonOptions) {
  if (options.databases !== undefined || options.source !== undefined) {
    throw new UsageError('--databases and --source go with --pairs: a workspace has its own')
  }
  await using bench = await openWorkbench(options)
  const { stage: stages, pattern: level } = options
  const report = await terminal.follow(measureWorkspace(bench, { stages, level }))
  terminal.result(report, () =>
    [measureText(report), ...(report.recorded ? [`! ${RECORDED}`] : [])].join('\n\n'),
  )
}

function databasesOf({ databases, source }: Options): { folder: string } | { source: string } {
  if (databases !== undefined && source === undefined) return { folder: databases }
  if (source !== undefined && databases === undefined) return { source }
  const given = databases === undefined ? 'neither was' : 'both were'
  throw new UsageError(`Wanted either --databases FOLDER or --source URL: ${given} given`)
}
