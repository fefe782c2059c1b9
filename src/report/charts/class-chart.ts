/** What became of each round's comparisons, class by class, as one bar a round. */
import { CLASSES, type PairClass } from '../../model/agreement.ts'
import { type Html, html } from '../html.ts'

export type ClassCounts = Readonly<Partial<Record<PairClass, number>>>

export interface ClassRow {
  readonly round: number
  readonly counts: ClassCounts
}

const WIDTH = 720
const LEFT = 74
const RIGHT = 690
const ROW = 40

/** The classes that occur, agreement last. */
export function classesIn(rows: readonly ClassRow[]): PairClass[] {
  const found = CLASSES.filter((one) => rows.some(({ counts }) => counts[one]))
  return [...found.filter((one) => !isAgreement(one)), ...found.filter(isAgreement)]
}

export function isAgreement(one: PairClass): boolean {
  return one.startsWith('same-') && one !== 'same-on-shipped-only'
}

export function classChart(rows: readonly ClassRow[]): Html {
  const classes = classesIn(rows)
  const title = 'Comparisons of each round by class'
  const tone = (one: PairClass) =>
    isAgreement(one) ? 'tone-same' : `tone-${classes.filter((each) => !isAgreement(each)).indexOf(one) % 6}`
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${rows.length * ROW + 6}" role="img" aria-label="${title}"><title>${title}</title>
${rows.map((row, i) => bar(row, { classes, tone, y: i * ROW + 6 }))}
</svg><ul class="legend" aria-hidden="true">${classes.map((one) => html`<li><span class="swatch ${tone(one)}"></span>${one}</li>`)}</ul>`
}

interface Bar {
  readonly classes: readonly PairClass[]
  readonly tone: (one: PairClass) => string
  readonly y: number
}

function bar({ round, counts }: ClassRow, { classes, tone, y }: Bar): Html {
  const total = classes.reduce((sum, one) => sum + (counts[one] ?? 0), 0)
  let from = LEFT
  const pieces = classes.flatMap((one) => {
    const n = counts[one] ?? 0
    if (n === 0) return []
    const width = ((RIGHT - LEFT) * n) / total
    const x = from
    from += width
    const figure =
      width > 22
        ? html`<text class="inside" x="${x + width / 2}" y="${y + 18}" text-anchor="middle">${n}</text>`
        : undefined
    return [
      html`<g><title>${one}: ${n} of ${total}</title><rect class="${tone(one)}" x="${x}" y="${y}" width="${Math.max(width - 1.5, 0.5)}" height="26"/>${figure}</g>`,
    ]
  })
  return html`<text x="0" y="${y + 18}">Round ${round}</text>${pieces}`
}
