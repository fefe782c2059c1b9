/** `concord release create|list|show|diff|verify`: settled pairs, frozen under a name and a hash. */
import { type Command, InvalidArgumentError } from 'commander'
import {
  allReleases,
  type CreateReleaseOptions,
  createRelease,
  diffReleases,
  showRelease,
  verifyRelease,
} from '../../flow/release.ts'
import { openWorkbench } from '../../workbench.ts'
import type { Act, CommandModule } from '../command.ts'
import { diffText, releaseLine, releaseText, verificationText } from '../reports/release.ts'

export default {
  configure(command, act) {
    create(command, act)
    list(command, act)
    show(command, act)
    diff(command, act)
    verify(command, act)
  },
} satisfies CommandModule

function create(command: Command, act: Act): void {
  command
    .command('create')
    .description('Freeze the settled pairs of a stage')
    .requiredOption('--name <name>', 'what it is called from now on')
    .option('--val <share>', 'share of the pairs for validation', share, 0.1)
    .option('--test <share>', 'share of the pairs for testing', share, 0)
    .option('--stage <stage>', 'the stage (default: the last one)')
    .option('--licence <licence>', 'the licence of the data, for the card of an export')
    .action(
      act<CreateReleaseOptions>(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const made = await terminal.follow(createRelease(bench, options))
        if (!made.created) terminal.note('It was made before, and holds the same')
        terminal.result(made, () => releaseText(made))
        return undefined
      }),
    )
}

function list(command: Command, act: Act): void {
  command
    .command('list')
    .description('List the releases')
    .action(
      act(async ({ terminal, options }) => {
        await using bench = await openWorkbench(options)
        const releases = await allReleases(bench)
        terminal.result({ releases }, () =>
          releases.length > 0
            ? releases.map(releaseLine).join('\n')
            : 'No releases yet: concord release create --name NAME',
        )
        return undefined
      }),
    )
}

function show(command: Command, act: Act): void {
  command
    .command('show <name>')
    .description('Show what a release holds')
    .action(
      act(async ({ terminal, options, args: [name] }) => {
        await using bench = await openWorkbench(options)
        const found = await showRelease(bench, name!)
        terminal.result(found, () => releaseText(found))
        return undefined
      }),
    )
}

function diff(command: Command, act: Act): void {
  command
    .command('diff <from> <to>')
    .description('Say what differs between two releases')
    .action(
      act(async ({ terminal, options, args: [from, to] }) => {
        await using bench = await openWorkbench(options)
        const found = await diffReleases(bench, { from: from!, to: to! })
        terminal.result(found, () => diffText(found))
        return undefined
      }),
    )
}

function verify(command: Command, act: Act): void {
  command
    .command('verify <name>')
    .description('Compute the hash of a release anew')
    .action(
      act(async ({ terminal, options, args: [name] }) => {
        await using bench = await openWorkbench(options)
        const found = await verifyRelease(bench, name!)
        terminal.result(found, () => verificationText(found))
        return found.ok ? 0 : 1
      }),
    )
}

function share(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value < 1) return value
  throw new InvalidArgumentError('Wanted a share such as 0.1')
}
