/** The demo as a stranger runs it, without a network and killed on the way: its figures, its hash, and its words. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DemoReport, demoReport } from '../../../src/model/demo.ts'
import { seededRandom } from '../../../src/stats/random.ts'
import { expectedRounds } from './expected.ts'

const CLI = join(import.meta.dirname, '../../../dist/cli/main.js')
const HASH = readFileSync(join(import.meta.dirname, 'release.sha256'), 'utf8').trim()
const RECORDED = /recorded example answers: they show the tool, not a model/i
/** Where the system lets a process give up its network, the demo has none. */
const ALONE = spawnSync('unshare', ['-rn', 'true']).status === 0 ? ['unshare', '-rn'] : []

const place = mkdtempSync(join(tmpdir(), 'concord-demo-test-'))
const folder = join(place, 'study')
afterAll(() => rmSync(place, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the demo; `killAfter` kills it so many milliseconds after the line of a step. */
function run(args: readonly string[], killAfter?: { line: string; ms: number }): Promise<Ended> {
  const [command, ...rest] = [...ALONE, process.execPath, CLI, 'demo', ...args]
  const child: ChildProcess = spawn(command!, rest, { cwd: place })
  let [stdout, stderr] = ['', '']
  let doomed = false
  child.stdout!.on('data', (piece) => {
    stdout += piece
  })
  child.stderr!.on('data', (piece) => {
    stderr += piece
    if (doomed || !killAfter || !stderr.includes(killAfter.line)) return
    doomed = true
    setTimeout(() => child.kill('SIGKILL'), killAfter.ms)
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
}

let report: DemoReport
let ended: Ended
beforeAll(async () => {
  // Killed while the stages are made, and while the rounds go on.
  const random = seededRandom(7, 'kills')
  for (const line of ['Seeds  ', 'Drafts  ']) {
    const killed = await run([folder], { line, ms: 2_000 * random.next() })
    expect(killed.code).toBeNull()
  }
  ended = await run([folder, '--json'])
  report = demoReport.parse(JSON.parse(ended.stdout))
}, 300_000)

describe('concord demo', () => {
  test('ends with the same release on every run and machine, killed or not', () => {
    expect(ended.code).toBe(0)
    expect(report.release).toMatchObject({ name: 'example-1', hash: HASH })
  })

  test('makes the stages of the method: replaced, added, replaced, with every outcome of proof', () => {
    const sizes = report.stages.map(({ stage, size, replaced, added }) => ({ stage, size, replaced, added }))
    expect(sizes).toEqual([
      { stage: 'seed', size: 64, replaced: 0, added: 64 },
      { stage: 'complexity', size: 64, replaced: 32, added: 0 },
      { stage: 'semantic', size: 96, replaced: 0, added: 32 },
      { stage: 'syntactic', size: 96, replaced: 32, added: 0 },
    ])
    for (const { undecided, rejected } of report.stages.slice(1)) {
      expect(undecided).toBeGreaterThan(0)
      expect(Object.keys(rejected).length).toBeGreaterThan(0)
    }
  })

  test('disagreement falls as far as SQLite itself says that it does', async () => {
    const expected = await expectedRounds(join(folder, 'databases'))
    const counted = ({ compared, disagreements }: { compared: number; disagreements: number }) => ({
      ...{ compared, disagreements },
    })
    const found = report.rounds.map((one) => ({ main: counted(one), anchor: counted(one.anchor!) }))
    expect(found).toEqual(expected)
    const anchors = report.rounds.map(({ anchor }) => anchor!.rate!)
    expect(anchors).toEqual([...anchors].sort((a, b) => b - a))
  })

  test('a version that helps is told from one that does nothing', () => {
    const [second, , fourth] = report.guidelines
    expect(second!.causing).toMatchObject({ withinNoise: false })
    expect(second!.causing.interval![1]).toBeLessThan(0)
    expect(fourth!.untouched).toMatchObject({ withinNoise: true })
    const [low, high] = fourth!.untouched.interval!
    expect(low <= 0 && high >= 0).toBe(true)
  })

  test('says everywhere that its answers are recorded', () => {
    expect(report.recorded).toBe(true)
    const parts = [report.measure, report.evaluation, report.policy, ...report.rounds, ...report.guidelines]
    expect(parts.every((part) => part.recorded === true)).toBe(true)
    expect(ended.stderr).toMatch(RECORDED)
    expect(readFileSync(report.report, 'utf8')).toMatch(RECORDED)
    expect(readFileSync(join(folder, 'exports', 'hf', 'README.md'), 'utf8')).toMatch(RECORDED)
  })

  test('run again it has nothing left to do, and ends in ten lines of 80 columns', async () => {
    const again = await run(['study'])
    expect(again.code).toBe(0)
    const lines = again.stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(10)
    expect([...lines, ...again.stderr.trimEnd().split('\n')].filter((line) => line.length > 80)).toEqual([])
    expect(again.stdout).toContain(HASH)
    expect(again.stderr).toMatch(/Drafts +0 answers of the agent, 0 of one call/)
  }, 120_000)

  test('leaves a folder alone that holds something else', async () => {
    const other = join(place, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'thesis.txt'), 'mine')
    const refused = await run(['other', '--json'])
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: { message: 'Cannot make the demo in "other": there are files in it' },
    })
  })
})
