/** The verb of the people who write questions: where one is wanted, what becomes of it, and taking it back. */
import { hashedEmbedding } from '../metrics/embedding-hashed.ts'
import { type AuthorNext, type AuthorSubmitted, type AuthorWithdrawn, CLOSE } from '../model/author.ts'
import { type Candidate, candidateId } from '../model/candidate.ts'
import { UserError } from '../model/errors.ts'
import type { Rows } from '../model/execution.ts'
import { type Question, questionId } from '../model/question.ts'
import type { Source, Split } from '../model/source.ts'
import { withdrawalId } from '../model/withdrawal.ts'
import { addCandidate, candidatesOf, nextSample } from '../store/candidates.ts'
import { withdraw, withdrawalsOf } from '../store/flags.ts'
import { instructionsOf } from '../store/instructions.ts'
import { addQuestions, eachQuestion, findQuestions } from '../store/questions.ts'
import { addStage, appendToStage, getStage } from '../store/stages.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { goldSoFar } from './authoring/gold-so-far.ts'
import { catalogOf, namedSource } from './authoring/named-source.ts'
import { nearestQuestions } from './authoring/nearest-questions.ts'
import { nextDatabase } from './authoring/next-database.ts'
import { notCovered } from './authoring/not-covered.ts'

const SEED = 'seed'
const NEAREST = 5

/** One database to write a question over: its tables, the instructions, and what is not covered yet. */
export async function authorNext(
  { store }: Pick<Workbench, 'store'>,
  options: { readonly dataset?: string | undefined; readonly split?: Split | undefined } = {},
): Promise<AuthorNext> {
  const { dataset, split = 'train' } = options
  const { source, perDatabase, perDataset } = await nextDatabase(store.db, { dataset, split })
  const catalog = await catalogOf(store.db, source.name)
  const last = (await instructionsOf(store.db, source.dataset)).at(-1)
  const asked: string[] = []
  for await (const question of eachQuestion(store.db, { db: source.name })) asked.push(question.id)
  const gold = await goldSoFar(store.db, asked)
  return {
    db: source.name,
    dataset: source.dataset,
    split,
    tables: catalog.tables,
    instructions: last ? { version: last.version, text: last.text } : null,
    notCovered: copied(
      notCovered(
        catalog,
        [...gold.values()].map((one) => one.sql),
      ),
    ),
    questions: {
      database: perDatabase[source.name] ?? 0,
      perDatabase: { ...perDatabase },
      perDataset: { ...perDataset },
    },
  }
}

function copied({ tables, columns }: ReturnType<typeof notCovered>): AuthorNext['notCovered'] {
  return { tables: [...tables], columns: [...columns] }
}

export interface SubmitOptions {
  readonly db: string
  readonly text: string
  readonly sql?: string | undefined
  /** Default: the source's. */
  readonly dataset?: string | undefined
  readonly evidence?: string | undefined
}

type Bench = Pick<Workbench, 'store' | 'openDatabase' | 'config' | 'clock' | 'person'>

/**
 * Stores a question, and with SQL its author's answer; over a train database it joins the stage `seed`.
 *
 * @throws {UserError} if there is no such database, the words are empty, or the SQL does not run
 */
export async function submitQuestion(bench: Bench, options: SubmitOptions): Promise<AuthorSubmitted> {
  const { db } = bench.store
  const source = await namedSource(db, options.db)
  const question = questionFrom(source, options, bench)
  const ran = options.sql === undefined ? undefined : await runOrRefuse(bench, source, options.sql)
  const nearest = await nearestQuestions(db, {
    text: question.text,
    source: source.name,
    count: NEAREST,
    but: question.id,
  })
  const stage = source.split === 'train' ? SEED : null
  const { added, candidate } = await bench.store.transaction(async (db) => {
    const added = (await addQuestions(db, [question])) === 1
    if (stage !== null) {
      if (!(await getStage(db, stage))) await addStage(db, { name: stage, pipeline: 'seed', at: question.at })
      await appendToStage(db, stage, [question.id])
    }
    const candidate = options.sql === undefined ? null : await keepAnswer(db, question, options.sql, bench)
    return { added, candidate }
  })
  const { id, dataset, split } = question
  const place = { question: id, db: source.name, dataset, split, stage }
  const warnings = warningsFor(question, { nearest, added, ran })
  const embedding = hashedEmbedding.id
  return { ...place, added, candidate, rows: ran?.rowCount ?? null, nearest, embedding, warnings }
}

