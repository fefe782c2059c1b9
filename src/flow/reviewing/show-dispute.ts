/** One dispute with all that a reviewer needs: both queries and results, what separates them, and the rules that apply. */
import type { Agreement } from '../../model/agreement.ts'
import type { Candidate } from '../../model/candidate.ts'
import { rowToJson } from '../../model/cell.ts'
import type { Execution, ExecutionJson, Rows } from '../../model/execution.ts'
import { ruleApplies } from '../../model/guideline.ts'
import type { ReviewDifference, ReviewShowReport, ReviewSide } from '../../model/review.ts'
import { rowDifference } from '../../sql/equality/row-difference.ts'
import { getGuidelines } from '../../store/guidelines.ts'
import { listRounds } from '../../store/rounds.ts'
import { stepsOf } from '../../store/steps.ts'
import type { Db } from '../../store/tables.ts'
import { type Dispute, isRecorded, isTurned, itemOf, sidesFor } from './dispute.ts'

/** Rows of a result that are shown, and rows that one side alone has. */
const SHOWN = { result: 50, alone: 10, steps: 6 }

export interface Showing {
  readonly db: Db
  readonly reviewer: string
  /** Runs a query on the question's database. */
  run(sql: string): Promise<Execution>
}

export async function showDispute(dispute: Dispute, showing: Showing): Promise<ReviewShowReport> {
  const { question, record } = dispute
  const { a, b } = sidesFor(dispute, showing.reviewer)
  const [ranA, ranB] = await Promise.all([run(a, showing), run(b, showing)])
  return {
    ...itemOf(dispute, showing.reviewer),
    ...(question.evidence === undefined ? {} : { evidence: question.evidence }),
    a: await sideOf(a, ranA, showing.db),
    b: await sideOf(b, ranB, showing.db),
    difference: differenceOf(dispute, { a: ranA, b: ranB }),
    counterExample: counterExampleFor(dispute, showing.reviewer),
    guidelines: await guidelinesFor(dispute, showing.db),
    flags: record.flags.map(({ reason, note }) => ({ reason, ...(note === undefined ? {} : { note }) })),
    ...(isRecorded(dispute) ? { recorded: true as const } : {}),
  }
}

async function run(side: Candidate | undefined, { run }: Showing): Promise<Execution | undefined> {
  return side?.sql === undefined ? undefined : run(side.sql)
}

async function sideOf(side: Candidate | undefined, ran: Execution | undefined, db: Db): Promise<ReviewSide> {
  if (ran) return { sql: side!.sql!, result: resultOf(ran) }
  if (!side) return { sql: null, result: null }
  const steps = (await stepsOf(db, side.id)).flatMap(({ reply, observations }) =>
    observations.map(({ toolCallId, tool, text }) => {
      const calls = reply.kind === 'answer' ? reply.toolCalls : []
      const asked = calls.find((call) => call.id === toolCallId)?.arguments ?? ''
      return { tool, asked, answered: text }
    }),
  )
  const { reason = 'no answer', note } = side
  const noAnswer = { reason, ...(note === undefined ? {} : { note }), steps: steps.slice(-SHOWN.steps) }
  return { sql: null, result: null, noAnswer }
}

/** The first rows with the count of all. */
function resultOf(ran: Execution): ExecutionJson {
  if (ran.kind !== 'rows') return { kind: ran.kind, message: ran.message, elapsedMs: ran.elapsedMs }
  const rows = ran.rows.slice(0, SHOWN.result).map(rowToJson)
  const truncated = ran.truncated || ran.rowCount > rows.length
  return { ...ran, columns: [...ran.columns], rows, truncated }
}

interface Ran {
  readonly a: Execution | undefined
  readonly b: Execution | undefined
}

