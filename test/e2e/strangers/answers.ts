/** A model server that knows the answers to a test's questions, as agent, one-shot drafter, writer and solver. */
import { type Rule, told, type WireRequest } from '../../model-server/server.ts'

/** Question → SQL. */
export type Answers = Readonly<Record<string, string>>

export interface KnownOptions {
  readonly answers: Answers
  /** Question → what a writer makes of it. */
  readonly writings?: Answers
  /** How long each answer takes, in milliseconds. */
  readonly delayMs?: number
}

/** Answers in the form in which it is asked. */
export function known({ answers, writings = {}, delayMs = 0 }: KnownOptions): Rule {
  return async (request) => {
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    const question = questionOf(request)
    const sql = answers[question]
    if (told(request).includes('"question": "the new question"')) {
      return {
        say: JSON.stringify({ question: writings[question] ?? `${question} Really?`, change: 'words' }),
      }
    }
    if (sql === undefined) return undefined
    if (request.tools.length === 0) return { say: `\`\`\`sql\n${sql}\n\`\`\`` }
    return { call: [['give_final_answer', { sql, explanation: 'It is so' }]] }
  }
}

export function questionOf(request: WireRequest): string {
  return /^Question: (.*)$/m.exec(told(request))?.[1] ?? ''
}
