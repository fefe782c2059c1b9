/** Bars of uncertainty: a dot and its interval on one axis, a row each. */
import { type Html, html } from '../html.ts'

export interface IntervalRow {
  readonly name: string
  /** On the axis' scale. */
  readonly value: number
  readonly interval: readonly [number, number]
  /** What stands to the right: the figure in words. */
  readonly label: string
}

export interface IntervalChartOptions {
  readonly title: string
  readonly rows: readonly IntervalRow[]
  /** From 0 to here. */
  readonly most: number
  readonly unit: string
  /** A line to compare with. */
  readonly mark?: number
}

const WIDTH = 720
const LEFT = 180
const RIGHT = 560
const ROW = 34
const TOP = 10

export function intervalChart({ title, rows, most, unit, mark }: IntervalChartOptions): Html {
  const height = TOP + rows.length * ROW + 34
  const x = (value: number) => LEFT + ((RIGHT - LEFT) * Math.min(Math.max(value, 0), most)) / most
  const floor = TOP + rows.length * ROW
  const step = most <= 150 ? 25 : 100
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step)
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}"><title>${title}</title>
${ticks.map(
  (tick) =>
    html`<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP}" y2="${floor}"/><text class="tick" x="${x(tick)}" y="${floor + 18}" text-anchor="middle">${Math.round(tick)} ${unit}</text>`,
)}
${mark === undefined ? undefined : html`<line class="mark" x1="${x(mark)}" x2="${x(mark)}" y1="${TOP}" y2="${floor}"/>`}
${rows.map((row, i) => rowOf(row, { x, y: TOP + i * ROW + ROW / 2 }))}
</svg>`
}

function rowOf(
  { name, value, interval, label }: IntervalRow,
  { x, y }: { x: (value: number) => number; y: number },
): Html {
  const [low, high] = interval.map(x) as [number, number]
  const short = name.length > 24 ? `${name.slice(0, 23)}…` : name
  return html`<text x="0" y="${y + 4}">${short}</text>
<line class="interval" x1="${low}" x2="${high}" y1="${y}" y2="${y}"/>
<line class="interval" x1="${low}" x2="${low}" y1="${y - 5}" y2="${y + 5}"/>
<line class="interval" x1="${high}" x2="${high}" y1="${y - 5}" y2="${y + 5}"/>
<circle class="dot" cx="${x(value)}" cy="${y}" r="5.5"/>
<text class="figure" x="${RIGHT + 16}" y="${y + 4}">${label}</text>`
}
