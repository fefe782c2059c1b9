/** The whole task as one text, in the versioned formats that training, prediction and export share to the letter. */
import type { Catalog } from '../model/catalog.ts'
import type { Egress } from '../model/source.ts'
import { dialectOf } from './dialect.ts'
import { oneLine } from './fence.ts'
import { schemaText } from './schema-text.ts'

/** `ddl-values-v1`: CREATE TABLE with example values, then the question · `question-only-v1`: nothing but the question. */
export const TASK_FORMATS = ['ddl-values-v1', 'question-only-v1'] as const
export type TaskFormat = (typeof TASK_FORMATS)[number]

export interface Task {
  readonly question: string
  readonly evidence?: string
}

export interface TaskOptions {
  readonly catalog: Catalog
  readonly egress: Egress
  /** Likely tokens of schema at most. */
  readonly schemaTokens: number
}

export interface TaskText {
  readonly text: string
  readonly schemaTruncated: boolean
}

/**
 * The text that asks for one query; the completion is bare SQL: one statement, no fence, no semicolon at its end.
 * A format's letters never change: what should change gets a new id.
 */
export function taskText(format: TaskFormat, task: Task, options: TaskOptions): TaskText {
  const dialect = dialectOf(options.catalog.engine)
  const asked = [
    ...(task.evidence?.trim() ? [`-- Evidence: ${oneLine(task.evidence.trim())}`] : []),
    `-- Question: ${oneLine(task.question.trim())}`,
  ].join('\n')
  if (format === 'question-only-v1') return { text: asked, schemaTruncated: false }
  const { egress, schemaTokens } = options
  const schema = schemaText(options.catalog, { egress, maxTokens: schemaTokens, question: task.question })
  const rule = `Return one ${dialect} query and nothing else.`
  return { text: [rule, schema.text, asked].join('\n\n'), schemaTruncated: schema.schemaTruncated }
}
