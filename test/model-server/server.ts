/** A real HTTP server that speaks OpenAI's chat completions by rules of a test's own, with every way in which such servers fail. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One message as the wire has it. */
export interface WireMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: string | null
  readonly tool_calls?: readonly { id: string; function: { name: string; arguments: string } }[]
  readonly tool_call_id?: string
}

/** One request as it came in. */
export interface WireRequest {
  /** From 1, over all requests of the server. */
  readonly number: number
  readonly headers: IncomingMessage['headers']
  /** The body as it was sent. */
  readonly text: string
  readonly model: string
  readonly messages: readonly WireMessage[]
  readonly tools: readonly { function: { name: string; parameters: unknown } }[]
  readonly temperature?: number
  readonly max_tokens?: number
  readonly seed?: number
}

/** What the server does with a request. */
export type Scripted =
  | {
      readonly say: string
      readonly finish?: string
      readonly tokens?: readonly [input: number, output: number] | null
    }
  /** Tool calls; arguments given as text are sent as they are, however malformed. */
  | { readonly call: readonly (readonly [name: string, given: object | string])[]; readonly say?: string }
  /** A status with a body of its own, such as 429 with `Retry-After`. */
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  /** The beginning of a good answer, then the connection is cut. */
  | { readonly cut: true }
  /** Nothing, ever. */
  | { readonly silent: true }
  /** Status 200 with this body. */
  | { readonly raw: string }
  /** The model declines. */
  | { readonly refuse: string }

/** Decides by the request alone or by its number; a rule that has nothing to say leaves it to the next. */
export type Rule = (request: WireRequest) => Scripted | undefined | Promise<Scripted | undefined>

export interface ModelServer extends AsyncDisposable {
  /** Ends in `/v1`. */
  readonly baseUrl: string
  /** Every request so far. */
  readonly requests: readonly WireRequest[]
}

/** Starts a server on a free port; where no rule has an answer it says 500. */
export async function startModelServer(...rules: readonly Rule[]): Promise<ModelServer> {
  const requests: WireRequest[] = []
  const server = createServer(async (incoming, response) => {
    const text = await bodyOf(incoming)
    if (!incoming.url?.endsWith('/chat/completions')) return void response.writeHead(404).end('{}')
    const request = { number: requests.length + 1, headers: incoming.headers, text, ...parsed(text) }
    requests.push(request)
    send(response, await firstOf(rules, request), request.model)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    [Symbol.asyncDispose]: () => close(server),
  }
}

/** The n-th answer to the n-th request; the last one from then on. */
export function inOrder(...answers: readonly Scripted[]): Rule {
  return ({ number }) => answers[Math.min(number, answers.length) - 1]
}

/** The n-th answer to the n-th turn of a conversation, however often it is asked and whatever else is asked between. */
export function byTurn(...answers: readonly Scripted[]): Rule {
  return ({ messages }) => answers[messages.filter((message) => message.role === 'assistant').length]
}

/** All text that a request tells the model. */
export function told(request: WireRequest): string {
  return request.messages.map((message) => message.content ?? '').join('\n')
}

async function firstOf(rules: readonly Rule[], request: WireRequest): Promise<Scripted> {
  for (const rule of rules) {
    const scripted = await rule(request)
    if (scripted) return scripted
  }
  return { status: 500, body: '{"error":{"message":"no rule for this request"}}' }
}

function send(response: ServerResponse, scripted: Scripted, model: string): void {
  if ('silent' in scripted) return
  if ('status' in scripted) {
    const { status, headers = {}, body = '{"error":{"message":"scripted"}}' } = scripted
    return void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  }
  const body = 'raw' in scripted ? scripted.raw : JSON.stringify(completion(scripted, model))
  const head = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  response.writeHead(200, head)
  if (!('cut' in scripted)) return void response.end(body)
  response.write(body.slice(0, body.length / 2))
  setTimeout(() => response.destroy(), 10)
}

function completion(
  scripted: Exclude<Scripted, { status: number } | { silent: true } | { raw: string }>,
  model: string,
) {
  const usage = 'tokens' in scripted ? scripted.tokens : ([100, 10] as const)
  return {
    id: 'chatcmpl-test',
    object: 'chat.completion',
    created: 0,
    model,
    choices: [{ index: 0, ...choice(scripted) }],
    ...(usage
      ? { usage: { prompt_tokens: usage[0], completion_tokens: usage[1], total_tokens: usage[0] + usage[1] } }
      : {}),
  }
}

function choice(scripted: Parameters<typeof completion>[0]) {
  if ('cut' in scripted)
    return { message: { role: 'assistant', content: 'half of this' }, finish_reason: 'stop' }
  if ('refuse' in scripted) {
    return { message: { role: 'assistant', content: null, refusal: scripted.refuse }, finish_reason: 'stop' }
  }
  if ('call' in scripted) {
    const calls = scripted.call.map(([name, given], i) => ({
      id: `call_${Math.random().toString(36).slice(2)}_${i}`,
      type: 'function',
      function: { name, arguments: typeof given === 'string' ? given : JSON.stringify(given) },
    }))
    return {
      message: { role: 'assistant', content: scripted.say ?? null, tool_calls: calls },
      finish_reason: 'tool_calls',
    }
  }
  return { message: { role: 'assistant', content: scripted.say }, finish_reason: scripted.finish ?? 'stop' }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

function parsed(text: string): Omit<WireRequest, 'number' | 'headers' | 'text'> {
  const body = text ? JSON.parse(text) : {}
  return { ...body, model: body.model ?? '', messages: body.messages ?? [], tools: body.tools ?? [] }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
