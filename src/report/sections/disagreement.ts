/** Disagreement between agent and people, round by round, class by class, and what caused it. */
import { CAUSES } from '../../model/decision.ts'
import type { RoundFigures } from '../../model/round-report.ts'
import { classChart, classesIn } from '../charts/class-chart.ts'
import { roundChart } from '../charts/round-chart.ts'
import { html } from '../html.ts'
import { empty, recordedMark, type Section } from '../section.ts'
import type { Study } from '../study.ts'
import { table } from '../table.ts'
import { count, percent, range } from '../words.ts'

export function disagreementSection({ rounds: { rounds, stopping }, classes, recorded }: Study): Section {
  const title = 'Disagreement'
  if (rounds.length === 0) {
    return { id: 'disagreement', title, body: empty('No round yet.', 'concord round start') }
  }
  const compared = rounds.some((round) => round.compared > 0)
  const body = html`${recordedMark(recorded)}
<p>Agent and annotator answer blind to each other; their queries are run on the shipped database and on its other instances. New questions differ from round to round, so a fall may mean easier questions: the anchor set is the same in every round.</p>
${compared ? html`<figure>${roundChart(rounds)}</figure>` : undefined}${roundsTable(rounds)}
<p><strong>${stopping.verdict === 'converged' ? 'Converged' : 'Not converged'}:</strong> ${stopping.reason}</p>
${classes.length > 0 ? html`<h3>By class</h3><figure>${classChart(classes)}</figure>${classesTable(classes)}` : undefined}
${causesTable(rounds)}`
  return { id: 'disagreement', title, body }
}

function roundsTable(rounds: readonly RoundFigures[]) {
  const heads = [
    'Guidelines',
    'Compared',
    'Disagree',
    'Rate',
    '95 %',
    'Anchor',
    'Disagree',
    'Rate',
    '95 %',
    'Not counted',
  ]
  return table({
    caption: 'Comparisons that count, and how many of them disagree (Wilson intervals)',
    columns: [{ head: 'Round' }, ...heads.map((head) => ({ head, number: true }))],
    rows: rounds.map(
      ({ round, guidelineVersion, compared, disagreements, rate, interval, anchor, notCounted }) => [
        String(round),
        `v${guidelineVersion}`,
        ...[count(compared), count(disagreements), percent(rate), rate === null ? '–' : range(interval)],
        ...(anchor
          ? [
              count(anchor.compared),
              count(anchor.disagreements),
              percent(anchor.rate),
              anchor.rate === null ? '–' : range(anchor.interval),
            ]
          : ['–', '–', '–', '–']),
        count(notCounted),
      ],
    ),
  })
}

function classesTable(classes: Study['classes']) {
  return table({
    caption: 'Comparisons of each round by class, anchors included',
    columns: [{ head: 'Class' }, ...classes.map(({ round }) => ({ head: `Round ${round}`, number: true }))],
    rows: classesIn(classes).map((one) => [one, ...classes.map(({ counts }) => count(counts[one] ?? 0))]),
  })
}

function causesTable(rounds: readonly RoundFigures[]) {
  const causes = [...CAUSES, 'unsaid' as const].filter((one) => rounds.some((round) => round.causes[one]))
  if (causes.length === 0) return undefined
  return table({
    caption: 'What reviewers said caused the disputes that they settled',
    columns: [{ head: 'Cause' }, ...rounds.map(({ round }) => ({ head: `Round ${round}`, number: true }))],
    rows: causes.map((one) => [one, ...rounds.map((round) => count(round.causes[one] ?? 0))]),
  })
}
