/** Renders an authored answer as the recorded calls that `draft` asks for. */
import { labelText, type RunLabel } from '../../llm/label.ts'
import type { RecordingSpec } from '../../llm/recording.ts'
import type { Origin } from '../../model/question.ts'

export interface AuthoredAnswer {
  readonly question: { readonly id: string; readonly origin: Origin }
  readonly strategy: 'agent' | 'one-shot'
  /** The guideline version that was shown. */
  readonly guidelines: number
  readonly sample: number
  /** Absent where the agent gave up. */
  readonly sql?: string | undefined
  readonly explanation: string
  /** Tool calls before the last; absent where it looks at the schema, tries its query and gives it. */
  readonly steps?: readonly { readonly tool: string; readonly [argument: string]: unknown }[] | undefined
}

/** One line a call: all of an agent's steps, or the one call of the baseline. */
export function draftLines(answer: AuthoredAnswer, model: string): RecordingSpec[] {
  const { question, strategy, guidelines, sample, sql, explanation } = answer
  const label: RunLabel = {
    key: question.id,
    verb: 'draft',
    stage: question.origin,
    strategy,
    model,
    guidelineVersion: guidelines,
    sample,
  }
  if (strategy === 'one-shot') {
    const text = sql === undefined ? explanation : `\`\`\`sql\n${sql}\n\`\`\``
    return [{ label: labelText(label, 1), reply: { kind: 'answer', text } }]
  }
  const usual = [{ tool: 'explore_db' }, ...(sql === undefined ? [] : [{ tool: 'run_sql_query', sql }])]
  const last = { tool: 'give_final_answer', sql: sql ?? '', explanation }
  return [...(answer.steps ?? usual), last].map(({ tool, ...given }, i) => ({
    label: labelText(label, i + 1),
    reply: { kind: 'answer', finish: 'tool-calls', toolCalls: [{ name: tool, arguments: given }] },
  }))
}
