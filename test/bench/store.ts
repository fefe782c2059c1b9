/** What the store's writes cost against the raw driver that inserts the same rows into the same tables. */
import { type Candidate, candidateId } from '../../src/model/candidate.ts'
import { type Question, questionId } from '../../src/model/question.ts'
import { addCandidate } from '../../src/store/candidates.ts'
import { addQuestions } from '../../src/store/questions.ts'
import { addSource } from '../../src/store/sources.ts'
import { openStore, type Store, type StoreLocation } from '../../src/store/store.ts'
import { ENGINES, postgresIsHere } from '../contracts/store-engines.ts'
import { inTurns, type Line, lineOf } from './line.ts'
import { openRawPostgres, openRawSqlite, type Raw, ROWS_AT_ONCE, type Row } from './raw-drivers.ts'

const AT = '2026-01-02T03:04:05.000Z'
const SINGLE = 1_000
const BATCH = 10_000

export async function benchStore(): Promise<Line[]> {
  const lines = await compare('sqlite', openRawSqlite)
  if (!postgresIsHere) {
    process.stderr.write('store: no PostgreSQL answers on 127.0.0.1:5432, left out\n')
    return lines
  }
  return [...lines, ...(await compare('postgres', openRawPostgres))]
}

async function compare(
  engine: keyof typeof ENGINES,
  open: (location: never) => Promise<Raw>,
): Promise<Line[]> {
  await using ourPlace = await ENGINES[engine]()
  await using theirPlace = await ENGINES[engine]()
  await using ours = await prepared(ourPlace.location)
  await (await prepared(theirPlace.location))[Symbol.asyncDispose]()
  const raw = await open(theirPlace.location as never)
  try {
    return [...(await batches(engine, ours, raw)), ...(await singles(engine, ours, raw))]
  } finally {
    await raw.close()
  }
}

async function batches(engine: string, ours: Store, raw: Raw): Promise<Line[]> {
  const turns = { ours: 0, theirs: 0 }
  const runs = await inTurns({
    ours: () => ours.transaction((db) => addQuestions(db, questionsOf(turns.ours++))),
    theirs: () => raw.many('questions', questionsOf(turns.theirs++).map(questionRow)),
  })
  return [
    lineOf(
      {
        what: `store, ${engine}: ${BATCH} questions in one transaction`,
        peer: `raw driver, ${ROWS_AT_ONCE} rows a statement`,
      },
      runs.map((run) => [run.ours.wallMs, run.theirs.wallMs]),
    ),
  ]
}

async function singles(engine: string, ours: Store, raw: Raw): Promise<Line[]> {
  const questions = questionsOf(0).slice(0, SINGLE)
  const turns = { ours: 0, theirs: 0 }
  const runs = await inTurns({
    ours: async () => {
      const round = ++turns.ours
      for (const { id } of questions) await ours.transaction((db) => addCandidate(db, candidateOf(id, round)))
    },
    theirs: async () => {
      const round = ++turns.theirs
      await raw.one(
        'candidates',
        questions.map(({ id }) => candidateRow(candidateOf(id, round))),
      )
    },
  })
  return [
    lineOf(
      {
        what: `store, ${engine}: ${SINGLE} candidates, a transaction each`,
        peer: 'raw driver, prepared statement',
      },
      runs.map((run) => [run.ours.wallMs, run.theirs.wallMs]),
    ),
  ]
}

async function prepared(location: StoreLocation): Promise<Store> {
  const store = await openStore(location)
  const how = { engine: 'sqlite', dataset: 'shop', split: 'train', egress: 'rows' } as const
  await addSource(store.db, { name: 'shop', url: 'sqlite:shop.sqlite', ...how, addedAt: AT })
  return store
}

function questionsOf(turn: number): Question[] {
  return Array.from({ length: BATCH }, (_, i) => {
    const of = { db: 'shop', text: `How much was sold on day ${i} of turn ${turn}?`, origin: 'seed' as const }
    return { id: questionId(of), ...of, dataset: 'shop', split: 'train' as const, by: 'ann', at: AT }
  })
}

function candidateOf(question: string, round: number): Candidate {
  const who = {
    question,
    kind: 'annotator' as const,
    name: 'ann',
    strategy: '',
    round,
    sample: 0,
    guidelineVersion: 0,
  }
  const sql = `SELECT sum(amount) FROM sale WHERE day = ${round}`
  return { id: candidateId(who), ...who, outcome: 'answered', sql, recorded: false, at: AT }
}

function questionRow({ id, db, dataset, split, text, origin, by, at }: Question): Row {
  return { id, db, dataset, split, text, origin, by, at }
}

function candidateRow({ guidelineVersion, recorded, ...one }: Candidate): Row {
  const { id, question, kind, name, strategy, round, sample, outcome, at } = one
  const plain = { id, question, kind, name, strategy, round, sample, outcome, at }
  return { ...plain, sql: one.sql ?? null, guideline_version: guidelineVersion, recorded: recorded ? 1 : 0 }
}
