/** The first day's model server: a table of answers behind the failures of real servers, with a count of what was asked and answered. */
import { createHash } from 'node:crypto'
import {
  type ModelServer,
  type Scripted,
  startModelServer,
  type WireRequest,
} from '../../model-server/server.ts'
import type { Knowledge } from './knowledge.ts'
import { answerTo, type Role } from './model-rules.ts'

/** One answer that was sent whole. */
export interface Answered {
  /** What was asked, down to the letter, with how it was asked: the same for the same piece of work. */
  readonly key: string
  readonly model: string
  /** What was wanted, and about which words. */
  readonly role: Role
  readonly about: string
  /** Told as the number of input tokens, so that the ledger tells which answers it holds. */
  readonly serial: number
  /** False for a body that is no chat completion: such answers count for nothing. */
  readonly whole: boolean
}

export interface DayServer extends AsyncDisposable {
  readonly baseUrl: string
  readonly requests: ModelServer['requests']
  readonly answers: readonly Answered[]
  /** Why a prompt had no answer; empty if all is well. */
  readonly troubles: readonly string[]
}

export async function startDayServer(knowledge: Knowledge): Promise<DayServer> {
  const answers: Answered[] = []
  const troubles: string[] = []
  const seen = new Map<string, number>()

  function rule(request: WireRequest): Scripted {
    const key = keyOf(request)
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    const failure = times === 1 ? failureFor(key) : undefined
    if (failure) return failure
    try {
      const { role, about, scripted } = answerTo(request, knowledge)
      const serial = request.number
      const { model } = request
      answers.push({ key, model, role, about, serial, whole: !('raw' in scripted) })
      return 'raw' in scripted ? scripted : { ...scripted, tokens: [serial, 10] }
    } catch (thrown) {
      troubles.push(String(thrown))
      return { status: 400, body: JSON.stringify({ error: { message: String(thrown) } }) }
    }
  }

  const server = await startModelServer(rule)
  return {
    baseUrl: server.baseUrl,
    requests: server.requests,
    answers,
    troubles,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

function keyOf({ text }: WireRequest): string {
  return createHash('sha256').update(text).digest('hex')
}

/** One first request in twenty is turned away, one meets an error, one is cut; the second time all of them are answered. */
function failureFor(key: string): Scripted | undefined {
  switch (Number.parseInt(key.slice(0, 8), 16) % 20) {
    case 0:
      return { status: 429, headers: { 'retry-after': '0' } }
    case 1:
      return { status: 500 }
    case 2:
      return { cut: true }
    default:
      return undefined
  }
}
