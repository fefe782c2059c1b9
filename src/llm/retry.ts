/** Asks until an answer comes: waits as long as the server wants, twice as long after each failure, and gives up at a deadline. */

import type { Reply, Unavailable } from '../model/call.ts'
import { sha256 } from '../model/ids.ts'
import type { Clock } from './clock.ts'
import type { Attempt, ModelCall, Provider } from './provider.ts'

export interface RetryPolicy {
  /** Attempts at most. */
  readonly attempts: number
  /** One attempt, in milliseconds. */
  readonly timeoutMs: number
  /** All attempts with the waits between them, in milliseconds. */
  readonly deadlineMs: number
  readonly clock: Clock
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

export interface Tried {
  readonly reply: Reply | Unavailable
  /** Time between attempts, in milliseconds. */
  readonly waitedMs: number
}

/**
 * An answer, a refusal or something malformed; or the reason why none could be had. A call that is stopped after an
 * attempt has failed is unavailable for that failure's reason.
 */
export async function askWithRetries(
  provider: Provider,
  call: ModelCall,
  policy: RetryPolicy,
): Promise<Tried> {
  const { clock } = policy
  const endsAt = clock.now() + policy.deadlineMs
  let waitedMs = 0
  let failure: Unavailable | undefined
  for (let attempt = 1; ; attempt++) {
    const leftMs = Math.max(1, endsAt - clock.now())
    const came = await once(provider, call, Math.min(policy.timeoutMs, leftMs))
    if (came.kind === 'reply') return { reply: came.reply, waitedMs }
    if (failure && came.reason === 'stopped') return { reply: failure, waitedMs }
    const { reason, message } = came
    failure = { kind: 'unavailable', reason, message, attempts: attempt }
    const waitMs = waitBefore(attempt, call.label, came.afterMs)
    const over = !came.retry || attempt >= policy.attempts || clock.now() + waitMs >= endsAt
    if (over) return { reply: failure, waitedMs }
    await clock.sleep(waitMs, call.signal)
    waitedMs += waitMs
    if (call.signal?.aborted) return { reply: failure, waitedMs }
  }
}

async function once(provider: Provider, call: ModelCall, timeoutMs: number): Promise<Attempt> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), timeoutMs)
  const stop = () => limit.abort()
  call.signal?.addEventListener('abort', stop)
  try {
    if (call.signal?.aborted) stop()
    const came = await provider.ask(call, limit.signal)
    return came.kind === 'failed' && limit.signal.aborted ? stopped(call, timeoutMs) : came
  } finally {
    clearTimeout(timer)
    call.signal?.removeEventListener('abort', stop)
  }
}

function stopped(call: ModelCall, timeoutMs: number): Attempt {
  return call.signal?.aborted
    ? { kind: 'failed', reason: 'stopped', message: 'Stopped while waiting for the model', retry: false }
    : { kind: 'failed', reason: 'timeout', message: `No answer within ${timeoutMs} ms`, retry: true }
}

/** Doubles from half a second; a share that hangs on the label keeps many calls from coming back at one moment. */
function waitBefore(attempt: number, label: string, afterMs = 0): number {
  const doubled = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1))
  const share = Number.parseInt(sha256(`${label} ${attempt}`).slice(0, 4), 16) / 0xffff
  return Math.max(afterMs, doubled * (0.5 + share / 2))
}
