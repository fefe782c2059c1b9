/** Every verb of the method with how much came of it. */
import { FLOW } from '../../model/flow.ts'
import type { Study } from '../../report/study.ts'
import type { Db, Tables } from '../../store/tables.ts'

interface Made {
  readonly table: keyof Tables
  /** What one of them is called. */
  readonly noun: string
  /** Only rows whose column is one of these, or with `not` none of these. */
  readonly where?: {
    readonly column: string
    readonly is?: readonly string[]
    readonly not?: readonly string[]
  }
}

const MADE: Readonly<Record<string, Made>> = {
  source: { table: 'sources', noun: 'database' },
  instructions: { table: 'instructions', noun: 'text' },
  author: { table: 'questions', noun: 'question', where: { column: 'origin', is: ['seed'] } },
  augment: { table: 'questions', noun: 'question', where: { column: 'origin', not: ['seed'] } },
  draft: {
    table: 'candidates',
    noun: 'answer',
    where: { column: 'kind', is: ['agent', 'one-shot', 'policy-sample'] },
  },
  annotate: { table: 'candidates', noun: 'answer', where: { column: 'kind', is: ['annotator'] } },
  compare: { table: 'agreements', noun: 'comparison' },
  review: { table: 'decisions', noun: 'decision', where: { column: 'accept', not: ['agreement', 'policy'] } },
  guideline: { table: 'guidelineVersions', noun: 'version' },
  round: { table: 'rounds', noun: 'round' },
  policy: { table: 'decisions', noun: 'decision', where: { column: 'accept', is: ['policy'] } },
  measure: { table: 'evaluations', noun: 'result', where: { column: 'kind', is: ['measure'] } },
  release: { table: 'releases', noun: 'release' },
  benchmark: { table: 'benchmarks', noun: 'benchmark' },
  predict: { table: 'predictions', noun: 'prediction' },
  evaluate: { table: 'evaluations', noun: 'result', where: { column: 'kind', is: ['evaluate'] } },
}

/** In the method's order, without the verbs that only tell. */
export async function flowCounts(db: Db): Promise<Study['flow']> {
  const rows: Study['flow'][number][] = []
  for (const verb of FLOW.filter(({ writes }) => writes !== 'nothing')) {
    const made = MADE[verb.verb]
    rows.push({ ...verb, made: made ? { n: await countMade(db, made), noun: made.noun } : null })
  }
  return rows
}

async function countMade(db: Db, { table, where }: Made): Promise<number> {
  let query = db.selectFrom(table as 'questions').select(({ fn }) => fn.countAll().as('n'))
  const column = where?.column as 'by' | undefined
  if (column && where?.is) query = query.where(column, 'in', where.is)
  if (column && where?.not) query = query.where(column, 'not in', where.not)
  return Number((await query.executeTakeFirst())?.n ?? 0)
}
