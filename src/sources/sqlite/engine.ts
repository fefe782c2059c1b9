/** SQLite as an engine: files on this machine, every query in the sandbox. */

import type { Fingerprint } from '../../model/catalog.ts'
import { UserError } from '../../model/errors.ts'
import { DEFAULT_LIMITS, type Execution, type Limits } from '../../model/execution.ts'
import type { Database, Engine, EngineOptions } from '../engine.ts'
import { Pool } from '../sandbox/pool.ts'
import type { Answer, Task } from '../sandbox/protocol.ts'
import { catalogOf } from './catalog.ts'
import { stampOf } from './connection.ts'
import { checkFile, pathOf } from './file.ts'

/** What Concord's own questions about a database may take. */
const OWN_LIMITS: Limits = { timeoutMs: 120_000, maxRows: 1_000_000, memoryMb: 1_024 }
/** Every row of a database of `HUGE_BYTES` is read. */
const FINGERPRINT_LIMITS: Limits = { ...OWN_LIMITS, timeoutMs: 600_000 }

export function sqliteEngine({ children = 2, spare = true }: EngineOptions = {}): Engine {
  const pool = new Pool({ runner: new URL('./runner.ts', import.meta.url), children, spare })
  return {
    async open(url) {
      const path = pathOf(url)
      checkFile(url, path)
      const database = openDatabase(url, path, pool)
      await database.run('SELECT count(*) FROM sqlite_schema', OWN_LIMITS)
      return database
    },
    close: () => pool.close(),
  }
}

function openDatabase(url: string, path: string, pool: Pool): Database {
  let last: { readonly stamp: string; readonly fingerprint: Fingerprint } | undefined
  const run = async (sql: string, limits?: Partial<Limits>) => {
    const answer = await ask(pool, path, {
      task: { kind: 'query', sql },
      limits: { ...DEFAULT_LIMITS, ...limits },
    })
    return answer as Execution
  }
  const fingerprint = async () => {
    const stamp = stampNow(url, path)
    if (last?.stamp === stamp) return last.fingerprint
    const answer = await ask(pool, path, { task: { kind: 'fingerprint' }, limits: FINGERPRINT_LIMITS })
    if (answer.kind !== 'value') throw unanswered(url, answer)
    last = { stamp, fingerprint: answer.value as Fingerprint }
    return last.fingerprint
  }
  const rowsOf = async (sql: string) => {
    const execution = await run(sql, OWN_LIMITS)
    if (execution.kind !== 'rows') throw unanswered(url, execution)
    return execution.rows
  }
  return {
    url,
    run,
    fingerprint,
    catalog: (options) => catalogOf({ rowsOf, run, fingerprint }, options),
    async [Symbol.asyncDispose]() {},
  }
}

interface Question {
  readonly task: Task
  readonly limits: Limits
}

/** @throws {UserError} if the database itself cannot be read */
async function ask(
  pool: Pool,
  path: string,
  { task, limits }: Question,
): Promise<Exclude<Answer, { kind: 'trouble' }>> {
  const answer = await pool.run(path, task, limits)
  if (answer.kind === 'trouble') throw new UserError(answer.message, answer.hint)
  return answer
}

function stampNow(url: string, path: string): string {
  checkFile(url, path)
  return stampOf(path)
}

function unanswered(url: string, answer: Answer): UserError {
  const why = 'message' in answer ? answer.message : answer.kind
  return new UserError(
    `Cannot read what "${url}" holds: ${why}`,
    'Check the file with PRAGMA integrity_check',
  )
}
