/** Runs the demo undisturbed and again with kills, on either store. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ENGINES } from '../../contracts/store-engines.ts'
import { type Ran, runCli } from '../first-day/cli.ts'
import { drawnFrom } from '../first-day/knowledge.ts'
import type { StoreName } from './killed-day.ts'
import { tableRows } from './table-rows.ts'

export interface DemoRan {
  /** The demo's report, without what hangs on the moment. */
  readonly content: unknown
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>
  /** One line a kill. */
  readonly kills: readonly string[]
  /** Of the run to the end, and of running it once more when all is done, in milliseconds. */
  readonly tookMs: number
  readonly againMs: number
}

/** Milliseconds after which each run in turn is killed. */
type Kills = readonly number[]

/**
 * Draws kills evenly over the time of an undisturbed run. A run that goes on has to look through what is done first:
 * that time is added.
 */
export function drawKills(
  points: number,
  { seed, tookMs, againMs }: { seed: number; tookMs: number; againMs: number },
): Kills {
  const shares = Array.from({ length: points }, (_, i) => drawnFrom(`demo ${seed} ${i}`, 1_000) / 1_000)
  const sorted = [0, ...shares.sort((a, b) => a - b)]
  return sorted
    .slice(1)
    .map((share, i) => Math.round((share - sorted[i]!) * tookMs + sorted[i]! * againMs) + 100)
}

export async function runDemo(store: StoreName, kills: Kills): Promise<DemoRan> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-killed-demo-'))
  const workspace = join(folder, 'study')
  await using fresh = await ENGINES[store]()
  const { location } = fresh
  const env = { DATABASE_URL: location.engine === 'postgres' ? location.url : '' }
  const once = (killAfterMs?: number) => runCli(['demo', workspace, '--json'], { env, killAfterMs })
  try {
    const killed: string[] = []
    for (const ms of kills) {
      const ran = await once(ms)
      if (ran.code === null) killed.push(`demo after ${ran.elapsedMs} ms, ${lastLine(ran)}`)
    }
    const ended = await once()
    const again = await once()
    if (ended.code !== 0 || again.code !== 0) throw new Error(`${ended.err}\n${again.err}`)
    const at =
      location.engine === 'postgres' ? location : { file: join(workspace, '.concord', 'store.sqlite') }
    const rows = await tableRows(at)
    const content = withoutMoment(JSON.parse(ended.out))
    return { content, rows, kills: killed, tookMs: ended.elapsedMs, againMs: again.elapsedMs }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function lastLine({ err }: Ran): string {
  return err.trim().split('\n').at(-1)?.trim() ?? ''
}

const MOMENT = new Set(['elapsedMs', 'workspace', 'report', 'at'])

function withoutMoment(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMoment)
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([name]) => !MOMENT.has(name))
  return Object.fromEntries(kept.map(([name, held]) => [name, withoutMoment(held)]))
}