function questionFrom(
  source: Source,
  options: SubmitOptions,
  { clock, person }: Pick<Workbench, 'clock' | 'person'>,
): Question {
  const text = options.text.trim()
  if (text === '') throw new UserError('Cannot submit the question: it has no words')
  const identity = { db: source.name, text, origin: 'seed' } as const
  return {
    id: questionId(identity),
    ...identity,
    dataset: options.dataset ?? source.dataset,
    split: source.split,
    ...(options.evidence?.trim() ? { evidence: options.evidence.trim() } : {}),
    by: person,
    at: clock().toISOString(),
  }
}

async function runOrRefuse(
  { openDatabase, config }: Pick<Bench, 'openDatabase' | 'config'>,
  source: Source,
  sql: string,
): Promise<Rows> {
  const { queryTimeoutMs, queryRows, queryMemoryMb } = config.limits
  const limits = { timeoutMs: queryTimeoutMs, maxRows: queryRows, memoryMb: queryMemoryMb }
  const ran = await (await openDatabase(source.url)).run(sql, limits)
  if (ran.kind === 'rows') return ran
  throw new UserError(
    `Cannot submit the question: its SQL does not run over "${source.name}": ${ran.message}`,
    `Try it with concord query ${source.url} --sql …; nothing was stored`,
  )
}

/** The author's answer; the same SQL again is the same answer. */
async function keepAnswer(
  db: Db,
  question: Question,
  sql: string,
  { clock, person }: Pick<Bench, 'clock' | 'person'>,
): Promise<string> {
  const like = { question: question.id, kind: 'author', name: person, strategy: '', round: 0 } as const
  const said = await candidatesOf(db, [question.id], { kind: 'author', name: person })
  const same = said.find((one) => one.sql === sql)
  if (same) return same.id
  const identity = { ...like, sample: await nextSample(db, like), guidelineVersion: 0 }
  const answer: Candidate = {
    id: candidateId(identity),
    ...identity,
    outcome: 'answered',
    sql,
    recorded: false,
    at: clock().toISOString(),
  }
  await addCandidate(db, answer)
  return answer.id
}

function warningsFor(
  { split, db }: Question,
  { nearest, added, ran }: { nearest: AuthorSubmitted['nearest']; added: boolean; ran: Rows | undefined },
): string[] {
  const [first] = nearest
  return [
    ...(added ? [] : ['The same words over this database were there already']),
    ...(first && first.similarity >= CLOSE
      ? [`It is close to "${first.text}" (cosine ${first.similarity.toFixed(2)})`]
      : []),
    ...(ran?.rowCount === 0 ? ['Its SQL returns no rows'] : []),
    ...(split === 'test'
      ? [
          `"${db}" is a test database: the question goes into no stage, and into a benchmark once it is settled`,
        ]
      : []),
  ]
}

/**
 * Takes a question back; what was said of it stays on record.
 *
 * @throws {UserError} if there is no such question, or the name means several
 */
export async function withdrawQuestion(
  { store, clock, person }: Pick<Workbench, 'store' | 'clock' | 'person'>,
  { question: given, reason }: { readonly question: string; readonly reason: string },
): Promise<AuthorWithdrawn> {
  const found = await findQuestions(store.db, given)
  if (found.length !== 1) {
    throw new UserError(
      found.length === 0
        ? `Cannot find the question "${given}"`
        : `Cannot tell which question "${given}" means: ${found.join(', ')}`,
      found.length === 0
        ? 'Name it by its id (q_…) or by what its file calls it'
        : 'Name one of them by its id',
    )
  }
  const target = found[0]!
  const known = (await withdrawalsOf(store.db, [target])).get(target)
  if (known) return { question: target, reason: known.reason, withdrawn: false }
  const identity = { noun: 'question', target } as const
  const at = clock().toISOString()
  const withdrawn = await withdraw(store.db, {
    id: withdrawalId(identity),
    ...identity,
    reason,
    by: person,
    at,
  })
  return { question: target, reason, withdrawn }
}
