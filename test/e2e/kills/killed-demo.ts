/** Runs the demo undisturbed and again with kills, on either store. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ENGINES } from '../../contracts/store-engines.ts'
import { type Kill, type Ran, type RunOptions, runCli } from '../first-day/cli.ts'
import { drawnFrom } from '../first-day/knowledge.ts'
import type { StoreName } from './killed-day.ts'
import { tableRows } from './table-rows.ts'

/** What is left when the demo is over. */
export interface DemoRan {
  /** The demo's report, without what hangs on the moment. */
  readonly content: object
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>
}

/** A step's line, and how long after the start it was written. */
interface Said {
  readonly line: string
  readonly atMs: number
}

export interface UndisturbedDemo extends DemoRan {
  readonly said: readonly Said[]
  readonly tookMs: number
}

export async function runDemoUndisturbed(store: StoreName): Promise<UndisturbedDemo> {
  await using place = await openDemoPlace(store)
  const said: Said[] = []
  const started = Date.now()
  const ran = await place.run({
    hear(err) {
      const line = stepLines(err).at(-1)
      if (line !== undefined && said.at(-1)?.line !== line) said.push({ line, atMs: Date.now() - started })
    },
  })
  return { ...(await place.left(ran)), said, tookMs: ran.elapsedMs }
}

export interface KilledDemo extends DemoRan {
  /** One line a kill. */
  readonly kills: readonly string[]
}

/** Kills a demo as often as asked, each time at a moment drawn evenly from the time of an undisturbed one. */
export async function runDemoKilled(
  store: StoreName,
  { points, seed, undisturbed }: { points: number; seed: number; undisturbed: UndisturbedDemo },
): Promise<KilledDemo> {
  await using place = await openDemoPlace(store)
  const kills: string[] = []
  for (const point of drawPoints(points, { seed, undisturbed })) {
    // A run that is over before its point is killed earlier when it is run again.
    for (let afterMs = point.afterMs; ; afterMs /= 2) {
      const ran = await place.run({ kill: { ...point, afterMs } })
      if (ran.code !== null) continue
      kills.push(`demo ${Math.round(afterMs)} ms after "${point.said}"; the last it said: ${lastLine(ran)}`)
      break
    }
  }
  return { ...(await place.left(await place.run({}))), kills }
}

interface Drawing {
  readonly seed: number
  readonly undisturbed: UndisturbedDemo
}

function drawPoints(points: number, { seed, undisturbed: { said, tookMs } }: Drawing): Required<Kill>[] {
  const share = (i: number) => drawnFrom(`demo ${seed} ${i}`, 1_000) / 1_000
  const moments = Array.from({ length: points }, (_, i) => share(i) * tookMs)
  return moments
    .sort((a, b) => a - b)
    .map((moment) => {
      const { line = '', atMs = 0 } = said.findLast((one) => one.atMs <= moment) ?? {}
      return { said: line.split(/ {2}/)[0]!, afterMs: Math.max(1, moment - atMs) }
    })
}

/** Lines of the steps: a name, white space, and what came of it. */
function stepLines(err: string): string[] {
  const whole = err.split('\n').slice(0, -1)
  return whole.filter((line) => /^ *[A-Z][a-z]+ {2,}\S/.test(line)).map((line) => line.trim())
}

interface DemoPlace extends AsyncDisposable {
  run(options: Omit<RunOptions, 'env'>): Promise<Ran>
  left(ran: Ran): Promise<DemoRan>
}

async function openDemoPlace(store: StoreName): Promise<DemoPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-killed-demo-'))
  const workspace = join(folder, 'study')
  const fresh = await ENGINES[store]()
  const { location } = fresh
  const isServer = location.engine === 'postgres'
  const env = { DATABASE_URL: isServer ? location.url : '' }
  const at = isServer ? location : { file: join(workspace, '.concord', 'store.sqlite') }
  return {
    run: (options) => runCli(['demo', workspace, '--json'], { ...options, env }),
    async left({ code, out, err }) {
      if (code !== 0) throw new Error(`The demo ended with ${code}: ${err}`)
      return { content: withoutMoment(JSON.parse(out)) as object, rows: await tableRows(at) }
    },
    async [Symbol.asyncDispose]() {
      await fresh[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function lastLine({ err }: Ran): string {
  return err.trim().split('\n').at(-1)?.trim() ?? ''
}

/** Times and paths, and what a policy settled in this very run. */
const MOMENT = new Set(['elapsedMs', 'workspace', 'report', 'at', 'settled', 'eligible'])

function withoutMoment(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMoment)
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([name]) => !MOMENT.has(name))
  return Object.fromEntries(kept.map(([name, held]) => [name, withoutMoment(held)]))
}
