/** What the writing model answered: the new question and what it says it changed. */
import { z } from 'zod'
import { withoutThinking } from '../sql/thinking.ts'

const written = z.object({ question: z.string().trim().min(1), change: z.string().trim().default('') })
export type Written = z.infer<typeof written>

/** Longer texts are no question of a person's. */
const LONGEST = 600

/**
 * The last JSON object with a question in the answer, whatever stands around it.
 *
 * @returns undefined if there is none, or what it calls a question is SQL, several lines, or too long
 */
export function readWritten(answer: string): Written | undefined {
  const said = withoutThinking(answer)
  const objects = said.match(/\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/g) ?? []
  const found = objects.flatMap((text) => parsed(text) ?? []).at(-1)
  return found && isQuestion(found.question) ? found : undefined
}

function parsed(text: string): Written | undefined {
  try {
    return written.safeParse(JSON.parse(text)).data
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined
    throw thrown
  }
}

function isQuestion(text: string): boolean {
  return (
    text.length <= LONGEST && !/\n/.test(text) && !/^\s*(?:select|with)\b[\s\S]*\bfrom\b.*[;=*]/i.test(text)
  )
}
