/** `concord annotate next|submit|skip|flag|undo`: a person answers questions, blind to every other answer. */
import { type Command, Option } from 'commander'
import { next, type SayOptions, type SubmitOptions, say, submit, undo } from '../../flow/annotate.ts'
import { UsageError } from '../../model/errors.ts'
import { FLAG_REASONS } from '../../model/flag.ts'
import { openWorkbench } from '../../workbench.ts'
import type { Act, CommandModule } from '../command.ts'
import { nextText, submittedText } from '../reports/annotation.ts'

export default {
  configure(command, act) {
    command
      .command('next')
      .description('Show the next question for you, and keep it for you for 15 minutes')
      .action(
        act(async ({ terminal, options }) => {
          await using bench = await openWorkbench(options)
          const item = await next(bench)
          terminal.result(item, () => nextText(item))
          return undefined
        }),
      )
    submitting(command, act)
    saying(command, act, 'skip')
    saying(command, act, 'flag')
    command
      .command('undo <item>')
      .description('Take back your answer, skip or flag, until the question is settled')
      .action(
        act(async ({ terminal, options, args: [item] }) => {
          await using bench = await openWorkbench(options)
          const done = await undo(bench, item!)
          terminal.result(done, () => `${done.item}: ${done.said}\nNext: concord annotate next`)
          return undefined
        }),
      )
  },
} satisfies CommandModule

function submitting(command: Command, act: Act): void {
  command
    .command('submit <item>')
    .description('Give your answer')
    .requiredOption('--sql <sql>', 'the query that answers the question')
    .addOption(new Option('--confidence <n>', '1 unsure, 2 fairly sure, 3 sure').choices(['1', '2', '3']))
    .option('--note <text>', 'for the reviewer')
    .option('--force', 'submit although the query does not run; needs --note')
    .action(
      act<Omit<SubmitOptions, 'confidence'> & { confidence?: string }>(
        async ({ terminal, options, args: [item] }) => {
          const { sql, confidence, note, force } = options
          if (force && !note) throw new UsageError('--force needs --note', 'Say why it is right all the same')
          await using bench = await openWorkbench(options)
          const sure = confidence === undefined ? undefined : Number(confidence)
          const done = await submit(bench, item!, { sql, confidence: sure, note, force })
          terminal.result(done, () => submittedText(done))
          return undefined
        },
      ),
    )
}

function saying(command: Command, act: Act, kind: 'skip' | 'flag'): void {
  const what =
    kind === 'skip'
      ? 'Leave a question to somebody else'
      : 'Report a question as unfit; a reviewer looks at it'
  command
    .command(`${kind} <item>`)
    .description(what)
    .addOption(
      new Option('--reason <reason>', 'what is the matter').choices(FLAG_REASONS).makeOptionMandatory(),
    )
    .option('--note <text>', 'in your own words')
    .action(
      act<SayOptions>(async ({ terminal, options, args: [item] }) => {
        await using bench = await openWorkbench(options)
        const done = await say(bench, { item: item!, kind }, options)
        terminal.result(done, () => `${done.item}: ${done.said}\nNext: concord annotate next`)
        return undefined
      }),
    )
}
