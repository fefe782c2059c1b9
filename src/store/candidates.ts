/** Candidates in the store. Withdrawn ones are left out unless they are asked for. */
import type { SelectQueryBuilder } from 'kysely'
import { type Candidate, candidate } from '../model/candidate.ts'
import { addRow, addRows } from './add.ts'
import { inChunks } from './chunks.ts'
import { codecOf } from './codec.ts'
import { none } from './none.ts'
import { eachOf, PAGE, type Page, type PageOptions, pageOf } from './pages.ts'
import type { Db, Tables } from './tables.ts'

const candidates = codecOf(candidate)

export interface CandidateFilter {
  readonly kind?: Candidate['kind']
  readonly name?: string
  readonly strategy?: string
  readonly round?: number
  readonly guidelineVersion?: number
  readonly outcome?: Candidate['outcome']
  readonly question?: string
  /** Withdrawn ones too. Default false. */
  readonly withdrawn?: boolean
}

/** False if the same candidate is there: who answers, told what, in which round, as which sample. */
export function addCandidate(db: Db, one: Candidate): Promise<boolean> {
  return addRow(db, 'candidates', candidates.toRow(one))
}

/** How many were new. */
export function addCandidates(db: Db, all: readonly Candidate[]): Promise<number> {
  return addRows(db, 'candidates', all.map(candidates.toRow))
}

export async function getCandidate(db: Db, id: string): Promise<Candidate | undefined> {
  const row = await db.selectFrom('candidates').selectAll().where('id', '=', id).executeTakeFirst()
  return row && candidates.fromRow(row)
}

/** Every candidate of these questions that the filter means, in the order of arrival. */
export async function candidatesOf(
  db: Db,
  questions: readonly string[],
  filter: CandidateFilter = {},
): Promise<Candidate[]> {
  const rows = await inChunks(questions, (chunk) =>
    select(db, filter).selectAll().where('candidates.question', 'in', chunk).orderBy('seq').execute(),
  )
  return rows.map(candidates.fromRow)
}

export async function pageCandidates(
  db: Db,
  filter: CandidateFilter,
  { after = -1, limit = PAGE }: PageOptions = {},
): Promise<Page<Candidate>> {
  const rows = await select(db, filter)
    .selectAll()
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return pageOf(rows, { limit, place: (row) => row.seq, item: candidates.fromRow })
}

export function eachCandidate(db: Db, filter: CandidateFilter): AsyncGenerator<Candidate, void> {
  return eachOf((options) => pageCandidates(db, filter, options))
}

export async function countCandidates(db: Db, filter: CandidateFilter): Promise<number> {
  const row = await select(db, filter)
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** How many there are, withdrawn ones too: the sample number of a person's next submission of the same kind. */
export async function nextSample(
  db: Db,
  like: Pick<Candidate, 'question' | 'kind' | 'name' | 'strategy' | 'round'>,
): Promise<number> {
  const row = await select(db, { ...like, withdrawn: true })
    .select(({ fn }) => fn.max('sample').as('last'))
    .executeTakeFirst()
  return row?.last === null || row?.last === undefined ? 0 : Number(row.last) + 1
}

function select(db: Db, filter: CandidateFilter): SelectQueryBuilder<Tables, 'candidates', object> {
  let query: SelectQueryBuilder<Tables, 'candidates', object> = db.selectFrom('candidates')
  const { withdrawn, ...members } = filter
  for (const [member, value] of Object.entries(members)) {
    if (value === undefined) continue
    query = query.where(`candidates.${member as keyof typeof members}`, '=', value as never)
  }
  if (withdrawn) return query
  return query.where((where) =>
    none(where.selectFrom('withdrawals').whereRef('withdrawals.target', '=', 'candidates.id')),
  )
}
