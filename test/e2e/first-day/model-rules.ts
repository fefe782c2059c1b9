/** How the first day's model server answers: it reads the question out of the prompt and says what its table holds, as model, writer or solver. */
import { type Scripted, told, type WireRequest } from '../../model-server/server.ts'
import { drawnFrom, type Knowledge, type Required } from './knowledge.ts'
import type { Known } from './known.ts'
import { teaches } from './lessons.ts'

export type Role = 'complexity' | 'semantic' | 'syntactic' | 'analyst' | 'agent' | 'one-shot' | 'predict'

/** What a prompt of each role begins with. */
const SIGNS: Readonly<Record<Role, string>> = {
  complexity: 'You make questions over',
  semantic: 'You write new questions over',
  syntactic: 'You put questions over',
  analyst: 'You are an analyst',
  agent: 'You answer a question over',
  'one-shot': 'You write one',
  predict: 'Return one',
}

export interface Said {
  readonly role: Role
  /** The words that the prompt asks about, or the columns. */
  readonly about: string
  readonly scripted: Scripted
}

/** @throws {Error} if the prompt is of no kind that the test knows */
export function answerTo(request: WireRequest, knowledge: Knowledge): Said {
  const first = request.messages[0]?.content ?? ''
  const role = (Object.keys(SIGNS) as Role[]).find((one) => first.startsWith(SIGNS[one]))
  if (!role) throw new Error(`A prompt of no known kind: ${first.slice(0, 80)}`)
  if (role === 'semantic') {
    const columns = required(request)
    return { role, about: JSON.stringify(columns), scripted: written(knowledge.about(columns)) }
  }
  const about = asked(request)
  return { role, about, scripted: saidTo(request, { role, about, knowledge }) }
}

interface Asked {
  readonly role: Exclude<Role, 'semantic'>
  readonly about: string
  readonly knowledge: Knowledge
}

function saidTo(request: WireRequest, { role, about, knowledge }: Asked): Scripted {
  switch (role) {
    case 'complexity':
      return written(knowledge.harder(about))
    case 'syntactic':
      return written(knowledge.reworded(about))
    case 'analyst':
      return analysed(knowledge.of(about))
    case 'agent':
      return agentTurn(request, knowledge.of(about))
    case 'one-shot':
      return oneShot(request, knowledge.of(about))
    case 'predict':
      return predicted(request, knowledge.of(about))
  }
}

function asked(request: WireRequest): string {
  const found = /^(?:-- )?Question: (.+)$/m.exec(firstUser(request))
  if (!found) throw new Error(`No question in the prompt: ${firstUser(request).slice(-200)}`)
  return found[1]!
}

function required(request: WireRequest): Required[] {
  const line = /^Columns that the question has to be about: (.+)$/m.exec(firstUser(request))?.[1] ?? ''
  return [...line.matchAll(/"([^"]+)" of "([^"]+)"/g)].map(([, column, table]) => ({
    table: table!,
    column: column!,
  }))
}

function firstUser(request: WireRequest): string {
  return request.messages.find((message) => message.role === 'user')?.content ?? ''
}

/** The JSON that writers are asked for, in prose every other time. */
function written({ text }: Known): Scripted {
  const json = JSON.stringify({ question: text, change: 'as asked' })
  return { say: drawnFrom(text, 2) === 0 ? json : `Here you are:\n\`\`\`json\n${json}\n\`\`\`` }
}

function analysed({ right, analyst = right }: Known): Scripted {
  return { say: `One row is one thing that is asked for.\n\n\`\`\`sql\n${analyst}\n\`\`\`` }
}

function oneShot(request: WireRequest, known: Known): Scripted {
  if (request.model === 'solver') return { say: known.solver ?? known.right }
  const sql = agentSql(known, told(request))
  return { say: sql ?? `I cannot tell. ${known.text}` }
}

function predicted({ model }: WireRequest, known: Known): Scripted {
  const said = known[model as 'untuned' | 'tuned' | 'reference']
  return { say: said ?? known.right }
}

/** What the agent ends with; null where it gives up. */
export function agentSql({ right, agent, lesson }: Known, prompt: string): string | null {
  if (agent === undefined || (lesson && teaches(prompt, lesson))) return right
  return agent
}

/** A conversation of the agent's, turn by turn; what it does besides answering hangs on the question's words. */
function agentTurn(request: WireRequest, known: Known): Scripted {
  const warm = (request.temperature ?? 0) > 0
  const sql = warm && known.sampled !== undefined ? known.sampled : agentSql(known, told(request))
  const turns = WAYS[drawnFrom(known.text, WAYS.length)]!(sql ?? '')
  const at = turnOf(request)
  return turns[Math.min(at, turns.length - 1)]!
}

/** Every turn of the model's is answered by tools or by a reminder. */
function turnOf({ messages }: WireRequest): number {
  const reminders = messages.filter((message) => message.role === 'user').length - 1
  const called = messages.filter((message) => message.role === 'assistant' && message.tool_calls?.length)
  return called.length + reminders
}

const final = (sql: string): Scripted => ({
  call: [['give_final_answer', { sql, explanation: sql === '' ? 'The tables do not say' : 'It fits' }]],
})
const explore: Scripted = { call: [['explore_db', {}]] }
const tried = (sql: string): Scripted =>
  sql === '' ? { call: [['scratchpad', { note: 'Nothing fits' }]] } : { call: [['run_sql_query', { sql }]] }

const WAYS: readonly ((sql: string) => Scripted[])[] = [
  (sql) => [explore, tried(sql), final(sql)],
  // An invented column, an error, and the right one.
  (sql) => [explore, { call: [['run_sql_query', { sql: 'SELECT invented FROM nowhere' }]] }, final(sql)],
  // Arguments that are no JSON, a tool that there is not.
  (sql) => [
    { call: [['explore_db', '{"table": ']] },
    { call: [['drop_table', { table: 'x' }]] },
    explore,
    final(sql),
  ],
  // Prose, a reminder, and two calls at once.
  (sql) => [
    { say: 'Let me think about this for a moment.' },
    { call: [['explore_db', {}] as const, ['scratchpad', { note: 'Looks easy' }] as const] },
    final(sql),
  ],
  // An answer that is no chat completion, and one that the rule checker does not let through.
  (sql) => [
    { raw: '{"object":"list"}' },
    explore,
    final(sql === '' ? '' : 'SELECT * FROM sqlite_master'),
    final(sql),
  ],
]
