/** Rounds in words: the curve of disagreement as a table, what caused it, and what to do next. */
import type {
  Disagreement,
  RoundCloseReport,
  RoundFigures,
  RoundLeft,
  RoundStartReport,
  RoundStatusReport,
  RoundVerdict,
} from '../../model/round-report.ts'
import { RECORDED } from './recorded.ts'

export function startText(report: RoundStartReport): string {
  const { round, main, carried, anchor, annotators, guidelineVersion, stage } = report
  const lines = [
    `Round ${round} is open: ${main} questions${stage ? ` of stage ${stage}` : ''}, guidelines v${guidelineVersion}`,
    ...(carried > 0 ? [`  ${carried} of them from earlier rounds, to be answered anew`] : []),
    anchor > 0
      ? `  ${anchor} anchors${round === 1 ? ' among them' : ' besides'}, answered again in every round`
      : '  no anchors: a fall may only mean easier questions (--anchor N)',
    `  ${annotators} ${annotators === 1 ? 'person' : 'people'} a question`,
    'Next: concord draft, and concord annotate next --as NAME',
  ]
  return lines.join('\n')
}

export function statusText({ rounds, stopping, left, recorded }: RoundStatusReport): string {
  if (rounds.length === 0) return 'No rounds yet. Next: concord round start'
  const lines = [curve(rounds), '', ...causes(rounds), stoppingText(stopping)]
  if (left) lines.push(leftText(left))
  if (!rounds.at(-1)!.open) lines.push('Next: concord round start, or concord policy run')
  if (recorded) lines.push(RECORDED)
  return lines.join('\n')
}

export function closeText(report: RoundCloseReport): string {
  const lines = [`Round ${report.round} is closed`, curve([report]), '', ...causes([report])]
  if (report.left.unanswered + report.left.undecided > 0) lines.push(leftText(report.left))
  lines.push(stoppingText(report))
  lines.push(
    report.verdict === 'converged'
      ? 'Next: concord policy run'
      : 'Next: concord guideline add, then concord guideline publish',
  )
  if (report.recorded) lines.push(RECORDED)
  return lines.join('\n')
}

/** A rate with what it stands on: `7 of 40, 17.5 % (9–32)`. */
export function disagreementText({ compared, disagreements, rate, interval }: Disagreement): string {
  if (rate === null) return 'nothing compared'
  const [low, high] = interval.map((share) => Math.round(share * 100))
  return `${disagreements} of ${compared}, ${(rate * 100).toFixed(1)} % (${low}–${high})`
}

function curve(rounds: readonly RoundFigures[]): string {
  const head = ['round', 'guide', 'questions', 'disagreement (95 %)', 'on the anchors']
  const rows = rounds.map((one) => [
    `${one.round}${one.open ? ' open' : ''}`,
    `v${one.guidelineVersion}`,
    String(one.n),
    disagreementText(one) + (one.notCounted > 0 ? ` +${one.notCounted} fail` : ''),
    one.anchor ? disagreementText(one.anchor) : '–',
  ])
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]!.length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd()
  return [line(head), ...rows.map(line)].join('\n')
}

function causes(rounds: readonly RoundFigures[]): string[] {
  return rounds.flatMap(({ round, causes }) => {
    const named = Object.entries(causes).filter(([, n]) => n > 0)
    if (named.length === 0) return []
    const words = named.sort(([, x], [, y]) => y - x).map(([cause, n]) => `${cause} ${n}`)
    return [`Causes in round ${round}: ${words.join(', ')}`]
  })
}

function stoppingText({ verdict, reason }: RoundVerdict): string {
  return `${verdict === 'converged' ? 'Converged' : 'Not converged'}: ${reason}`
}

function leftText({ unanswered, undecided }: RoundLeft): string {
  if (unanswered + undecided === 0) return 'Nothing is left. Next: concord round close'
  if (unanswered === 0) return `${undecided} wait for a reviewer. Next: concord review list`
  const review = undecided > 0 ? `, ${undecided} wait for a reviewer` : ''
  return `${unanswered} lack answers or comparison${review}. Next: concord status`
}
