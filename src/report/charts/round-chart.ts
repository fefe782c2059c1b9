/** Disagreement by round: the questions that are new in each, and the anchor set that every round answers again. */
import type { RoundFigures } from '../../model/round-report.ts'
import { type Html, html } from '../html.ts'

interface Point {
  readonly place: number
  readonly rate: number
  readonly interval: readonly [number, number]
}

const WIDTH = 720
const HEIGHT = 300
const LEFT = 56
const RIGHT = 690
const TOP = 34
const FLOOR = 240

export function roundChart(rounds: readonly RoundFigures[]): Html {
  const series = [
    { name: 'New questions', kind: 'main', points: pointsOf(rounds, (round) => round) },
    { name: 'Anchor set', kind: 'anchor', points: pointsOf(rounds, (round) => round.anchor) },
  ].filter(({ points }) => points.length > 0)
  const highest = Math.max(0.1, ...series.flatMap(({ points }) => points.map((one) => one.interval[1])))
  const most = Math.ceil(highest * 5) / 5
  const x = (place: number) => LEFT + ((RIGHT - LEFT) * (place + 0.5)) / rounds.length
  const y = (rate: number) => FLOOR - ((FLOOR - TOP) * rate) / most
  const title = 'Share of comparisons in which agent and annotator disagree, by round, with 95 % intervals'
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}"><title>${title}</title>
${[0, 0.25, 0.5, 0.75, 1].map((share) => {
  const rate = share * most
  return html`<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${y(rate)}" y2="${y(rate)}"/><text class="tick" x="${LEFT - 8}" y="${y(rate) + 4}" text-anchor="end">${Math.round(100 * rate)} %</text>`
})}
${rounds.map(
  ({ round, guidelineVersion }, place) =>
    html`<text x="${x(place)}" y="${FLOOR + 22}" text-anchor="middle">Round ${round}</text><text class="tick" x="${x(place)}" y="${FLOOR + 40}" text-anchor="middle">guidelines v${guidelineVersion}</text>`,
)}
${series.map(({ kind, points }, i) => seriesOf(points, { kind, x: (place) => x(place) + (i === 0 ? -7 : 7), y }))}
${series.map(({ name, kind }, i) => html`<g class="${kind}">${sign(kind, LEFT + 12 + i * 150, 14)}</g><text x="${LEFT + 26 + i * 150}" y="18">${name}</text>`)}
</svg>`
}

type Rated = { readonly rate: number | null; readonly interval: readonly [number, number] } | null

function pointsOf(rounds: readonly RoundFigures[], of: (round: RoundFigures) => Rated): Point[] {
  return rounds.flatMap((round, place) => {
    const rated = of(round)
    return rated && rated.rate !== null ? [{ place, rate: rated.rate, interval: rated.interval }] : []
  })
}

interface Scale {
  readonly kind: string
  readonly x: (place: number) => number
  readonly y: (rate: number) => number
}

function seriesOf(points: readonly Point[], { kind, x, y }: Scale): Html {
  const line = points.map(({ place, rate }) => `${x(place)},${y(rate)}`).join(' ')
  return html`<g class="${kind}"><polyline class="line" points="${line}"/>${points.map(
    ({ place, rate, interval: [low, high] }) =>
      html`<line class="interval" x1="${x(place)}" x2="${x(place)}" y1="${y(low)}" y2="${y(high)}"/>${sign(kind, x(place), y(rate))}`,
  )}</g>`
}

function sign(kind: string, x: number, y: number): Html {
  if (kind === 'main') return html`<circle class="dot" cx="${x}" cy="${y}" r="5.5"/>`
  return html`<path class="dot hollow" d="M${x - 6.5} ${y}L${x} ${y - 6.5}L${x + 6.5} ${y}L${x} ${y + 6.5}Z"/>`
}
