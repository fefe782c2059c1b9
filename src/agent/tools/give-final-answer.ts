/** `give_final_answer`: tries the query before it ends the run: errors come back, an empty result once, blocking findings a few times. */
import { z } from 'zod'
import { sentenceText } from '../../llm/egress.ts'
import { blocks, type Finding } from '../../model/finding.ts'
import type { Egress } from '../../model/source.ts'
import { extractSql } from '../../sql/extract.ts'
import { resultText } from '../result-text.ts'
import { type AgentDatabase, type Check, withWordsOf } from '../study.ts'
import { type Tool, type ToolAnswer, tool } from '../tool.ts'

/** What a reader should know of an answer: `empty-result` it returns nothing · `rule-findings` the checker still blocks it. */
export const answerFlag = z.enum(['empty-result', 'rule-findings'])
export type AnswerFlag = z.infer<typeof answerFlag>

export const finalAnswer = z.object({ sql: z.string(), explanation: z.string(), flags: z.array(answerFlag) })
export type FinalAnswer = z.infer<typeof finalAnswer>

export interface FinalOptions {
  readonly database: AgentDatabase
  readonly known: ReadonlySet<string>
  readonly check?: Check
}

/** How often blocking findings come back before the answer is taken with a flag. */
const CHECKS = 2

export function giveFinalAnswer({ database, known, check }: FinalOptions): Tool {
  const emptySeen = new Set<string>()
  let checked = 0

  async function judge(sql: string, explanation: string): Promise<ToolAnswer> {
    const execution = await database.run(sql)
    const words = withWordsOf(sql, known)
    if (execution.kind !== 'rows') {
      const said = resultText(execution, { egress: database.egress, known: words })
      return { text: `This cannot be the answer. ${said}`, error: true }
    }
    const empty = execution.rowCount === 0
    if (empty && !emptySeen.has(sql)) {
      emptySeen.add(sql)
      return { text: EMPTY, error: true }
    }
    const blocking = (await check?.(sql))?.filter(blocks) ?? []
    if (blocking.length > 0 && checked < CHECKS) {
      checked++
      return { text: findingsText(blocking, { sql, words, egress: database.egress }), error: true }
    }
    const flags: AnswerFlag[] = [
      ...(empty ? (['empty-result'] as const) : []),
      ...(blocking.length > 0 ? (['rule-findings'] as const) : []),
    ]
    const final: FinalAnswer = { sql, explanation, flags }
    return { text: 'Accepted.', final }
  }

  return tool({
    name: 'give_final_answer',
    description:
      'Gives the query that answers the question and ends the work. It is run and checked first; what is wrong comes back. An empty sql says that the question cannot be answered.',
    arguments: z.strictObject({
      sql: z.string().describe('The one query that answers the question; empty if there is none'),
      explanation: z.string().describe('Why it answers the question, or why nothing does'),
    }),
    async run({ sql: given, explanation }) {
      if (given.trim() === '')
        return { text: 'Ended without an answer.', gaveUp: explanation || 'No reason given' }
      return judge(extractSql(given) ?? given.trim(), explanation)
    },
  })
}

const EMPTY =
  'The result is empty. Check names, joins, conditions and the spelling of values once more; if it is right that nothing is found, give the same answer again.'

interface Told {
  readonly sql: string
  readonly words: ReadonlySet<string>
  readonly egress: Egress
}

function findingsText(findings: readonly Finding[], { sql, words, egress }: Told): string {
  const lines = findings.map(({ rule, span, message, hint }) => {
    const said = sentenceText(`${message}. ${hint}`, words, egress)
    return `- ${rule}, at ${JSON.stringify(sql.slice(...span))}: ${said}`
  })
  return `The query breaks rules that answers have to keep:\n${lines.join('\n')}\nMend it and give the answer again.`
}
