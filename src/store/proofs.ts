/** What pipelines tried and what was proven of it, in the store. */
import type { SelectQueryBuilder } from 'kysely'
import { type Proof, proof } from '../model/proof.ts'
import { addRow } from './add.ts'
import { inChunks } from './chunks.ts'
import { codecOf } from './codec.ts'
import { none } from './none.ts'
import { eachOf, PAGE, type PageOptions, pageOf } from './pages.ts'
import type { Db, Tables } from './tables.ts'

const proofs = codecOf(proof)

export interface ProofFilter {
  readonly stage?: string
  readonly pipeline?: Proof['pipeline']
  readonly outcome?: Proof['outcome']
  readonly parent?: string
  readonly question?: string
}

/** False if this attempt is there, or somebody settled the proof that this one settles. */
export function addProof(db: Db, one: Proof): Promise<boolean> {
  return addRow(db, 'proofs', proofs.toRow(one))
}

export async function getProof(db: Db, id: string): Promise<Proof | undefined> {
  const row = await db.selectFrom('proofs').selectAll().where('id', '=', id).executeTakeFirst()
  return row && proofs.fromRow(row)
}

/** In the order of arrival. */
export function eachProof(db: Db, filter: ProofFilter): AsyncGenerator<Proof, void> {
  return eachOf(async ({ after = -1, limit = PAGE }: PageOptions) => {
    const query = select(db, filter).selectAll().where('seq', '>', after)
    const rows = await query.orderBy('seq').limit(limit).execute()
    return pageOf(rows, { limit, place: (row) => row.seq, item: proofs.fromRow })
  })
}

/** Undecided proofs of which nobody said anything yet, in the order of arrival. */
export async function undecidedProofs(db: Db, filter: Omit<ProofFilter, 'outcome'> = {}): Promise<Proof[]> {
  const rows = await select(db, { ...filter, outcome: 'undecided' })
    .selectAll()
    .where((where) => none(where.selectFrom('proofs as later').whereRef('later.settles', '=', 'proofs.id')))
    .orderBy('seq')
    .execute()
  return rows.map(proofs.fromRow)
}

/** What is there of a stage's attempts, without what was run for them, in the order of arrival. */
export async function proofMarks(
  db: Db,
  stage: string,
): Promise<Pick<Proof, 'id' | 'parent' | 'attempt' | 'outcome' | 'settles'>[]> {
  const query = db.selectFrom('proofs').select(['id', 'parent', 'attempt', 'outcome', 'settles'])
  const rows = await query.where('stage', '=', stage).orderBy('seq').execute()
  return rows.map(({ settles, ...row }) => ({ ...row, ...(settles === null ? {} : { settles }) }))
}

/** The proofs that made these questions, by question. */
export async function proofsOf(db: Db, questions: readonly string[]): Promise<Map<string, Proof>> {
  const rows = await inChunks(questions, (chunk) =>
    db.selectFrom('proofs').selectAll().where('question', 'in', chunk).orderBy('seq').execute(),
  )
  return new Map(rows.map((row) => [row.question!, proofs.fromRow(row)]))
}

/** How many of each outcome and reason. */
export async function countProofs(
  db: Db,
  filter: ProofFilter,
): Promise<{ outcome: Proof['outcome']; reason: string; n: number }[]> {
  const rows = await select(db, filter)
    .select(['outcome', 'reason', ({ fn }) => fn.countAll().as('n')])
    .groupBy(['outcome', 'reason'])
    .orderBy('outcome')
    .orderBy('reason')
    .execute()
  return rows.map((row) => ({ ...row, n: Number(row.n) }))
}

function select(db: Db, filter: ProofFilter): SelectQueryBuilder<Tables, 'proofs', object> {
  let query: SelectQueryBuilder<Tables, 'proofs', object> = db.selectFrom('proofs')
  for (const [member, value] of Object.entries(filter)) {
    if (value !== undefined) query = query.where(`proofs.${member as keyof ProofFilter}`, '=', value as never)
  }
  return query
}
