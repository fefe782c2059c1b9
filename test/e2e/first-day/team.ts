/** The first day's people at their terminals: each command is run until it says that it is done, whatever ends it before. */
import { type Ran, runCli } from './cli.ts'

export interface Killer {
  /** When to kill the command that starts now, in milliseconds; undefined to let it run. */
  nextMs(command: string): number | undefined
  /** What came of it. */
  note(command: string, killed: boolean, elapsedMs: number): void
}

export interface TeamOptions {
  readonly workspace: string
  readonly seed: number
  readonly env: Readonly<Record<string, string>>
  readonly killer?: Killer
}

export interface Team {
  /**
   * Runs a command with `--json` and gives its document.
   *
   * @throws {Error} if it ends with anything but 0, or does not get done by running it again
   */
  run<Report>(words: readonly string[], options?: Acting): Promise<Report>
  /** Runs a command that has to be refused, and gives what it says. */
  refused(words: readonly string[]): Promise<{ message: string; hint?: string }>
}

export interface Acting {
  readonly as?: string
  /** Run again only if this says no: for commands that say something new each time. */
  readonly landed?: () => Promise<boolean>
}

/** How often a command may say that it is partly done, or be killed. */
const AGAIN = 40

export function openTeam({ workspace, seed, env, killer }: TeamOptions): Team {
  async function once(words: readonly string[], as: string): Promise<Ran> {
    const command = words.slice(0, 2).join(' ')
    const killAfterMs = killer?.nextMs(command)
    const kill = killAfterMs === undefined ? undefined : { afterMs: killAfterMs }
    const common = ['--json', '--quiet', '--workspace', workspace, '--as', as, '--seed', String(seed)]
    const ran = await runCli([...words, ...common], { env, kill })
    killer?.note(command, ran.code === null, ran.elapsedMs)
    return ran
  }

  async function run<Report>(words: readonly string[], { as = 'lead', landed }: Acting = {}) {
    for (let time = 0; time < AGAIN; time++) {
      const ran = await once(words, as)
      if (ran.code === 0) return JSON.parse(ran.out) as Report
      if (ran.code !== null && ran.code !== 3) throw failed(words, ran)
      if (ran.code === null && (await landed?.())) return JSON.parse('null') as Report
    }
    throw new Error(`concord ${words.join(' ')} is not done after ${AGAIN} times`)
  }

  return {
    run,
    async refused(words) {
      const ran = await once(words, 'lead')
      if (ran.code !== 1) throw failed(words, ran)
      return (JSON.parse(ran.out) as { error: { message: string; hint?: string } }).error
    },
  }
}

function failed(words: readonly string[], { code, out, err }: Ran): Error {
  return new Error(`concord ${words.join(' ')} ended with ${code}\n${err}${out.slice(0, 2_000)}`)
}
