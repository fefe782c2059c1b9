/** Imported pairs as questions, with their SQL as the publisher's answer where it is wanted. */
import { type Candidate, candidateId } from '../../model/candidate.ts'
import { type Question, questionId } from '../../model/question.ts'
import { addCandidates, candidatesOf } from '../../store/candidates.ts'
import { addQuestions, getQuestions, namedQuestions, nameQuestion } from '../../store/questions.ts'
import type { Db } from '../../store/tables.ts'
import type { Tally } from './import-tally.ts'
import type { PlacedPair } from './placed-pair.ts'

export interface QuestionImport {
  /** Keep the pair's SQL as a candidate of its author. */
  readonly withSql: boolean
  /** The file, for saying where a question is from. */
  readonly file: string
  readonly at: string
}

interface Coming {
  readonly question: Question
  readonly placed: PlacedPair
}

/** Stores a batch, in the caller's transaction, and counts what was new. */
export async function importQuestions(
  db: Db,
  batch: readonly PlacedPair[],
  { tally, ...options }: QuestionImport & { tally: Tally },
): Promise<void> {
  const coming = await named(
    db,
    batch.map((placed) => ({ placed, question: questionOf(placed, options) })),
    tally,
  )
  const ids = coming.map(({ question }) => question.id)
  const known = new Set((await getQuestions(db, ids)).keys())
  await addQuestions(
    db,
    coming.map(({ question }) => question),
  )
  const answers = options.withSql ? await newAnswers(db, coming, options.at) : new Map<Coming, Candidate[]>()
  await addCandidates(db, [...answers.values()].flat())
  for (const one of coming) {
    const { question, placed } = one
    await nameQuestion(db, { dataset: placed.dataset, name: placed.pair.id, question: question.id })
    if (known.has(question.id) && !answers.has(one)) tally.skipped++
    else tally.imported++
    known.add(question.id)
  }
}

function questionOf({ pair, source, dataset }: PlacedPair, { file, at }: QuestionImport): Question {
  const origin = 'seed' as const
  const text = pair.question.trim()
  return {
    id: questionId({ db: source.name, text, origin }),
    db: source.name,
    dataset,
    split: source.split,
    text,
    ...(pair.evidence ? { evidence: pair.evidence } : {}),
    origin,
    by: dataset,
    place: `${file} ${pair.id}`,
    at,
  }
}

/** Those whose id names no other question of the data set; the rest fail. */
async function named(db: Db, coming: readonly Coming[], tally: Tally): Promise<Coming[]> {
  const taken = await namedQuestions(
    db,
    coming.map(({ placed }) => ({ dataset: placed.dataset, name: placed.pair.id })),
  )
  return coming.filter(({ placed: { pair, dataset }, question }) => {
    const key = JSON.stringify([dataset, pair.id])
    const other = taken.get(key)
    if (other !== undefined && other !== question.id) {
      const reason = `Its id is another question's in the data set "${dataset}": import it with another --dataset`
      tally.failed.push({ item: pair.id, reason })
      return false
    }
    taken.set(key, question.id)
    return true
  })
}

/** The SQL that came with the questions, by what brought it, where the author has not said the same before. */
async function newAnswers(db: Db, coming: readonly Coming[], at: string): Promise<Map<Coming, Candidate[]>> {
  const ids = coming.map(({ question }) => question.id)
  const there = await candidatesOf(db, ids, { kind: 'author', withdrawn: true })
  const said = new Map<string, Set<string>>()
  const key = (question: string, name: string) => JSON.stringify([question, name])
  const saidOf = (of: string) => said.get(of) ?? said.set(of, new Set()).get(of)!
  for (const one of there) saidOf(key(one.question, one.name)).add(one.sql ?? '')
  const answers = new Map<Coming, Candidate[]>()
  for (const one of coming) {
    const { question, placed } = one
    const { sql, sql_alternatives: more = [] } = placed.pair
    const own = saidOf(key(question.id, placed.dataset))
    for (const text of [...(sql === undefined ? [] : [sql]), ...more]) {
      if (own.has(text)) continue
      const answer = answerOf(question, { name: placed.dataset, sql: text, sample: own.size, at })
      answers.set(one, [...(answers.get(one) ?? []), answer])
      own.add(text)
    }
  }
  return answers
}

function answerOf(
  question: Question,
  { name, sql, sample, at }: { name: string; sql: string; sample: number; at: string },
): Candidate {
  const answer = {
    question: question.id,
    kind: 'author',
    name,
    strategy: '',
    round: 0,
    sample,
    guidelineVersion: 0,
    outcome: 'answered',
    sql,
    recorded: false,
    at,
  } as const
  return { id: candidateId(answer), ...answer }
}
