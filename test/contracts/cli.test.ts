/** The command line as scripts meet it: every command of the list is there, says what it takes, and fails in the agreed shape. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { COMMANDS } from '../../src/cli/commands/all.ts'
import { FLOW, STANDALONE } from '../../src/model/flow.ts'

const MAIN = resolve(import.meta.dirname, '../../dist/cli/main.js')
const VERBS = [...FLOW, ...STANDALONE].map(({ verb }) => verb)
const errorDocument = z.strictObject({
  error: z.strictObject({ message: z.string().min(1), hint: z.string().min(1).optional() }),
})

/** What each verb is called with, so that nothing that it requires is missing. */
const CALLS: Readonly<Record<string, string>> = {
  init: '',
  source: 'list',
  instructions: 'show d',
  author: 'next',
  import: 'auto pairs.jsonl --as pairs',
  seed: 'sample --count 1',
  augment: 'complexity',
  draft: '',
  annotate: 'next',
  compare: '',
  review: 'list',
  guideline: 'list',
  round: 'status',
  policy: 'show',
  measure: '',
  release: 'list',
  export: 'jsonl --release r --out out',
  benchmark: 'sample --per-dataset 1 --name b',
  predict: '--benchmark b --model m',
  evaluate: '--benchmark b',
  report: '',
  status: '',
  show: 'q_1',
  demo: '',
  query: 'sqlite:x.sqlite --sql x',
  check: '--pairs x.jsonl --source sqlite:x.sqlite',
  leaks: '--train x.jsonl --test x.jsonl',
  convert: 'x.jsonl --to jsonl --out y.jsonl',
  formats: '',
  doctor: '',
}

interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function start(words: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const ran = new Promise<Ran>((done) => {
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (piece) => {
      stdout += piece
    })
    child.stderr.on('data', (piece) => {
      stderr += piece
    })
    child.on('close', (code) => done({ code, stdout, stderr }))
  })
  return { child, ran }
}

const concord = (...words: string[]): Promise<Ran> => start(words).ran

/** Calls the command line for each verb: in one process, since starting each would take most of the time. */
function forEach(verbs: readonly string[], words: (verb: string) => string[]): Map<string, Ran> {
  const driver = resolve(import.meta.dirname, 'cli-calls.mjs')
  const input = JSON.stringify(verbs.map(words))
  const { status, stdout, stderr } = spawnSync(process.execPath, [driver, MAIN], {
    ...{ cwd: folder, input, encoding: 'utf8', maxBuffer: 2 ** 26 },
  })
  expect([status, stderr]).toEqual([0, ''])
  const ran = JSON.parse(stdout) as Ran[]
  return new Map(verbs.map((verb, i) => [verb, ran[i]!]))
}

const called = (verb: string) => [verb, ...CALLS[verb]!.split(' ').filter(Boolean)]

/** A command with its arguments, options and subcommands, as help is made of them. */
async function configured(verb: string): Promise<Command> {
  const command = new Command(verb)
  const { default: module } = await COMMANDS[verb]!()
  module.configure(command, () => async () => {})
  return command
}

test('every verb of the list has a command, and there are no others', () => {
  expect(Object.keys(COMMANDS).sort()).toEqual([...VERBS].sort())
})

test('concord --help lists exactly the verbs, in their order', async () => {
  const { code, stdout, stderr } = await concord('--help')
  expect([code, stderr]).toEqual([0, ''])
  const listed = stdout
    .split(/^The method, in order:$/m)[1]!
    .split(/^Commands:$/m)[0]!
    .matchAll(/^ {2}([a-z]+) /gm)
  expect([...listed].map(([, verb]) => verb)).toEqual(VERBS)
})

test('--help of every command is exit 0 and tells its arguments, options and subcommands', async () => {
  const helps = forEach(VERBS, (verb) => [verb, '--help'])
  for (const [verb, { code, stdout, stderr }] of helps) {
    expect([verb, code, stderr]).toEqual([verb, 0, ''])
    const { options, commands, registeredArguments } = await configured(verb)
    const wanted = [
      ...options.map((one) => one.long!),
      ...commands.map((one) => one.name()),
      ...registeredArguments.map((one) => one.name()),
    ]
    expect(
      wanted.filter((word) => !stdout.includes(word)),
      verb,
    ).toEqual([])
  }
})

test('every option, argument and subcommand says what it is for', async () => {
  const silent: string[] = []
  const look = (command: Command, path: string) => {
    for (const one of command.options) if (!one.description) silent.push(`${path} ${one.long}`)
    for (const one of command.commands) {
      if (!one.description()) silent.push(`${path} ${one.name()}`)
      look(one, `${path} ${one.name()}`)
    }
  }
  for (const verb of VERBS) look(await configured(verb), verb)
  expect(silent).toEqual([])
})

test('an unknown option is wrong usage: exit 2, an error document, the same words on stderr', () => {
  const runs = forEach(VERBS, (verb) => [...called(verb), '--no-such-option', '--json'])
  for (const [verb, { code, stdout, stderr }] of runs) {
    expect([verb, code]).toEqual([verb, 2])
    const { error } = errorDocument.parse(JSON.parse(stdout))
    expect(error.message).toContain('--no-such-option')
    expect(stderr).toContain(error.message)
  }
})

test('without a workspace: exit 1, an error document that says how to make one', () => {
  const needing = FLOW.map(({ verb }) => verb).filter((verb) => verb !== 'init')
  const runs = forEach(needing, (verb) => [...called(verb), '--json'])
  for (const [verb, { code, stdout, stderr }] of runs) {
    expect([verb, code, stderr]).toEqual([verb, 1, expect.stringContaining('Cannot find a workspace')])
    expect(errorDocument.parse(JSON.parse(stdout)).error.hint).toContain('concord init')
  }
})

test('a missing command is wrong usage, with the help that lists them', async () => {
  const [bare, source, json] = await Promise.all([concord(), concord('source'), concord('review', '--json')])
  expect([bare.code, bare.stdout, bare.stderr]).toEqual([
    2,
    '',
    expect.stringContaining('The method, in order:'),
  ])
  expect([source.code, source.stdout, source.stderr]).toEqual([
    2,
    '',
    expect.stringMatching(/add .*\n.*list/s),
  ])
  expect(json.code).toBe(2)
  expect(errorDocument.parse(JSON.parse(json.stdout)).error.hint).toBe('concord review --help lists them')
})

describe.skipIf(process.platform !== 'linux')('interrupted', () => {
  test('exit 130, an error document, and no process is left', async () => {
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n'
    const { DatabaseSync } = await import('@photostructure/sqlite')
    new DatabaseSync(join(folder, 'a.sqlite')).exec('CREATE TABLE t (a)')
    const { child, ran } = start(['query', 'sqlite:a.sqlite', '--json', '--sql', endless])
    const pid = child.pid!
    const children = await until(() => childrenOf(pid))
    child.kill('SIGINT')
    const { code, stdout, stderr } = await ran
    expect(code).toBe(130)
    expect(JSON.parse(stdout)).toEqual({ error: { message: 'Interrupted', hint: 'Run again to continue' } })
    expect(stderr).toContain('Interrupted')
    expect(await until(() => children.every((one) => !isAlive(one)))).toBe(true)
  })
})

function childrenOf(pid: number): number[] | false {
  const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  return pids.length > 0 && pids.map(Number)
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false // it is gone
  }
}

async function until<T>(look: () => T | false): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = look()
    if (found !== false) return found
    await sleep(25)
  }
  throw new Error('It did not come to be within 5 s')
}
