/** How many of each noun the store holds, for an overview. */
import type { Db, Tables } from './tables.ts'

/** The table of each noun that verbs write. */
const TABLE_OF = {
  source: 'sources',
  instruction: 'instructions',
  question: 'questions',
  stage: 'stages',
  candidate: 'candidates',
  agreement: 'agreements',
  decision: 'decisions',
  guideline: 'guidelineVersions',
  round: 'rounds',
  release: 'releases',
  benchmark: 'benchmarks',
  prediction: 'predictions',
  evaluation: 'evaluations',
} satisfies Record<string, keyof Tables>

/** Rows a noun, what was withdrawn or undone included. */
export async function countNouns(db: Db): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const [noun, table] of Object.entries(TABLE_OF)) {
    const row = await db
      .selectFrom(table as 'questions')
      .select(({ fn }) => fn.countAll().as('n'))
      .executeTakeFirst()
    counts.set(noun, Number(row?.n ?? 0))
  }
  return counts
}
