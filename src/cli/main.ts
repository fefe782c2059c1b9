#!/usr/bin/env node
/** The terminal door: finds the command, loads it alone, and turns what it throws into words and an exit code. */
import { readFileSync } from 'node:fs'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { messageOf, UsageError, UserError } from '../model/errors.ts'
import { FLOW, STANDALONE } from '../model/flow.ts'
import type { Act, CommonOptions } from './command.ts'
import { COMMANDS } from './commands/all.ts'
import { escapedLines, jsonLine } from './escape.ts'
import { openTerminal } from './terminal.ts'

const argv = process.argv.slice(2)
/** What commander would have written to stderr: its help where a command is missing. */
let said = ''

process.on('SIGINT', () => {
  tell({ message: 'Interrupted', hint: 'Run again to continue' })
  process.exit(130)
})
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const act: Act =
  (run) =>
  async (...given) => {
    const command = given.at(-1) as Command
    const options = command.optsWithGlobals<CommonOptions>()
    const terminal = openTerminal({ json: options.json, quiet: options.quiet })
    const code = await run({ terminal, options: options as never, args: command.args })
    process.exitCode = code ?? 0
  }

try {
  const program = await buildProgram(argv)
  await program.parseAsync(argv, { from: 'user' })
} catch (thrown) {
  process.exitCode = report(thrown)
}

/** The whole program, with only the called command's options loaded. */
async function buildProgram(words: readonly string[]): Promise<Command> {
  const program = new Command('concord')
    .description('Make gold Text2SQL data where people and agents have to agree, and prove what it is worth')
    .version(version(), '-V, --version')
    .option('--json', 'print one JSON document for machines', false)
    .option('--workspace <dir>', 'the workspace (default: the nearest parent with concord.yaml)')
    .option('--as <person>', 'who acts (default: the local user)')
    .option('--seed <n>', 'every draw comes from it', wholeNumber, 1)
    .option('--yes', 'ask no questions', false)
    .option('--quiet', 'no progress and no notes', false)
    .showSuggestionAfterError()
    .showHelpAfterError('Run concord --help for the list of commands')
    .exitOverride()
    .configureOutput({
      writeErr: (text) => {
        said += text
      },
    })
  const groups = [
    { heading: 'The method, in order:', verbs: FLOW },
    { heading: 'Standalone (no workspace needed):', verbs: STANDALONE },
  ]
  for (const { heading, verbs } of groups) {
    program.commandsGroup(heading)
    for (const { verb, summary } of verbs) {
      const command = program.command(verb).summary(summary).description(summary)
      if (!words.includes(verb)) continue
      const { default: module } = await COMMANDS[verb]!()
      module.configure(command, act)
    }
  }
  return program
}

/** Says what was thrown, to people and with `--json` to machines, and chooses the exit code. */
function report(thrown: unknown): number {
  if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0
  if (thrown instanceof CommanderError && thrown.code === 'commander.help') return reportMissingCommand()
  const usage = thrown instanceof CommanderError || thrown instanceof UsageError
  const known = usage || thrown instanceof UserError
  const message = messageOf(thrown).replace(/^error: /, '')
  const hint = thrown instanceof UserError ? thrown.hint : undefined
  tell({ message, hint }, known || !(thrown instanceof Error) ? message : thrown.stack)
  return usage ? 2 : 1
}

/** A command that wants one of its own, or none at all: its help, as wrong usage. */
function reportMissingCommand(): number {
  const called = ['concord', ...argv.filter((word) => Object.hasOwn(COMMANDS, word)).slice(0, 1)].join(' ')
  process.stderr.write(`${said}\n`)
  tell({ message: `No command was given to ${called}`, hint: `${called} --help lists them` })
  return 2
}

/** The error document on stdout where machines listen, and the same in words on stderr. */
function tell(
  error: { readonly message: string; readonly hint?: string | undefined },
  words = error.message,
): void {
  if (argv.includes('--json')) process.stdout.write(`${jsonLine({ error })}\n`)
  process.stderr.write(`concord: ${escapedLines(words ?? '')}\n`)
  if (error.hint) process.stderr.write(`  ${escapedLines(error.hint)}\n`)
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0) return value
  throw new InvalidArgumentError('Wanted a whole number')
}
