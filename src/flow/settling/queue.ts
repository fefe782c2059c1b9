/** The questions over training databases that an agent has answered, with all that was said of them, page by page. */
import type { Candidate } from '../../model/candidate.ts'
import { eachOf } from '../../store/pages.ts'
import { pageQuestions } from '../../store/questions.ts'
import { recordsOf } from '../../store/states.ts'
import type { Db } from '../../store/tables.ts'
import type { Desks } from '../answering/desk.ts'

/** What settling needs throughout. */
export interface Settling {
  readonly db: Db
  readonly desks: Desks
  /** Whose answers. */
  readonly agent: string
  /** Independent answers that have to agree. */
  readonly samples: number
}

export interface AgentAnswer {
  /** The question. */
  readonly id: string
  readonly record: Awaited<ReturnType<typeof recordsOf>> extends Map<string, infer One> ? One : never
}

const PAGE = 200

export async function* answersOfAgent({ db, agent }: Settling): AsyncGenerator<AgentAnswer, void> {
  const filter = { split: 'train', having: { kind: 'agent', name: agent } } as const
  const read = (options: { after?: number }) => pageQuestions(db, filter, { ...options, limit: PAGE })
  let ids: string[] = []
  for await (const { id } of eachOf(read)) {
    ids.push(id)
    if (ids.length < PAGE) continue
    yield* await answersTo(db, ids)
    ids = []
  }
  yield* await answersTo(db, ids)
}

async function answersTo(db: Db, ids: readonly string[]): Promise<AgentAnswer[]> {
  return [...(await recordsOf(db, ids))].map(([id, record]) => ({ id, record }))
}

/** What an agent answered under the latest guidelines, the last such answer. */
export function lastAnswerOf(agent: string, candidates: readonly Candidate[]): Candidate | undefined {
  return candidates
    .filter((one) => one.kind === 'agent' && one.name === agent)
    .reduce<Candidate | undefined>(
      (last, one) => (last && last.guidelineVersion > one.guidelineVersion ? last : one),
      undefined,
    )
}
