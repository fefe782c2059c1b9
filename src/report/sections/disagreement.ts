/** Disagreement between agent and people, round by round, class by class, and what caused it. */
import { CAUSES } from '../../model/decision.ts'
import type { Disagreement, RoundFigures } from '../../model/round-report.ts'
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
  const heads = ['New: disagree', 'Rate', '95 %', 'Anchor: disagree', 'Rate', '95 %', 'Not counted']
  return table({
    caption: 'Comparisons that disagree, of those that count (Wilson intervals)',
    columns: [{ head: 'Round' }, ...heads.map((head) => ({ head, number: true }))],
    rows: rounds.map((round) => [
      `${round.round}, guidelines v${round.guidelineVersion}`,
      ...rated(round),
      ...rated(round.anchor),
      count(round.notCounted),
    ]),
  })
}

function rated(of: Disagreement | null): string[] {
  if (!of || of.rate === null) return ['–', '–', '–']
  return [`${count(of.disagreements)} of ${count(of.compared)}`, percent(of.rate), range(of.interval)]
}

function classesTable(classes: Study['classes']) {
  return table({
    caption: 'Comparisons of each round by class, repeated anchors left out',
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
