/** SQLite's side inside a child: keeps connections open, runs one query or makes one fingerprint, and says what came of it. */
import { messageOf } from '../../model/errors.ts'
import type { Answer, Job, Runner } from '../sandbox/protocol.ts'
import { Connection } from './connection.ts'
import { fingerprintOf } from './fingerprint.ts'
import { runQuery } from './run-query.ts'
import { troubleOf } from './trouble.ts'

const CONNECTIONS_KEPT = 32

export default function openRunner(): Runner {
  const connections = new Map<string, Connection>()
  return {
    run(job) {
      const started = performance.now()
      try {
        const answer = answerOf(connectionTo(job.target, connections), job)
        if (answer.kind === 'value') return answer
        return { ...answer, elapsedMs: Math.round((performance.now() - started) * 1e3) / 1e3 }
      } catch (thrown) {
        const trouble = troubleOf(job.target, thrown)
        if (!trouble && job.task.kind === 'fingerprint') {
          return { kind: 'error', message: messageOf(thrown), elapsedMs: 0 }
        }
        if (!trouble) throw thrown
        forget(job.target, connections)
        return trouble
      }
    },
  }
}

function answerOf(connection: Connection, { task, limits, target }: Job) {
  if (task.kind === 'query') return runQuery(connection, task.sql, limits)
  const value = fingerprintOf(connection.database, target)
  return { kind: 'value', value } as const satisfies Answer
}

/** The most recently used connections stay open. */
function connectionTo(path: string, connections: Map<string, Connection>): Connection {
  const known = connections.get(path)
  if (known?.isCurrent()) {
    connections.delete(path)
    connections.set(path, known)
    return known
  }
  forget(path, connections)
  const opened = new Connection(path)
  connections.set(path, opened)
  if (connections.size > CONNECTIONS_KEPT) forget(connections.keys().next().value!, connections)
  return opened
}

function forget(path: string, connections: Map<string, Connection>): void {
  connections.get(path)?.close()
  connections.delete(path)
}
