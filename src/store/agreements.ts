/** Agreements in the store, and the pairs of candidates that nobody compared yet. */
import type { SelectQueryBuilder } from 'kysely'
import { type Agreement, agreement, type PairClass } from '../model/agreement.ts'
import { addRow } from './add.ts'
import { inChunks } from './chunks.ts'
import { codecOf } from './codec.ts'
import { none } from './none.ts'
import { PAGE, type Page, type PageOptions, pageOf } from './pages.ts'
import type { Db, Tables } from './tables.ts'

const agreements = codecOf(agreement)

export interface AgreementFilter {
  readonly round?: number
  readonly class?: PairClass
  readonly counted?: Agreement['counted']
  readonly judgeVersion?: string
}

/** False if this judge compared these two in this round. */
export function addAgreement(db: Db, one: Agreement): Promise<boolean> {
  return addRow(db, 'agreements', agreements.toRow(one))
}

export async function getAgreement(db: Db, id: string): Promise<Agreement | undefined> {
  const row = await db.selectFrom('agreements').selectAll().where('id', '=', id).executeTakeFirst()
  return row && agreements.fromRow(row)
}

/** Every agreement of these questions, in the order of arrival. */
export async function agreementsOf(
  db: Db,
  questions: readonly string[],
  filter: AgreementFilter = {},
): Promise<Agreement[]> {
  const rows = await inChunks(questions, (chunk) =>
    select(db, filter).selectAll().where('question', 'in', chunk).orderBy('seq').execute(),
  )
  return rows.map(agreements.fromRow)
}

export async function pageAgreements(
  db: Db,
  filter: AgreementFilter,
  { after = -1, limit = PAGE }: PageOptions = {},
): Promise<Page<Agreement>> {
  const rows = await select(db, filter)
    .selectAll()
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return pageOf(rows, { limit, place: (row) => row.seq, item: agreements.fromRow })
}

/** How many agreements of each class and what they count as. */
export async function countClasses(
  db: Db,
  filter: AgreementFilter,
): Promise<{ class: PairClass; counted: Agreement['counted']; n: number }[]> {
  const rows = await select(db, filter)
    .select(['class', 'counted', ({ fn }) => fn.countAll().as('n')])
    .groupBy(['class', 'counted'])
    .orderBy('class')
    .execute()
  return rows.map((row) => ({ ...row, n: Number(row.n) }))
}

export interface UncomparedOptions {
  readonly round: number
  readonly judgeVersion: string
  /** The kinds that are compared with each other; of two alike each two are compared once. */
  readonly kinds: readonly [a: string, b: string]
  readonly limit?: number
}

/** Standing candidates of one question and round, of two kinds, that this judge has not compared. */
export async function uncompared(
  db: Db,
  { round, judgeVersion, kinds, limit = PAGE }: UncomparedOptions,
): Promise<{ question: string; a: string; b: string }[]> {
  let query = db
    .selectFrom('candidates as x')
    .innerJoin('candidates as y', (join) =>
      join.onRef('x.question', '=', 'y.question').onRef('x.round', '=', 'y.round'),
    )
    .select(['x.question as question', 'x.id as a', 'y.id as b'])
    .where('x.round', '=', round)
    .where('x.kind', '=', kinds[0] as never)
    .where('y.kind', '=', kinds[1] as never)
    .where((where) =>
      none(
        where
          .selectFrom('agreements')
          .whereRef('agreements.a', '=', 'x.id')
          .whereRef('agreements.b', '=', 'y.id')
          .where('agreements.round', '=', round)
          .where('agreements.judgeVersion', '=', judgeVersion),
      ),
    )
    .where((where) => none(where.selectFrom('withdrawals as w').whereRef('w.target', '=', 'x.id')))
    .where((where) => none(where.selectFrom('withdrawals as w').whereRef('w.target', '=', 'y.id')))
    .where((where) => none(where.selectFrom('withdrawals as w').whereRef('w.target', '=', 'x.question')))
  if (kinds[0] === kinds[1]) query = query.whereRef('x.seq', '<', 'y.seq')
  return query.orderBy('x.seq').orderBy('y.seq').limit(limit).execute()
}

function select(db: Db, filter: AgreementFilter): SelectQueryBuilder<Tables, 'agreements', object> {
  let query: SelectQueryBuilder<Tables, 'agreements', object> = db.selectFrom('agreements')
  for (const [member, value] of Object.entries(filter)) {
    if (value !== undefined) query = query.where(member as keyof AgreementFilter, '=', value as never)
  }
  return query
}
