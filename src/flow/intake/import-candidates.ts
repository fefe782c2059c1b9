/** Answers that people or agents gave elsewhere, as candidates. */
import { parseObject } from '../../formats/read-shape.ts'
import { splitInput } from '../../formats/split.ts'
import { type Candidate, candidateId } from '../../model/candidate.ts'
import { holdsNul } from '../../model/pair.ts'
import { addCandidate, candidatesOf } from '../../store/candidates.ts'
import { findQuestions } from '../../store/questions.ts'
import type { Db } from '../../store/tables.ts'
import type { TextFile } from '../inputs/text-file.ts'
import type { Tally } from './import-tally.ts'

/** Who answered, told what, in which round. */
export type Answerer = Pick<Candidate, 'kind' | 'name' | 'strategy' | 'round' | 'guidelineVersion' | 'at'>

export interface CandidateLineRead {
  readonly id: string
  readonly sql: string
}

/** Every line `{ id, sql }`; one that is none goes into the tally. */
export async function* readCandidateLines(
  file: TextFile,
  tally: Tally,
): AsyncGenerator<CandidateLineRead, void> {
  for await (const item of splitInput(file)) {
    const parsed = parseObject(item)
    const failed = (reason: string) => tally.failed.push({ item: item.place, reason })
    if ('problem' in parsed) {
      failed(parsed.problem)
      continue
    }
    const { id, sql } = parsed.object
    if (typeof id !== 'string' && typeof id !== 'number') failed('has no "id"')
    else if (typeof sql !== 'string') failed('has no "sql"')
    else if (holdsNul(sql) || holdsNul(String(id))) failed('has a NUL character')
    else yield { id: String(id), sql }
  }
}

/** Stores a batch, in the caller's transaction, and counts what was new. */
export async function importCandidates(
  db: Db,
  batch: readonly CandidateLineRead[],
  { answerer, dataset, tally }: { answerer: Answerer; dataset: string | undefined; tally: Tally },
): Promise<void> {
  for (const { id, sql } of batch) {
    const found = await findQuestions(db, id, dataset)
    if (found.length !== 1) {
      const reason =
        found.length === 0 ? 'There is no such question' : 'Several data sets have a question of this id'
      tally.failed.push({
        item: id,
        reason: `${reason}${found.length > 1 ? ': name one with --dataset' : ''}`,
      })
      continue
    }
    await importOne(db, answerOf(found[0]!, sql, answerer), { id, tally })
  }
}

async function importOne(
  db: Db,
  answer: Candidate,
  { id, tally }: { id: string; tally: Tally },
): Promise<void> {
  const { kind, name, strategy, round } = answer
  const [before] = await candidatesOf(db, [answer.question], { kind, name, strategy, round, withdrawn: true })
  if (before === undefined) {
    await addCandidate(db, answer)
    tally.imported++
  } else if (before.sql === answer.sql) tally.skipped++
  else tally.failed.push({ item: id, reason: `${name} has answered it in round ${round} with other SQL` })
}

/** An empty query means that no answer was found. */
function answerOf(question: string, sql: string, answerer: Answerer): Candidate {
  const given =
    sql.trim() === '' ? ({ outcome: 'no-answer' } as const) : ({ outcome: 'answered', sql } as const)
  const answer = { ...answerer, question, sample: 0, recorded: false, ...given }
  return { id: candidateId(answer), ...answer }
}
