/** A workspace with as many questions as are asked for, each answered by an agent and a person in one round. */
import { openDesks } from '../../src/flow/answering/desk.ts'
import { judgeVersion } from '../../src/flow/judging/classify.ts'
import { agreementId } from '../../src/model/agreement.ts'
import { type Candidate, candidateId } from '../../src/model/candidate.ts'
import { decisionId } from '../../src/model/decision.ts'
import { type Question, questionId } from '../../src/model/question.ts'
import { addAgreement } from '../../src/store/agreements.ts'
import { addCandidates } from '../../src/store/candidates.ts'
import { addDecision } from '../../src/store/decisions.ts'
import { addQuestions } from '../../src/store/questions.ts'
import { addRound } from '../../src/store/rounds.ts'
import { addStage, addStageItems } from '../../src/store/stages.ts'
import type { Db } from '../../src/store/tables.ts'
import { type TestBench, testBench } from '../test-bench.ts'

const COLUMNS = ['doors', 'id', 'maker'] as const
const ASKED = ['How many cars', 'Which makers', 'What share of cars', 'Which cars', 'How many doors'] as const
/** Words are made of two of them, so that questions differ as much as people's do. */
const SYLLABLES = ['ba', 'ko', 'ri', 'ne', 'su', 'ta', 'lo', 'mi', 've', 'du'] as const
const STAGE = 'seed'

export interface LargeWorkspaceOptions {
  readonly questions: number
  /** As `compare` leaves it: agreements are stored, and what agrees is settled. */
  readonly compared: boolean
}

interface Answered {
  readonly question: string
  readonly agent: Candidate
  readonly person: Candidate
  readonly agree: boolean
}

export async function largeWorkspace({ questions, compared }: LargeWorkspaceOptions): Promise<TestBench> {
  const bench = await testBench()
  const at = bench.at()
  const asked = Array.from({ length: questions }, (_, i) => questionOf(i, at))
  const answered = asked.map(({ id }, i) => answersOf(id, { i, at }))
  const version = await judgeOf(bench)
  const places = asked.map(({ id: question }, position) => ({ question, position }))
  await bench.store.transaction(async (db) => {
    await addQuestions(db, asked)
    await addStage(db, { name: STAGE, pipeline: 'seed', at })
    await addStageItems(
      db,
      places.map((place) => ({ stage: STAGE, ...place })),
    )
    await addRound(
      db,
      bench.round(1, { guidelineVersion: 0, stage: STAGE }),
      places.map((place) => ({ round: 1, part: 'main', ...place })),
    )
    await addCandidates(
      db,
      answered.flatMap(({ agent, person }) => [agent, person]),
    )
    if (!compared) return
    for (const one of answered) await keepComparison(db, one, { version, at })
  })
  return bench
}

function questionOf(i: number, at: string): Question {
  // A step that shares no divisor with the number of all four-word questions: no two are alike.
  const text = `${ASKED[i % 5]} ${wordsOf((i * 7_654_321) % 10 ** 8).join(' ')} by ${COLUMNS[i % 3]}?`
  const of = { db: 'cars', text, origin: 'seed' as const }
  return { id: questionId(of), ...of, dataset: 'cars', split: 'train', by: 'ann', at }
}

/** Four words for a number of eight digits, two digits a word. */
function wordsOf(number: number): string[] {
  const digits = [...String(number).padStart(8, '0')].map(Number)
  return [0, 2, 4, 6].map((at) => `${SYLLABLES[digits[at]!]}${SYLLABLES[digits[at + 1]!]}n`)
}

/** Two answers; every fifth question's differ in what they return. */
function answersOf(question: string, { i, at }: { readonly i: number; readonly at: string }): Answered {
  const filter = `${COLUMNS[i % 2]} > ${i % 4} AND id <> ${i + 10}`
  const sql = `SELECT maker, count(*) FROM car WHERE ${filter} GROUP BY maker`
  const agree = i % 5 !== 0
  const other = sql.replace('count(*)', agree ? 'count(id)' : 'sum(doors)')
  const shared = { question, round: 1, sample: 0, guidelineVersion: 0 }
  const more = { outcome: 'answered', recorded: false, at } as const
  const agent = { ...shared, kind: 'agent', name: 'drafter', strategy: 'agent' } as const
  const person = { ...shared, kind: 'annotator', name: 'ann', strategy: '' } as const
  return {
    question,
    agree,
    agent: { id: candidateId(agent), ...agent, ...more, sql: other },
    person: { id: candidateId(person), ...person, ...more, sql },
  }
}

/** The judge that `compare` asks, so that it finds its own word in what is kept. */
async function judgeOf(bench: TestBench): Promise<string> {
  return judgeVersion(await (await openDesks(bench).of('cars')).instances())
}

async function keepComparison(
  db: Db,
  { question, agent, person, agree }: Answered,
  { version, at }: { readonly version: string; readonly at: string },
): Promise<void> {
  const who = { round: 1, a: agent.id, b: person.id, judgeVersion: version }
  const id = agreementId(who)
  await addAgreement(db, {
    ...{ ...who, id, question, at },
    class: agree ? 'same-on-all-instances' : 'differ',
    counted: agree ? 'agreement' : 'disagreement',
    shipped: { match: agree, reason: agree ? 'match' : 'values' },
    instances: { tried: agree ? 2 : 1, separated: agree ? 0 : 1 },
  })
  if (!agree) return
  const of = { question, n: 1 }
  await addDecision(db, {
    ...{ id: decisionId(of), ...of, round: 1, agreement: id, accept: 'agreement', effect: 'settled' },
    ...{ sql: person.sql!, candidate: person.id, guidelineVersion: 0, by: 'concord', at },
  })
}