function differenceOf({ agreement }: Dispute, { a, b }: Ran): ReviewDifference {
  const said = agreement ? [sentence(comparedWords(agreement))] : []
  const failing = (['A', 'B'] as const).flatMap((name) => {
    const ran = name === 'A' ? a : b
    if (!ran) return [`${name} has no query.`]
    return ran.kind === 'rows' ? [] : [`${name} fails (${ran.kind}): ${ran.message}`]
  })
  if (a?.kind !== 'rows' || b?.kind !== 'rows') {
    return { words: agreement?.side ? failing : [...said, ...failing], onlyA: [], onlyB: [] }
  }
  return { ...rowsDiffer(a, b, said), ...aloneRows(a, b) }
}

function rowsDiffer(
  a: Rows,
  b: Rows,
  said: readonly string[],
): Pick<ReviewDifference, 'words' | 'rows' | 'columns'> {
  const found = rowDifference(a, b)
  const rows = {
    a: a.rowCount,
    b: b.rowCount,
    same: found.same,
    onlyA: found.onlyA.length,
    onlyB: found.onlyB.length,
  }
  const name = (side: Rows, place: number) => side.columns[place]!.name
  const pairs = found.pairs.map(([x, y]) => ({ a: name(a, x), b: name(b, y) }))
  const onlyA = found.onlyAColumns.map((place) => name(a, place))
  const onlyB = found.onlyBColumns.map((place) => name(b, place))
  const moved = found.pairs.some(([x, y], at) => x !== at || y !== at)
  const alike = rows.onlyA + rows.onlyB === 0
  const words = [
    ...said,
    `A has ${rowsText(rows.a)}, B ${rowsText(rows.b)}: ${rows.same} the same, ${rows.onlyA} only in A, ${rows.onlyB} only in B.`,
    ...(onlyA.length > 0 ? [`Columns only in A: ${onlyA.join(', ')}.`] : []),
    ...(onlyB.length > 0 ? [`Columns only in B: ${onlyB.join(', ')}.`] : []),
    ...(moved && onlyA.length + onlyB.length === 0 ? ['The columns stand in another order.'] : []),
    ...(alike && found.firstOutOfOrder !== undefined
      ? [`The order of rows differs from row ${found.firstOutOfOrder + 1} on.`]
      : []),
  ]
  return { words, rows, columns: { pairs, onlyA, onlyB } }
}

function aloneRows(a: Rows, b: Rows): Pick<ReviewDifference, 'onlyA' | 'onlyB'> {
  const { onlyA, onlyB } = rowDifference(a, b)
  const shown = (side: Rows, places: readonly number[]) =>
    places.slice(0, SHOWN.alone).map((place) => rowToJson(side.rows[place]!) as unknown[])
  return { onlyA: shown(a, onlyA), onlyB: shown(b, onlyB) }
}

/** What the comparison said, on the shipped data and where that ties on the other instances. */
function comparedWords({ shipped, instances, class: name }: Agreement): string {
  if (!shipped.match || name === 'same-text' || name === 'same-ast') return shipped.reason
  const { tried, separated } = instances
  if (tried === 0) return 'The same on the shipped data; no other instance was tried'
  const others = `${tried} other ${tried === 1 ? 'instance' : 'instances'}`
  return separated === 0
    ? `The same on the shipped data and on ${others}`
    : `The same on the shipped data; ${separated} of ${others} ${separated === 1 ? 'tells' : 'tell'} them apart`
}

function rowsText(n: number): string {
  return `${n} ${n === 1 ? 'row' : 'rows'}`
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`
}

function counterExampleFor(
  { question, agreement }: Dispute,
  reviewer: string,
): ReviewShowReport['counterExample'] {
  const example = agreement?.counterExample
  if (!example) return null
  return isTurned(question.id, reviewer) ? { ...example, a: example.b, b: example.a } : example
}

/** The rules that the answers of the round were told, else those that hold now. */
async function guidelinesFor({ question, round }: Dispute, db: Db): Promise<ReviewShowReport['guidelines']> {
  const told = (await listRounds(db)).find((one) => one.round.round === round)?.round.guidelineVersion
  const { version, rules } = (await getGuidelines(db, told))!
  const shown = rules.filter((rule) => ruleApplies(rule, question))
  return {
    version,
    rules: shown.map(({ id, text, scope, good, bad }) => ({ id, text, scope, good, bad })),
  }
}
