/** New questions about drawn columns: solvers agree on a result that is not empty, and use every one of the columns. */
import { oneLine } from '../llm/fence.ts'
import { renderPrompt } from '../llm/render.ts'
import { type ColumnName, type Pipeline, unsolved } from './pipeline.ts'

/** That a question is no duplicate and adds coverage is seen when it joins the stage: see `refutedByCompany`. */
export const semantic: Pipeline = {
  name: 'semantic',
  effect: 'adds',
  share: 2 / 3,
  needsParent: false,
  prompt: ({ dialect, schema, instructions, question, required }) =>
    renderPrompt('augment-semantic', {
      dialect,
      schema,
      instructions,
      required: required.map(columnText).join(', '),
      example: question,
    }),
  refutedByWords: ({ same }) => (same ? 'copy' : undefined),
  prove(trial) {
    const open = unsolved(trial)
    if (open) return open
    if (trial.a === 'empty') return { outcome: 'refuted', reason: 'empty-result' }
    if (trial.unused.length > 0) return { outcome: 'refuted', reason: 'column-not-used' }
    return { outcome: 'proven', reason: 'new-coverage' }
  },
}

/** Always in quotes, as names may hold words; on one line, as they stand outside of the schema's fence. */
function columnText({ table, column }: ColumnName): string {
  const [one, of] = [column, table].map((name) => oneLine(name).replaceAll('"', '""'))
  return `"${one}" of "${of}"`
}

/** How a new question stands to those of its stage. */
export interface Company {
  /** A question over the same database has the same words. */
  readonly sameWords: boolean
  /** The highest cosine to a question over the same database whose query has the same pattern, in −1..1. */
  readonly nearestOfPattern: number
  /** Its query names a column, or two columns together, that no query of the stage names. */
  readonly addsCoverage: boolean
}

/** From this cosine on two questions with queries of one pattern count as one. */
const DUPLICATE = 0.95

/** The reason for which the questions that are there refute a new one; undefined if they do not. */
export function refutedByCompany({ sameWords, nearestOfPattern, addsCoverage }: Company): string | undefined {
  if (sameWords || nearestOfPattern >= DUPLICATE) return 'duplicate'
  return addsCoverage ? undefined : 'no-new-coverage'
}
