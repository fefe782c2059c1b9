/** The reviewer's queue: every question that waits for one, like beside like. */
import type { Question } from '../../model/question.ts'
import type { ReviewClass } from '../../model/review.ts'
import { eachOf } from '../../store/pages.ts'
import type { QuestionFilter } from '../../store/question-filter.ts'
import { pageQuestions } from '../../store/questions.ts'
import { openRound, roundItemsOf } from '../../store/rounds.ts'
import { recordsOf } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'
import { isAwaited } from './awaited.ts'
import { type Dispute, disputeOf, type QuestionRecordRead } from './dispute.ts'

export interface QueueFilter {
  /** Disputes of this round. */
  readonly round?: number | undefined
  readonly class?: ReviewClass | undefined
}

/** Which class comes first; those that are not named come after, in their own order. */
const ORDER: readonly ReviewClass[] = [
  'same-on-shipped-only',
  'differ-columns-only',
  'differ-order-only',
  'differ-duplicates-only',
  'differ-rounding-only',
  'differ',
  'no-answer',
  'same-text',
  'same-ast',
  'same-on-all-instances',
  'same-on-shipped',
  'flagged',
]

/** Every dispute, grouped by class, inside a class by database in the order in which the questions came. */
export async function reviewQueue(db: Db, filter: QueueFilter = {}): Promise<Dispute[]> {
  const awaiting = await awaitingPeople(db)
  const found: Dispute[] = []
  for await (const { question, record } of eachRecord(db, {})) {
    const dispute = disputeOf(question, record, awaiting(question.id, record))
    if (!dispute) continue
    if (filter.round !== undefined && dispute.round !== filter.round) continue
    if (filter.class !== undefined && dispute.class !== filter.class) continue
    found.push(dispute)
  }
  const place = ({ class: name }: Dispute) => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1)
  const name = (one: Dispute) => one.question.db
  return found.sort((x, y) => place(x) - place(y) || order(x.class, y.class) || order(name(x), name(y)))
}

function order(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0
}

/** Tells whether a person is still to answer a question in the open round. */
export async function awaitingPeople(
  db: Db,
): Promise<(question: string, record: QuestionRecordRead) => boolean> {
  const open = await openRound(db)
  if (!open) return () => false
  const items = (await roundItemsOf(db, open.round)).filter((item) => item.part !== 'audit')
  const wanted = new Map(items.map((item) => [item.question, item.annotators ?? open.annotators]))
  return (question, record) => {
    const annotators = wanted.get(question)
    return annotators !== undefined && isAwaited(record, { round: open.round, annotators })
  }
}

/** Every question with all that was said about it. */
export async function* eachRecord(
  db: Db,
  filter: QuestionFilter,
): AsyncGenerator<{ question: Question; record: QuestionRecordRead }, void> {
  for await (const page of inPages(eachOf((options) => pageQuestions(db, filter, options)))) {
    const records = await recordsOf(
      db,
      page.map((one) => one.id),
    )
    for (const question of page) yield { question, record: records.get(question.id)! }
  }
}

const PAGE = 500

async function* inPages(questions: AsyncIterable<Question>): AsyncGenerator<Question[], void> {
  let page: Question[] = []
  for await (const question of questions) {
    page.push(question)
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
