/** `concord round start|status|close`: the turns of the method, with the curve of disagreement. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { close, type StartOptions, start, status } from '../../flow/round.ts'
import { UsageError } from '../../model/errors.ts'
import { openWorkbench } from '../../workbench.ts'
import type { Act, CommandModule } from '../command.ts'
import { closeText, startText, statusText } from '../reports/round.ts'

export default {
  configure(command, act) {
    opening(command, act)
    command
      .command('status')
      .description('Tell how far the rounds are, and whether disagreement falls')
      .action(
        act(async ({ terminal, options }) => {
          await using bench = await openWorkbench(options)
          const report = await status(bench)
          terminal.result(report, () => statusText(report))
          return undefined
        }),
      )
    closing(command, act)
  },
} satisfies CommandModule

function opening(command: Command, act: Act): void {
  command
    .command('start')
    .description('Draw questions that an agent and people answer, blind to each other')
    .option('--share <share>', "of the stage's questions, in 0..1 (default: 0.3)", share)
    .option('--count <n>', 'this many questions', whole)
    .option('--stage <name>', 'draw from this stage (default: all questions)')
    .addOption(
      new Option(
        '--split <side>',
        'only questions over databases of this side; test: for a benchmark',
      ).choices(['train', 'test']),
    )
    .option('--annotators <n>', 'people a question', positive, 1)
    .option(
      '--anchor <n>',
      'repeat this many questions of the first round in every round (default: as the round before)',
      whole,
    )
    .action(
      act<StartOptions>(async ({ terminal, options }) => {
        if (options.share !== undefined && options.count !== undefined)
          throw new UsageError('--share and --count do not go together')
        await using bench = await openWorkbench(options)
        const report = await start(bench, options)
        terminal.result(report, () => startText(report))
        return undefined
      }),
    )
}

function closing(command: Command, act: Act): void {
  command
    .command('close')
    .description('Close the open round with what it came to')
    .option('--force', 'even where questions are left')
    .action(
      act<{ force?: boolean }>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const report = await close(bench, options)
        terminal.result(report, () => closeText(report))
        return undefined
      }),
    )
}

function whole(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isInteger(value) && value >= 0) return value
  throw new InvalidArgumentError('Wanted a whole number')
}

function positive(text: string): number {
  const value = whole(text)
  if (value > 0) return value
  throw new InvalidArgumentError('Wanted a whole number above 0')
}

function share(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value > 0 && value <= 1) return value
  throw new InvalidArgumentError('Wanted a share above 0 and up to 1, such as 0.3')
}
