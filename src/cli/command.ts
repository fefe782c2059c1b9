/** The plug point for commands: one file each, loaded only when it is called, so that help stays quick. */
import type { Command } from 'commander'
import type { Terminal } from './terminal.ts'

/** The options that every command takes. */
export interface CommonOptions {
  readonly json: boolean
  readonly quiet: boolean
  readonly yes: boolean
  readonly seed: number
  readonly workspace?: string
  readonly as?: string
}

/** Exit codes that are not an error: 0 done, 1 an answer that a script should stop at, 3 partly done. */
export type ExitCode = 0 | 1 | 3

export interface CommandModule {
  /** Adds arguments, options and subcommands to a command that already has its name and summary. */
  configure(command: Command, act: Act): void
}

/**
 * Makes a commander action of a function that gets the terminal, the options (the command's own and the
 * common ones) and the positional arguments. What it returns is the exit code; nothing means 0.
 */
export type Act = <Options extends object>(
  run: (context: {
    terminal: Terminal
    options: Options & CommonOptions
    args: string[]
  }) => Promise<ExitCode | undefined>,
) => (...given: unknown[]) => Promise<void>
