/** The overview in words: the method in its order with its counts, stages, rounds, and what waits. */
import { FLOW } from '../../model/flow.ts'
import { STATES } from '../../model/state.ts'
import type { StatusReport, Waiting } from '../../model/status.ts'
import { RECORDED } from './recorded.ts'
import { disagreementText } from './round.ts'
import { shortened } from './wrap.ts'

export function overviewText(report: StatusReport): string {
  const parts = [
    shortened(report.workspace, 80),
    flowText(report),
    ...stagesText(report),
    ...roundsText(report),
    costText(report),
    `Next: ${report.next}`,
    ...(report.recorded ? [RECORDED] : []),
  ]
  return parts.join('\n\n')
}

/** One line a verb: what it has written, and what waits for it. */
function flowText({ nouns, waiting }: StatusReport): string {
  const told = new Set<string>()
  const verbs = FLOW.filter(({ verb, writes }) => writes in nouns || waiting.some((one) => one.verb === verb))
  const lines = verbs.map(({ verb, writes }) => {
    const count = told.has(writes) ? undefined : nouns[writes]
    told.add(writes)
    const written = count === undefined ? '' : `${count} ${writes}${count === 1 ? '' : 's'}`
    const waits = waiting.filter((one) => one.verb === verb).map(waitingText)
    return `  ${verb.padEnd(13)}${written.padEnd(18)}${waits.join(', ')}`.trimEnd()
  })
  return lines.join('\n')
}

/** What waits for each verb: of one, and of several. */
const WHAT: Readonly<Record<string, readonly [one: string, several: string]>> = {
  author: ['database without a question', 'databases without a question'],
  draft: ['to be drafted', 'to be drafted'],
  annotate: ['answer wanted of an annotator', 'answers wanted of annotators'],
  compare: ['to be compared', 'to be compared'],
  review: ['dispute waits for a reviewer', 'disputes wait for a reviewer'],
  augment: ['undecided proof waits for a person', 'undecided proofs wait for a person'],
  guideline: ['rule not published yet', 'rules not published yet'],
}

function waitingText({ verb, n, for: whom }: Waiting): string {
  const [one, several] = WHAT[verb] ?? [`waits for ${whom}`, `wait for ${whom}`]
  return `${n} ${n === 1 ? one : several}`
}

function stagesText({ stages, questions }: StatusReport): string[] {
  if (questions.total === 0) return []
  const rows = [...stages, { stage: 'all questions', questions: questions.total, byState: questions.byState }]
  const width = Math.max(...rows.map((row) => shortened(row.stage, 13).length))
  const head = `  ${'stage'.padEnd(width)}  questions${STATES.map((state) => state.padStart(9)).join('')}`
  const lines = rows.map(
    (row) =>
      `  ${shortened(row.stage, 13).padEnd(width)}  ${String(row.questions).padStart(9)}` +
      STATES.map((state) => String(row.byState[state]).padStart(9)).join(''),
  )
  return [[head, ...lines].join('\n')]
}

function roundsText({ rounds }: StatusReport): string[] {
  if (rounds.length === 0) return []
  const lines = rounds.map(
    (one) =>
      `  round ${one.round}${one.open ? ' (open)' : ''} · v${one.guidelineVersion} · ${one.n} questions · ` +
      (one.rate === null ? 'nothing compared' : `disagreement ${disagreementText(one)}`),
  )
  return [lines.map((line) => shortened(line, 80)).join('\n')]
}

function costText({ cost, jobs }: StatusReport): string {
  const { calls, usd, budgetUsd, unpriced, forecast } = cost
  const limit = budgetUsd === null ? '' : ` of $${budgetUsd}`
  const blind = unpriced > 0 ? `, ${unpriced} of unknown price` : ''
  const lines = [`  ${calls} calls, $${usd.toFixed(4)}${limit}${blind}`]
  if (forecast) {
    const price = forecast.costUsd === null ? '' : `, about $${forecast.costUsd.toFixed(4)}`
    lines.push(`  the ${forecast.items} drafts left: about ${forecast.calls} calls${price}`)
  }
  for (const { kind, n } of jobs) lines.push(`  in hand: ${n} × ${kind}`)
  return lines.map((line) => shortened(line, 80)).join('\n')
}
