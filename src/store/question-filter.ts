/** Which questions are meant: by stage, database, round, and by what is still missing of them. */
import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { Candidate } from '../model/candidate.ts'
import type { Question } from '../model/question.ts'
import { none } from './none.ts'
import type { Db, Tables } from './tables.ts'

export interface QuestionFilter {
  readonly stage?: string
  readonly db?: string
  readonly dataset?: string
  readonly split?: Question['split']
  readonly origin?: Question['origin']
  /** Drawn for this round. */
  readonly round?: number
  /** Made from this question. */
  readonly parent?: string
  /** Without a standing candidate like this; a member that is left out may be anything. */
  readonly without?: Partial<
    Pick<Candidate, 'kind' | 'name' | 'strategy' | 'round' | 'sample' | 'guidelineVersion'>
  >
  /** With a standing candidate like this. */
  readonly having?: QuestionFilter['without']
  /** Nobody holds a lease of this kind on them; `now` in milliseconds since 1970. */
  readonly unleased?: { readonly kind: string; readonly now: number }
  /** Withdrawn ones too. Default false. */
  readonly withdrawn?: boolean
}

/** The tables of the query: the question as `q`, its place in the asked stage as `s`. */
type Scope = Tables & { q: Tables['questions']; s: Tables['stageItems'] }
type Questions<O> = SelectQueryBuilder<Scope, 'q' | 's', O>

/** Every question that the filter means, with nothing selected yet. */
export function selectQuestions(db: Db, filter: QuestionFilter): Questions<object> {
  const { stage, round, unleased } = filter
  let query = db.selectFrom('questions as q') as unknown as Questions<object>
  if (stage !== undefined) {
    query = query.innerJoin('stageItems as s', (join) =>
      join.onRef('s.question', '=', 'q.id').on('s.stage', '=', stage),
    ) as unknown as Questions<object>
  }
  for (const column of ['db', 'dataset', 'split', 'origin', 'parent'] as const) {
    const wanted = filter[column]
    if (wanted !== undefined) query = query.where(`q.${column}`, '=', wanted as never)
  }
  if (round !== undefined) {
    query = query.where('q.id', 'in', (inner) =>
      inner.selectFrom('roundItems').select('roundItems.question').where('roundItems.round', '=', round),
    )
  }
  if (!filter.withdrawn) {
    query = query.where((where) => none(where.selectFrom('withdrawals').whereRef('target', '=', 'q.id')))
  }
  if (unleased) {
    query = query.where((where) =>
      none(
        where
          .selectFrom('leases')
          .whereRef('leases.item', '=', 'q.id')
          .where('leases.kind', '=', unleased.kind)
          .where('leases.expires', '>', unleased.now),
      ),
    )
  }
  const { without, having } = filter
  if (without) query = query.where((where) => none(candidatesLike(where, without)))
  if (having) query = query.where((where) => where.not(none(candidatesLike(where, having))))
  return query
}

function candidatesLike(
  where: ExpressionBuilder<Scope, 'q' | 's'>,
  like: NonNullable<QuestionFilter['without']>,
) {
  let found = where
    .selectFrom('candidates as c')
    .whereRef('c.question', '=', 'q.id')
    .where((inner) => none(inner.selectFrom('withdrawals as w').whereRef('w.target', '=', 'c.id')))
  for (const [member, value] of Object.entries(like)) {
    if (value !== undefined) found = found.where(`c.${member as keyof typeof like}`, '=', value as never)
  }
  return found
}

/** The questions with their place, `nth`: in the stage where one is asked for, else in the order of arrival. */
export function inOrder(
  query: Questions<object>,
  filter: QuestionFilter,
  { after, limit }: { after: number; limit: number },
) {
  const place = filter.stage === undefined ? 'q.seq' : 's.position'
  return query
    .selectAll('q')
    .select(`${place} as nth`)
    .where(place, '>', after as never)
    .orderBy(place)
    .limit(limit)
    .$castTo<Tables['questions'] & { nth: number }>()
}
