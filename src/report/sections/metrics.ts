/** The four metrics of each stage, as they are and at one size, and what changed. */
import type { StageChange, StageMeasure } from '../../model/measure.ts'
import { html } from '../html.ts'
import { empty, recordedMark, type Section } from '../section.ts'
import type { Study } from '../study.ts'
import { groupedTable, table } from '../table.ts'
import { count, decimal, percent, points } from '../words.ts'

export function metricsSection({ measure }: Study): Section {
  const title = 'Variety and coverage'
  if (!measure) return { id: 'metrics', title, body: empty('Nothing was measured yet.', 'concord measure') }
  const { stages, changes } = measure
  const { settled, agent, author, none } = measure.sqlFrom
  const incomplete = stages.filter((stage) => !stage.complete).map((stage) => stage.name)
  const body = html`${recordedMark(measure.recorded)}
<p>The SQL of a question is its settled gold (${count(settled)}), else the agent’s answer (${count(agent)}), else its author’s (${count(author)}); ${count(none)} have none. More questions alone raise every count, so the second table compares the stages at one size.</p>
${incomplete.length > 0 ? html`<p class="warning">Incomplete, with SQL for fewer than 95 % of the questions: ${incomplete.join(', ')}.</p>` : undefined}
${rawTable(stages)}${stages.length > 1 ? rarefiedTable(stages) : undefined}${changes.length > 0 ? changesTable(changes) : undefined}`
  return { id: 'metrics', title, body }
}

type Line = readonly [head: string, of: (stage: StageMeasure) => string]

const RAW: readonly Line[] = [
  ['Questions', ({ n }) => count(n)],
  ['with SQL', ({ withSql }) => count(withSql)],
  ['Mean cosine of questions', ({ cosine }) => decimal(cosine.mean)],
  ['Near duplicates', ({ cosine }) => percent(cosine.nearDuplicates)],
  ['Tables used', ({ tables }) => `${count(tables.used)} of ${count(tables.total)}`],
  ['Columns used', ({ columns }) => `${count(columns.used)} of ${count(columns.total)}`],
  ['Unique SQL patterns', ({ patterns }) => count(patterns.unique)],
  ['Shannon entropy, bits', ({ patterns }) => decimal(patterns.entropy)],
]

const RAREFIED: readonly Line[] = [
  ['Unique SQL patterns', ({ rarefied: { unique } }) => within(unique.mean, unique.interval, 1)],
  ['Shannon entropy, bits', ({ rarefied: { entropy, intervals } }) => within(entropy, intervals.entropy, 2)],
  ['Tables used', ({ rarefied: { tables, intervals } }) => within(tables, intervals.tables, 1)],
  ['Columns used', ({ rarefied: { columns, intervals } }) => within(columns, intervals.columns, 1)],
]

function within(mean: number, [low, high]: readonly [number, number], digits: number): string {
  return `${decimal(mean, digits)} (${decimal(low, digits)} … ${decimal(high, digits)})`
}

function rawTable(stages: readonly StageMeasure[]) {
  return linesTable('Each stage as it is', RAW, stages)
}

function rarefiedTable(stages: readonly StageMeasure[]) {
  const n = Math.min(...stages.map((stage) => stage.rarefied.n).filter((size) => size > 0))
  return linesTable(`What ${count(n)} queries drawn from each stage show (95 %)`, RAREFIED, stages)
}

function linesTable(caption: string, lines: readonly Line[], stages: readonly StageMeasure[]) {
  return table({
    caption,
    columns: [{ head: '' }, ...stages.map(({ name }) => ({ head: name, number: true }))],
    rows: lines.map(([head, of]) => [head, ...stages.map(of)]),
  })
}

const CHANGED = [
  ['patterns', 'Unique SQL patterns'],
  ['entropy', 'Shannon entropy'],
  ['tables', 'Tables used'],
  ['columns', 'Columns used'],
] as const

function changesTable(changes: readonly StageChange[]) {
  return groupedTable({
    caption: 'What changed, in percent: as it is, and at one size with its 95 % interval',
    columns: [
      { head: 'Figure' },
      ...['As it is', 'At one size', '95 %'].map((head) => ({ head, number: true })),
    ],
    groups: changes.map((change) => ({
      head: `${change.from} → ${change.to}`,
      rows: CHANGED.map(([key, name]) => {
        const { percent, interval } = change.rarefied[key]
        const around = interval ? `${points(interval[0])} … ${points(interval[1])}` : '–'
        return [name, points(change.raw[key].percent), points(percent), around]
      }),
    })),
  })
}
