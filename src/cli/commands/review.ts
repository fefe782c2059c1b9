/** `concord review list|show|decide|undo`: the reviewer's queue. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { decide, list, show, undo } from '../../flow/review.ts'
import type { DecideOptions } from '../../flow/reviewing/ruling.ts'
import { CAUSES, REVIEW_ACCEPTS } from '../../model/decision.ts'
import { type ReviewClass, reviewClass } from '../../model/review.ts'
import { openWorkbench } from '../../workbench.ts'
import type { Act, CommandModule } from '../command.ts'
import { decidedText, disputeText, queueText } from '../reports/review.ts'

export default {
  configure(command, act) {
    listing(command, act)
    command
      .command('show <item>')
      .description('Show both queries with their results and what separates them')
      .action(
        act(async ({ terminal, options, args: [item] }) => {
          await using bench = await openWorkbench(options)
          const report = await show(bench, item!)
          terminal.result(report, () => disputeText(report, process.stdout.isTTY ?? false))
          return undefined
        }),
      )
    deciding(command, act)
    command
      .command('undo <item>')
      .description('Take the last decision about a question back')
      .action(
        act(async ({ terminal, options, args: [item] }) => {
          await using bench = await openWorkbench(options)
          const report = await undo(bench, item!)
          terminal.result(
            report,
            () => `Taken back: ${report.undone} (${report.accept}); the question is ${report.state} again`,
          )
          return undefined
        }),
      )
  },
} satisfies CommandModule

function listing(command: Command, act: Act): void {
  command
    .command('list')
    .description('List the questions that wait for a reviewer, grouped by class')
    .option('--round <n>', 'of this round alone', roundNumber)
    .addOption(new Option('--class <class>', 'of this class alone').choices(reviewClass.options))
    .action(
      act<{ round?: number; class?: ReviewClass }>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const report = await list(bench, options)
        terminal.result(report, () => queueText(report))
        return undefined
      }),
    )
}

function deciding(command: Command, act: Act): void {
  command
    .command('decide <item>')
    .description('Settle a question, drop it, or have it answered anew')
    .addOption(
      new Option('--accept <side>', 'whose SQL is right').choices(REVIEW_ACCEPTS).makeOptionMandatory(),
    )
    .option('--sql <sql>', 'with neither: the right query')
    .addOption(new Option('--cause <cause>', 'what caused the dispute').choices(CAUSES))
    .option('--note <text>', 'why')
    .option('--question <text>', 'with ambiguous: better words; both sides answer them anew')
    .option('--drop', 'with neither or ambiguous: take the question out')
    .option('--again', 'with neither or ambiguous: both sides answer anew in the next round')
    .action(
      act<DecideOptions>(async ({ terminal, options, args: [item] }) => {
        await using bench = await openWorkbench(options)
        const report = await decide(bench, item!, options)
        terminal.result(report, () => decidedText(report))
        return undefined
      }),
    )
}

function roundNumber(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isInteger(value) && value >= 0) return value
  throw new InvalidArgumentError('Wanted a whole number')
}
