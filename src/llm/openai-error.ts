/** What a failed request means: worth asking again, a reply that cannot be read, or a thing for a person to mend. */
import { UserError } from '../model/errors.ts'
import type { Attempt, ModelCall } from './provider.ts'
import { highPromptTokens } from './tokens.ts'

/** Whom was asked, for messages. */
export interface Origin {
  readonly name: string
  readonly host: string
  readonly model: string
  readonly apiKeyEnv: string | undefined
}

export interface ErrorContext {
  readonly origin: Origin
  readonly redact: (text: string) => string
  readonly call: ModelCall
}

/** The members of the AI SDK's errors that are read here; the rest of them may hold prompts. */
interface RequestError {
  readonly name: string
  readonly message: string
  readonly statusCode?: number
  readonly responseHeaders?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

const WORTH_ASKING_AGAIN = new Set([408, 409, 425, 429])

/** @throws {UserError} if no call can succeed before a person mends something; anything that is no failed request is thrown on */
export function attemptFromError(thrown: unknown, { origin, redact, call }: ErrorContext): Attempt {
  if (!isRequestError(thrown)) throw thrown
  const said = redact(thrown.message || 'no message').slice(0, 500)
  const status = thrown.statusCode
  if (thrown.name === 'AI_InvalidResponseDataError') return malformed(said, call)
  if (status === undefined) return failed('connection', `Cannot reach ${origin.host}: ${said}`)
  if (status === 200) {
    if (causedBy(thrown, 'AI_TypeValidationError')) return malformed('It is no chat completion', call)
    return failed('connection', `The answer of ${origin.host} broke off or is no JSON`)
  }
  if (status === 401 || status === 403) throw refusedKey(origin, status, said)
  if (status === 404) throw notThere(origin, said)
  const message = `${origin.host} answered ${status}: ${said}`
  if (status >= 500 || WORTH_ASKING_AGAIN.has(status)) {
    return { ...failed('overloaded', message), ...pause(thrown.responseHeaders) }
  }
  return { kind: 'failed', reason: 'rejected', message, retry: false }
}

function isRequestError(thrown: unknown): thrown is RequestError {
  return (
    thrown instanceof Error &&
    (thrown.name.startsWith('AI_') || thrown.name === 'AbortError' || thrown.name === 'TimeoutError')
  )
}

function failed(reason: 'connection' | 'overloaded', message: string) {
  return { kind: 'failed', reason, message, retry: true } as const
}

function malformed(message: string, call: ModelCall): Attempt {
  const usage = { inputTokens: highPromptTokens(call), outputTokens: 0, estimated: true }
  return { kind: 'reply', reply: { kind: 'malformed', message, usage } }
}

function causedBy(error: RequestError, name: string): boolean {
  return error.cause instanceof Error && error.cause.name === name
}

/** `Retry-After` in seconds or as a date, or OpenAI's `retry-after-ms`. */
function pause(headers: RequestError['responseHeaders']): { afterMs?: number } {
  const ms = Number(headers?.['retry-after-ms'])
  if (Number.isFinite(ms) && ms > 0) return { afterMs: ms }
  const value = headers?.['retry-after']
  if (!value) return {}
  const seconds = Number(value)
  const afterMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now()
  return afterMs > 0 ? { afterMs } : {}
}

function refusedKey(origin: Origin, status: number, said: string): UserError {
  const hint = origin.apiKeyEnv
    ? `See that ${origin.apiKeyEnv} holds a key that is valid there`
    : `If the server wants a key, name the variable that holds it: apiKeyEnv of model "${origin.name}"`
  return new UserError(`Cannot ask model "${origin.name}": ${origin.host} answered ${status} (${said})`, hint)
}

function notThere(origin: Origin, said: string): UserError {
  return new UserError(
    `Cannot ask model "${origin.name}": ${origin.host} answered 404 (${said})`,
    `See that baseUrl ends as the server wants it (often /v1) and that it serves a model called "${origin.model}"`,
  )
}
