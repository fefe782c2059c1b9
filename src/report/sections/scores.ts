/** The two tables of the study: execution accuracy with gains over the untuned model, and as a share of the reference. */
import type { BenchmarkEvaluation } from '../../model/benchmark-evaluation.ts'
import type { PairedComparison, Score } from '../../model/verdict.ts'
import { intervalChart } from '../charts/interval-chart.ts'
import { type Html, html } from '../html.ts'
import { empty, recordedMark, type Section } from '../section.ts'
import type { Study } from '../study.ts'
import { table } from '../table.ts'
import { count, counted, decimal, percent, points, pointsRange, pValue, range } from '../words.ts'

export function scoresSection({ evaluations }: Study): Section {
  const title = 'Execution accuracy'
  if (evaluations.length === 0) {
    return {
      id: 'scores',
      title,
      body: empty('Nothing was evaluated yet.', 'concord evaluate --benchmark NAME'),
    }
  }
  return { id: 'scores', title, body: html`${evaluations.map(inOrder).map(evaluationOf)}` }
}

/** The base first and the reference last, the others by what they got right. */
function inOrder(evaluation: BenchmarkEvaluation): BenchmarkEvaluation {
  const { scores, base, reference } = evaluation
  const place = ({ predictions }: Score) => (predictions === base ? 0 : predictions === reference ? 2 : 1)
  return { ...evaluation, scores: scores.toSorted((a, b) => place(a) - place(b) || a.ex - b.ex) }
}

function evaluationOf(evaluation: BenchmarkEvaluation): Html {
  const { benchmark, mode, suite, n, excluded, recorded, reference, base } = evaluation
  return html`<h3>${benchmark}</h3>${recordedMark(recorded)}
<p>${counted(n, 'question')} over test databases, mode <code>${mode}</code>, judged on ${suite ? 'every instance of each database' : 'the shipped databases'}${excluded.length > 0 ? `; ${count(excluded.length)} left out of every score because their gold does not run` : ''}.</p>
${accuracyChart(evaluation)}${accuracyTable(evaluation)}
${reference === undefined ? undefined : html`${shareChart(evaluation)}${shareTable(evaluation)}`}
${evaluation.paired.length > 0 ? pairedTable(evaluation) : undefined}
${base === undefined ? html`<p class="empty">Gains need a base: <code>concord evaluate --benchmark ${benchmark} --base NAME</code></p>` : undefined}`
}

function exOf(score: Score, suite: boolean): { ex: number; interval: readonly [number, number] } {
  if (suite && score.exSuite !== undefined && score.suiteInterval) {
    return { ex: score.exSuite, interval: score.suiteInterval }
  }
  return { ex: score.ex, interval: score.interval }
}

function accuracyChart({ scores, suite, benchmark }: BenchmarkEvaluation): Html {
  const rows = scores.map((score) => {
    const { ex, interval } = exOf(score, suite)
    const on = [100 * interval[0], 100 * interval[1]] as const
    return { name: score.predictions, value: 100 * ex, interval: on, label: percent(ex) }
  })
  const title = `Execution accuracy on ${benchmark} with 95 % intervals`
  return html`<figure>${intervalChart({ title, rows, most: 100, unit: '%' })}</figure>`
}

/** On every instance where these were judged on. */
function correctOf({ verdicts }: BenchmarkEvaluation, { predictions }: Score): number {
  return verdicts.filter((one) => one.predictions === predictions && one.match).length
}

function accuracyTable(evaluation: BenchmarkEvaluation): Html {
  const { scores, suite, base, paired } = evaluation
  const heads = ['Correct', 'EX', '95 %', ...(base ? ['Gain, points', '95 %', 'Gain, %'] : [])]
  return table({
    caption: base ? `Execution accuracy, and the gain over ${base}` : 'Execution accuracy',
    columns: [
      { head: 'System' },
      ...heads.map((head) => ({ head, number: true })),
      ...(base ? [{ head: '' }] : []),
    ],
    rows: scores.map((score) => {
      const { ex, interval } = exOf(score, suite)
      const cells = [name(score), count(correctOf(evaluation, score)), percent(ex), range(interval)]
      if (!base) return cells
      if (score.predictions === base) return [...cells, 'base', '', '', '']
      const against = paired.find((one) => one.a === score.predictions && one.b === base)
      const gain = [points(score.gainPoints), pointsRange(against?.interval), gainPercent(score)]
      return [...cells, ...gain, noise(against)]
    }),
  })
}

