/** `concord guideline list|add|publish|retire|diff|measure`: the rules for writing SQL, and what they did. */
import { type Command, InvalidArgumentError } from 'commander'
import { add, diff, list, type MeasureOptions, measure, publish, retire } from '../../flow/guideline.ts'
import { openWorkbench } from '../../workbench.ts'
import type { Act, CommandModule } from '../command.ts'
import { addedText, diffText, measuredText, rulesText } from '../reports/guideline.ts'

export default {
  configure(command, act) {
    listing(command, act)
    adding(command, act)
    publishing(command, act)
    comparing(command, act)
  },
} satisfies CommandModule

function listing(command: Command, act: Act): void {
  command
    .command('list')
    .description('List the rules and the versions')
    .action(
      act(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const report = await list(bench)
        terminal.result(report, () => rulesText(report))
        return undefined
      }),
    )
}

interface AddOptions {
  readonly text: string
  readonly scope: string
  readonly good?: string[]
  readonly bad?: string[]
  readonly case?: string[]
}

function adding(command: Command, act: Act): void {
  command
    .command('add')
    .description('Write a rule down; it holds from the next version on')
    .requiredOption('--text <text>', 'the rule: one thing')
    .option('--scope <scope>', 'all, dataset:NAME or database:NAME', 'all')
    .option('--good <sql...>', 'SQL that follows it')
    .option('--bad <sql...>', 'SQL that breaks it')
    .option('--case <item...>', 'the questions whose disputes caused it')
    .action(
      act<AddOptions>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const { text, scope, good, bad, case: cases } = options
        const report = await add(bench, { text, scope, good, bad, cases })
        terminal.result(report, () => addedText(report))
        return undefined
      }),
    )
}

function publishing(command: Command, act: Act): void {
  command
    .command('publish')
    .description('Make the next version: what annotators and the agent are told')
    .option('--note <text>', 'what is new')
    .action(
      act<{ note?: string }>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const report = await publish(bench, options)
        const { version, rules, added, retired } = report
        terminal.result(
          report,
          () =>
            `Guidelines v${version}: ${rules} rules, ${added.length} new, ${retired.length} retired\nNext: concord round start`,
        )
        return undefined
      }),
    )
  command
    .command('retire <rule>')
    .description('Leave a rule out of the next version')
    .option('--reason <text>', 'why', '')
    .action(
      act<{ reason: string }>(async ({ terminal, options, args: [rule] }) => {
        await using bench = await openWorkbench(options)
        const report = await retire(bench, rule!, options.reason)
        terminal.result(
          report,
          () =>
            `${report.retired ? 'Retired' : 'Was retired before'}: ${report.rule}\nNext: concord guideline publish`,
        )
        return undefined
      }),
    )
}

function comparing(command: Command, act: Act): void {
  command
    .command('diff <from> <to>')
    .description('Tell what one version says that another does not')
    .action(
      act(async ({ terminal, options, args: [from, to] }) => {
        await using bench = await openWorkbench(options)
        const report = await diff(bench, version(from!), version(to!))
        terminal.result(report, () => diffText(report))
        return undefined
      }),
    )
  command
    .command('measure')
    .description('Measure what a version did to disagreement with gold, on the same questions')
    .requiredOption('--from <version>', 'the version before', version)
    .requiredOption('--to <version>', 'the version after', version)
    .action(
      act<MeasureOptions>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const report = await terminal.follow(measure(bench, options))
        terminal.result(report, () => measuredText(report))
        return undefined
      }),
    )
}

/** `3` or `v3`. */
function version(text: string): number {
  const value = Number(text.replace(/^v/, ''))
  if (/^v?\d+$/.test(text)) return value
  throw new InvalidArgumentError('Wanted the number of a version')
}
