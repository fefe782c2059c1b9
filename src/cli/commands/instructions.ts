/** `concord instructions show|edit`: what the writers of questions are told about a data set. */
import type { Command } from 'commander'
import {
  editInstructions,
  listInstructions,
  readInstructions,
  showInstructions,
} from '../../flow/instructions.ts'
import { UsageError } from '../../model/errors.ts'
import type { InstructionReport } from '../../model/instruction.ts'
import { openWorkbench } from '../../workbench.ts'
import type { Act, CommandModule } from '../command.ts'
import { positiveNumber } from '../whole-number.ts'

export default {
  configure(command, act) {
    show(command, act)
    edit(command, act)
  },
} satisfies CommandModule

function show(command: Command, act: Act): void {
  command
    .command('show [dataset]')
    .description('Show the instructions of a data set, or list the data sets')
    .option('--number <n>', 'an earlier version', positiveNumber)
    .action(
      act<{ number?: number }>(async ({ terminal, options, args: [dataset] }) => {
        await using bench = await openWorkbench(options)
        if (dataset === undefined) {
          const datasets = await listInstructions(bench)
          terminal.result({ datasets }, () => listed(datasets))
        } else {
          const found = await showInstructions(bench, dataset, options.number)
          terminal.result(found, () => shown(found))
        }
        return undefined
      }),
    )
}

function edit(command: Command, act: Act): void {
  command
    .command('edit <dataset>')
    .description('Write the next version of the instructions of a data set')
    .option('--file <file>', 'the new text; - for the standard input')
    .option('--text <text>', 'the new text itself')
    .action(
      act<{ file?: string; text?: string }>(async ({ terminal, options, args: [dataset] }) => {
        const { file, text } = options
        if ((file === undefined) === (text === undefined)) {
          throw new UsageError(
            'Wanted the new text by --file FILE, --file - or --text TEXT',
            `concord instructions show ${dataset} prints the present one`,
          )
        }
        await using bench = await openWorkbench(options)
        const wanted = text ?? readInstructions(file!)
        const done = await editInstructions(bench, { dataset: dataset!, text: wanted })
        terminal.result(done, () =>
          done.added
            ? `Wrote version ${done.version} of the instructions for ${dataset}\nNext: concord author next --dataset ${dataset}`
            : `Version ${done.version} of the instructions for ${dataset} says this already`,
        )
        return undefined
      }),
    )
}

function listed(all: readonly InstructionReport[]): string {
  if (all.length === 0) return 'No data sets yet: concord source add NAME URL --dataset D'
  return all
    .map(({ dataset, version, text }) =>
      version === null
        ? `${dataset}: none yet (concord instructions edit ${dataset} --file F)`
        : `${dataset}: version ${version}, ${text!.length.toLocaleString('en-US')} characters`,
    )
    .join('\n')
}

function shown({ dataset, version, text, by, at }: InstructionReport): string {
  if (version === null) {
    return `No instructions for ${dataset} yet: concord instructions edit ${dataset} --file F`
  }
  return `${dataset}, version ${version}, by ${by} on ${at!.slice(0, 10)}\n\n${text}`
}