function name(score: Score): string {
  return score.predictions
}

function gainPercent({ gainPercent }: Score): string {
  return gainPercent === null || gainPercent === undefined ? '–' : points(gainPercent)
}

function noise(against: PairedComparison | undefined): string {
  return against?.withinNoise ? 'within noise' : ''
}

function shared({ scores, reference }: BenchmarkEvaluation) {
  return scores.flatMap((score) => {
    const { percentOfReference: value, percentInterval: interval } = score
    if (score.predictions === reference || value === null || value === undefined || !interval) return []
    return [{ score, value, interval }]
  })
}

function shareChart(evaluation: BenchmarkEvaluation): Html | undefined {
  const rows = shared(evaluation).map(({ score, value, interval }) => {
    return { name: score.predictions, value, interval, label: `${value.toFixed(1)} %` }
  })
  if (rows.length === 0) return undefined
  const most = Math.max(125, ...rows.map((row) => Math.ceil(row.interval[1] / 25) * 25))
  const title = `Execution accuracy as a share of ${evaluation.reference}’s, with 95 % intervals`
  return html`<figure>${intervalChart({ title, rows, most: Math.min(most, 400), unit: '%', mark: 100 })}</figure>`
}

function shareTable(evaluation: BenchmarkEvaluation): Html {
  const { reference, scores, suite, paired } = evaluation
  const rows = shared(evaluation)
  return table({
    caption: `Execution accuracy as a share of ${reference}’s`,
    columns: [
      { head: 'System' },
      ...['EX', 'Share of the reference', '95 %', 'Difference, points', '95 %'].map((head) => ({
        head,
        number: true,
      })),
      { head: '' },
    ],
    rows: scores.map((score) => {
      const { ex } = exOf(score, suite)
      if (score.predictions === reference) return [name(score), percent(ex), 'reference', '', '', '', '']
      const row = rows.find((one) => one.score === score)
      const against = paired.find((one) => one.a === score.predictions && one.b === reference)
      const turned =
        against ?? turnedRound(paired.find((one) => one.b === score.predictions && one.a === reference))
      return [
        ...[name(score), percent(ex)],
        ...(row
          ? [`${row.value.toFixed(1)} %`, `${row.interval[0].toFixed(1)} … ${row.interval[1].toFixed(1)} %`]
          : ['–', '–']),
        ...(turned ? [points(100 * turned.difference), pointsRange(turned.interval)] : ['–', '–']),
        noise(turned),
      ]
    }),
  })
}

/** The same comparison told from the other side. */
function turnedRound(one: PairedComparison | undefined): PairedComparison | undefined {
  if (!one) return undefined
  const [low, high] = one.interval
  return { ...one, a: one.b, b: one.a, difference: -one.difference, interval: [-high, -low] }
}

function pairedTable({ paired }: BenchmarkEvaluation): Html {
  return table({
    caption: 'The same questions, two systems: difference in points, McNemar’s mid-p, Holm’s adjustment',
    columns: [
      { head: 'A − B' },
      ...['Points', '95 %', 'p', 'Holm', 'Smallest that would show'].map((head) => ({ head, number: true })),
      { head: '' },
    ],
    rows: paired.map((one) => [
      `${one.a} − ${one.b}`,
      ...[
        points(100 * one.difference),
        pointsRange(one.interval),
        pValue(one.mcnemarP),
        pValue(one.mcnemarHolm),
      ],
      decimal(100 * one.smallestDetectable, 1),
      noise(one),
    ]),
  })
}
