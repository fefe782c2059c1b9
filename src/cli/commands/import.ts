/** `concord import FORMAT PATH --as …`: what others published, as questions, pairs, a benchmark or answers. */
import { InvalidArgumentError, Option } from 'commander'
import { importAnswers, importPairs } from '../../flow/import.ts'
import { nearest, UsageError } from '../../model/errors.ts'
import { IMPORT_KINDS, type ImportKind, type ImportReport } from '../../model/import.ts'
import type { Split } from '../../model/source.ts'
import { openWorkbench } from '../../workbench.ts'
import type { CommandModule } from '../command.ts'

interface Options {
  /** For this command alone not the person who acts. */
  readonly as?: string
  readonly dataset?: string
  readonly split?: Split
  readonly databases?: string
  readonly by?: string
  readonly kind?: 'agent' | 'annotator'
  readonly round?: number
}

export default {
  configure(command, act) {
    command
      .argument('<format>', 'a format that concord formats lists, or auto')
      .argument('<path>', 'the file, or a folder with one')
      .addOption(new Option('--as <what>', 'what the items become').choices(IMPORT_KINDS))
      .option('--dataset <name>', 'for items that name no data set; the name of a benchmark')
      .addOption(new Option('--split <side>', 'for items that name no split').choices(['train', 'test']))
      .option('--databases <dir>', 'add missing sources from <db_id>/<db_id>.sqlite in this folder')
      .option('--by <name>', 'with --as candidates: who answered')
      .addOption(
        new Option('--kind <kind>', 'with --as candidates: what answered').choices(['agent', 'annotator']),
      )
      .option('--round <n>', 'with --as candidates: the round (default: the open one)', roundNumber)
      .action(
        act<Options>(async ({ terminal, options, args: [format, path] }) => {
          const { dataset, split, databases, by, kind, round } = options
          const as = kindAsked(options.as)
          if (as === 'candidates' && (!by || !kind))
            throw new UsageError('--as candidates needs --by and --kind')
          await using bench = await openWorkbench({ ...options, as: undefined })
          const known = format === 'auto' ? undefined : format
          const flow =
            as === 'candidates'
              ? importAnswers(bench, { path: path!, dataset, by: by!, kind: kind!, round })
              : importPairs(bench, { path: path!, format: known, as, dataset, split, databases })
          const report = await terminal.follow(flow)
          terminal.result(report, () => shown(report))
          return nothingCameIn(report) ? 1 : 0
        }),
      )
  },
} satisfies CommandModule

/** Every item failed: a script must not go on as if something had come in. */
function nothingCameIn({ imported, skipped, failed }: ImportReport): boolean {
  return imported === 0 && skipped === 0 && failed.length > 0
}

function shown({ imported, skipped, failed, as, dataset, sources }: ImportReport): string {
  const into = dataset === '' ? '' : ` into ${dataset}`
  const lines = [
    `Imported ${imported} ${as}${into}; ${skipped} were there already; ${failed.length} could not come in`,
  ]
  if (sources.length > 0) lines.push(`Added ${sources.length} sources`)
  for (const { item, reason } of failed.slice(0, 10)) lines.push(`  ${item}: ${reason}`)
  if (failed.length > 10) lines.push(`  … and ${failed.length - 10} more; --json lists them all`)
  return lines.join('\n')
}

/** The common option `--as` is read before this command's own, so its choices are held here. */
function kindAsked(as: string | undefined): ImportKind {
  const found = IMPORT_KINDS.find((kind) => kind === as)
  if (found) return found
  const near = as === undefined ? undefined : nearest(as, IMPORT_KINDS)
  throw new UsageError(
    as === undefined ? 'concord import needs --as' : `Cannot import as "${as}"`,
    near ? `Did you mean --as ${near}?` : `It is one of ${IMPORT_KINDS.join(', ')}`,
  )
}

function roundNumber(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0) return value
  throw new InvalidArgumentError('Wanted a whole number')
}
