/** Runaways cost themselves and nobody else; no child outlives its parent; what dies for another reason is tried again. */
import { execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Scratch, scratch } from '../../../test/fixture-databases.ts'
import { openSources, type Sources } from '../all.ts'
import type { Database } from '../engine.ts'
import { builtFile } from './child-process.ts'

const ENDLESS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'

let place: Scratch
let sources: Sources
let database: Database
beforeEach(async () => {
  place = scratch()
  sources = openSources()
  const path = place.database(
    'numbers.sqlite',
    `CREATE TABLE n (i INTEGER PRIMARY KEY, square INTEGER);
     WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i < 999) INSERT INTO n SELECT i, i * i FROM c;`,
  )
  database = await sources.open(`sqlite:${path}`)
})
afterEach(async () => {
  await sources.close()
  place[Symbol.dispose]()
})

/** Ids of the sandbox's processes below a process. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => new RegExp(`^\\d+ \\(.*\\) . ${parent} `).test(readOrNothing(`/proc/${name}/stat`)))
    .filter((name) => readOrNothing(`/proc/${name}/cmdline`).includes('sandbox/child.js'))
    .map(Number)
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (thrown) {
    // A process that has ended meanwhile has no files (ESRCH while its entry is still there).
    if (['ENOENT', 'ESRCH'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return ''
    throw thrown
  }
}

const isAlive = (pid: number) => /\) [^ZX] /.test(readOrNothing(`/proc/${pid}/stat`))

async function until(holds: () => boolean, withinMs = 5_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!holds() && performance.now() < end) await new Promise((done) => setTimeout(done, 10))
  expect(holds()).toBe(true)
}

test('twenty runaways among four hundred queries are twenty timeouts, and all the rest is right', async () => {
  const isRunaway = (i: number) => i % 20 === 7
  const executions = await Promise.all(
    Array.from({ length: 400 }, (_, i) =>
      isRunaway(i)
        ? database.run(ENDLESS, { timeoutMs: 150 })
        : database.run(`SELECT square FROM n WHERE i = ${i}`),
    ),
  )
  for (const [i, execution] of executions.entries()) {
    if (isRunaway(i)) expect(execution.kind).toBe('timeout')
    else expect(execution).toMatchObject({ kind: 'rows', rows: [[BigInt(i * i)]] })
  }
})

test('short queries do not wait behind a long one while another process is idle', async () => {
  await Promise.all([database.run('SELECT 1'), database.run('SELECT 2'), database.run('SELECT 3')])
  const started = performance.now()
  const long = database.run(ENDLESS, { timeoutMs: 3_000 })
  const short = Array.from({ length: 60 }, (_, i) => database.run(`SELECT ${i}`))
  await Promise.all(short)
  expect(performance.now() - started).toBeLessThan(2_000)
  expect(await long).toMatchObject({ kind: 'timeout' })
})

test('a query whose process is killed from outside is tried again', async () => {
  const slow = database.run(
    'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 3000000) SELECT max(i) FROM c',
  )
  await new Promise((done) => setTimeout(done, 50))
  for (const pid of childrenOf(process.pid)) process.kill(pid, 'SIGKILL')
  expect(await slow).toMatchObject({ kind: 'rows', rows: [[3_000_000n]] })
  expect(await database.run('SELECT 1')).toMatchObject({ kind: 'rows' })
})

test('closing ends every process, and what still runs fails', async () => {
  const endless = database.run(ENDLESS)
  const failed = expect(endless).rejects.toThrow('closed')
  await until(() => childrenOf(process.pid).length > 0)
  await sources.close()
  await failed
  expect(childrenOf(process.pid)).toEqual([])
  await expect(database.run('SELECT 1')).rejects.toThrow('closed')
})

test('no process outlives a parent that is killed, not even one in the middle of a query', async () => {
  const module = builtFile(new URL('../all.ts', import.meta.url)).href
  const script = `
    const { openSources } = await import(${JSON.stringify(module)})
    const database = await openSources().open(${JSON.stringify(database.url)})
    await Promise.all([database.run('SELECT 1'), database.run('SELECT 2'), database.run('SELECT 3')])
    await database.run(${JSON.stringify(ENDLESS)}, { timeoutMs: 60000 })`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script])
  await until(() => childrenOf(parent.pid!).length === 3)
  await new Promise((done) => setTimeout(done, 100))
  const children = childrenOf(parent.pid!)
  parent.kill('SIGKILL')
  await until(() => !children.some(isAlive), 2_000)
})

test('a program that does not close its sources still ends', () => {
  const module = builtFile(new URL('../all.ts', import.meta.url)).href
  const script = `
    const { openSources } = await import(${JSON.stringify(module)})
    const database = await openSources().open(${JSON.stringify(database.url)})
    console.log((await database.run('SELECT 41 + 1')).rows[0][0])`
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 10_000 })
  expect(out.toString()).toBe('42n\n')
})

test('results of a hundred thousand rows come back whole', async () => {
  const sql = "SELECT a.i, a.square, b.i * 0.5, 'text ' || a.i FROM n a JOIN n b ON b.i < 100"
  const execution = await database.run(sql, { maxRows: 1_000_000, timeoutMs: 30_000, memoryMb: 1_024 })
  expect(execution).toMatchObject({ kind: 'rows', rowCount: 100_000, truncated: false })
})
