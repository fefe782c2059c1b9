/** Runs the built command line as a process of its own group, and where the test wants it kills it in the middle. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url))

export interface Ran {
  /** null if it was killed. */
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly elapsedMs: number
}

/** When to kill it with signal 9, if it still runs. */
export interface Kill {
  /** Count from when this has been written to stderr; default: from the start. */
  readonly said?: string
  readonly afterMs: number
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly kill?: Kill | undefined
  /** Hears all that it has written to stderr, each time there is more. */
  readonly hear?: (err: string) => void
}

/** Runs `concord` with these words. */
export async function runCli(words: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const started = Date.now()
  const child = spawn(process.execPath, [MAIN, ...words], {
    detached: true, // its group tells whether its children have gone with it
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  const { kill, hear } = options
  let timer: NodeJS.Timeout | undefined
  const aim = () => {
    if (!kill || timer || !said.err.includes(kill.said ?? '')) return
    timer = setTimeout(() => child.kill('SIGKILL'), kill.afterMs)
  }
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
    hear?.(said.err)
    aim()
  })
  aim()
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  clearTimeout(timer)
  await gone(child.pid!)
  return { code, ...said, elapsedMs: Date.now() - started }
}

const GONE_WITHIN_MS = 10_000

/** @throws {Error} if a process of the group is still there after a while */
async function gone(group: number): Promise<void> {
  const until = Date.now() + GONE_WITHIN_MS
  while (isAlive(group)) {
    if (Date.now() > until) throw new Error(`Children of process ${group} outlive it`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0)
    return true
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw thrown
  }
}
