/** A few settled disputes of different classes, with all that the reviewer saw. */
import type { Agreement } from '../../model/agreement.ts'
import type { Candidate } from '../../model/candidate.ts'
import { rowToJson } from '../../model/cell.ts'
import { type Decision, standingDecision, standingWords } from '../../model/decision.ts'
import type { Execution, ExecutionJson } from '../../model/execution.ts'
import type { Question } from '../../model/question.ts'
import type { DisputeSide, ShownDispute } from '../../report/study.ts'
import { listRules } from '../../store/guidelines.ts'
import type { Db } from '../../store/tables.ts'
import type { Desks } from '../answering/desk.ts'
import { isTurned } from '../reviewing/dispute.ts'
import { eachRecord } from '../reviewing/queue.ts'

const SHOWN_ROWS = 20

interface Settled {
  readonly question: Question
  readonly text: string
  readonly agreement: Agreement
  readonly decision: Decision
  readonly sides: readonly [Candidate, Candidate]
}

/** Those that caused a guideline first, then those with a counter-example; each of another class as far as there are any. */
export async function shownDisputes(
  { db, desks }: { readonly db: Db; readonly desks: Desks },
  most: number,
): Promise<ShownDispute[]> {
  const rules = await listRules(db)
  const causing = new Map<string, string[]>()
  for (const { cases, text } of rules) {
    for (const id of cases) causing.set(id, [...(causing.get(id) ?? []), text])
  }
  const worth = ({ question, agreement, decision }: Settled) =>
    (causing.has(question.id) ? 4 : 0) + (agreement.counterExample ? 2 : 0) + (decision.note ? 1 : 0)
  const settled = (await settledDisputes(db)).sort((a, b) => worth(b) - worth(a) || order(a, b))
  const chosen: Settled[] = []
  for (const fresh of [true, false]) {
    for (const one of settled) {
      const known = chosen.some(({ agreement }) => agreement.class === one.agreement.class)
      if (chosen.length < most && !chosen.includes(one) && (!known || !fresh)) chosen.push(one)
    }
  }
  return Promise.all(chosen.map((one) => shown(one, desks, causing.get(one.question.id) ?? [])))
}

/** The same choice on any machine. */
function order(a: Settled, b: Settled): number {
  return a.question.id < b.question.id ? -1 : 1
}

async function settledDisputes(db: Db): Promise<Settled[]> {
  const found: Settled[] = []
  for await (const { question, record } of eachRecord(db, {})) {
    const { decisions, agreements, candidates } = record
    const decision = standingDecision(decisions)
    const agreement = agreements.find((one) => one.id === decision?.agreement)
    if (!decision || agreement?.counted !== 'disagreement') continue
    const [a, b] = [agreement.a, agreement.b].map((id) => candidates.find((one) => one.id === id))
    const text = standingWords(question, decisions)
    if (a && b) found.push({ question, text, agreement, decision, sides: [a, b] })
  }
  return found
}

async function shown(
  { question, text, agreement, decision, sides }: Settled,
  desks: Desks,
  guidelines: readonly string[],
): Promise<ShownDispute> {
  const desk = await desks.of(question.db)
  const sideOf = async ({ kind, sql }: Candidate): Promise<DisputeSide> => {
    return { kind, sql, result: sql === undefined ? undefined : resultOf(await desk.run(sql)) }
  }
  const { accept, sql, cause, note, by } = decision
  // The decision speaks of A and B in the order in which its reviewer saw them.
  const turned = isTurned(question.id, by)
  const [first, second] = [await sideOf(sides[0]), await sideOf(sides[1])]
  const [a, b] = turned ? [second, first] : [first, second]
  const example = agreement.counterExample
  return {
    ...{ item: question.id, question: text, evidence: question.evidence, database: question.db },
    ...{ round: agreement.round, class: agreement.class, a, b },
    counterExample: turned && example ? { ...example, a: example.b, b: example.a } : example,
    decision: { accept, sql, cause, note, by },
    guidelines,
    recorded: sides.some((one) => one.recorded),
  }
}

function resultOf(ran: Execution): ExecutionJson {
  if (ran.kind !== 'rows') return { kind: ran.kind, message: ran.message, elapsedMs: ran.elapsedMs }
  return { ...ran, columns: [...ran.columns], rows: ran.rows.slice(0, SHOWN_ROWS).map(rowToJson) }
}
