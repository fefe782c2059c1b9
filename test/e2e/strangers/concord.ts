/** Runs the built command line as a person would, without blocking the test's own servers. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const MAIN = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** The one document that `--json` prints, or what of it there is. */
  readonly json: Record<string, unknown>
}

export interface RunOptions {
  readonly folder: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** A program to start it with, such as `unshare` with its arguments. */
  readonly under?: readonly string[]
}

/** Runs `concord WORDS` in a folder. */
export async function concord(
  words: readonly string[],
  { folder, env, under = [] }: RunOptions,
): Promise<Ran> {
  const [program, ...rest] = [...under, process.execPath, MAIN, ...words] as [string, ...string[]]
  const child = spawn(program, rest, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, ...said, json: words.includes('--json') ? documentOf(said) : {} }
}

function documentOf({ out, err }: { readonly out: string; readonly err: string }): Record<string, unknown> {
  try {
    return JSON.parse(out)
  } catch (cause) {
    throw new Error(`No JSON document: ${out.slice(0, 500)}\n${err.slice(0, 2000)}`, { cause })
  }
}

/** The sentence of a failed command with its hint; throws if it is no sentence. */
export function sentenceOf({ code, err, json }: Ran): string {
  if (code !== 1 || /^\s+at /m.test(err)) throw new Error(`No sentence (exit ${code}): ${err}`)
  const { message, hint } = json.error as { message: string; hint?: string }
  return hint === undefined ? message : `${message} | ${hint}`
}
