/** An evaluation as text for a terminal of 80 columns: who scored what, how sure, against whom, and what went wrong. */
import type { EvaluateReport, Score } from '../../model/verdict.ts'
import { tableText } from '../table.ts'

export function evaluationText(report: EvaluateReport): string {
  const sections = [
    `Execution accuracy (EX), mode ${report.mode}, ${report.n.toLocaleString('en-US')} questions`,
    scoreTable(report.scores),
    `Interval: ${[...new Set(report.scores.map((score) => score.intervalMethod))].join(' / ')}`,
    ...(report.paired.length > 0 ? [pairedTable(report)] : []),
    reasonsText(report.scores),
    ...(report.excluded.length > 0 ? [excludedText(report)] : []),
  ]
  return sections.join('\n\n')
}

function scoreTable(scores: readonly Score[]): string {
  const columns = [
    { head: 'System', of: (score: Score) => score.predictions, text: true },
    { head: 'Correct', of: (score: Score) => String(score.correct) },
    { head: 'EX %', of: (score: Score) => percent(score.ex) },
    { head: '95 %', of: (score: Score) => range(score.interval) },
    { head: 'Suite %', of: (score: Score) => maybe(score.exSuite, percent), from: 'exSuite' as const },
    { head: '95 %', of: (score: Score) => maybe(score.suiteInterval, range), from: 'suiteInterval' as const },
    { head: 'Gain', of: (score: Score) => maybe(score.gainPoints, signed), from: 'gainPoints' as const },
    {
      head: '% of ref.',
      of: (score: Score) => maybe(score.percentOfReference, (value) => value.toFixed(1)),
      from: 'percentOfReference' as const,
    },
  ].filter(({ from }) => from === undefined || scores.some((score) => score[from] !== undefined))
  return textTable(
    columns.map(({ head, text }) => ({ head, right: !text })),
    scores.map((score) => columns.map(({ of }) => of(score))),
  )
}

function pairedTable({ paired }: EvaluateReport): string {
  const shown = paired.slice(0, MOST_PAIRS)
  const rows = shown.map(({ a, b, difference, interval, mcnemarP, mcnemarHolm, withinNoise }) => [
    `${short(a)} − ${short(b)}`,
    signed(100 * difference),
    range(interval),
    p(mcnemarP),
    p(mcnemarHolm),
    withinNoise ? 'within noise' : '',
  ])
  const heads = ['Difference', 'Points', '95 %', 'McNemar p', 'Holm', '']
  const table = textTable(
    heads.map((head, i) => ({ head, right: i > 0 && i < 5 })),
    rows,
  )
  const more = paired.length - shown.length
  return more > 0 ? `${table}\n… and ${more} more pairs: --base FILE picks one to compare with` : table
}

const MOST_PAIRS = 12

function reasonsText(scores: readonly Score[]): string {
  const lines = scores.map(({ predictions, byReason }) => {
    const wrong = Object.entries(byReason).filter(([reason]) => reason !== 'match')
    const counts = wrong.sort(([, a], [, b]) => b - a).map(([reason, n]) => `${reason} ${n}`)
    return `  ${predictions}: ${counts.join(', ') || 'none'}`
  })
  return ['Why not a match:', ...lines].join('\n')
}

function excludedText({ excluded }: EvaluateReport): string {
  const lines = excluded.slice(0, 10).map(({ id, reason }) => `  ${id}: ${reason}`)
  if (excluded.length > 10) lines.push(`  … and ${excluded.length - 10} more; --json lists them all`)
  return [`Left out of every score, ${excluded.length}:`, ...lines].join('\n')
}

interface Column {
  readonly head: string
  readonly right: boolean
}

function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  return tableText(
    { columns: columns.map(({ head, right }) => ({ name: head, type: right ? 'real' : 'text' })), rows },
    { colour: process.stdout.isTTY },
  )
}

/** A name short enough that two of them fit beside their figures. */
function short(name: string): string {
  return name.length <= 16 ? name : `${name.slice(0, 9)}…${name.slice(-6)}`
}

function maybe<T>(value: T | null | undefined, show: (value: T) => string): string {
  return value === undefined ? '' : value === null ? '–' : show(value)
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}

function range([low, high]: readonly [number, number]): string {
  return `${percent(low)} … ${percent(high)}`.replaceAll('-', '−')
}

function signed(points: number): string {
  return `${points > 0 ? '+' : points < 0 ? '−' : '±'}${Math.abs(points).toFixed(1)}`
}

function p(value: number): string {
  return value < 0.001 ? '< 0.001' : value.toFixed(3)
}
