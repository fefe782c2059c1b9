/** A measure as text for a terminal of 80 columns: each stage, at one size, and what changed, with its doubt. */
import type { MeasureReport, StageChange, StageMeasure } from '../../model/measure.ts'
import { tableText } from '../table.ts'

export function measureText({ stages, changes }: MeasureReport): string {
  const sections = [
    'As they are',
    rawTable(stages),
    ...(stages.length > 1
      ? [
          `At one size: what ${whole(smallestOf(stages))} queries drawn from each stage show`,
          rarefiedTable(stages),
        ]
      : []),
    ...changes.flatMap((change) => [`${change.from} → ${change.to}`, changeTable(change)]),
    ...notes(stages),
  ]
  return sections.join('\n\n')
}

type Line = readonly [string, (stage: StageMeasure) => string]

function rawTable(stages: readonly StageMeasure[]): string {
  const lines: readonly Line[] = [
    ['Questions', ({ n }) => whole(n)],
    ['  with SQL', ({ withSql }) => whole(withSql)],
    ['Mean cosine, ± 95 %', ({ cosine }) => withError(cosine.mean, cosine.jackknifeError)],
    ['  within a database', ({ cosine }) => decimal(cosine.withinDatabase)],
    ['  near duplicates', ({ cosine }) => percent(cosine.nearDuplicates)],
    ['Tables used', ({ tables }) => coverage(tables)],
    ['Columns used', ({ columns }) => coverage(columns)],
    ['  queries with *', ({ columns }) => whole(columns.starQueries)],
    [`Patterns (${stages[0]?.patterns.level})`, ({ patterns }) => whole(patterns.unique)],
    ['  not parsed', ({ patterns }) => whole(patterns.unparsed)],
    ['Entropy, bits', ({ patterns }) => decimal(patterns.entropy)],
    ['  2^entropy', ({ patterns }) => patterns.perplexity.toFixed(1)],
    ['  evenness', ({ patterns }) => decimal(patterns.evenness)],
  ]
  return stageTable(lines, stages)
}

function rarefiedTable(stages: readonly StageMeasure[]): string {
  const lines: readonly Line[] = [
    ['Patterns', ({ rarefied }) => around(rarefied.unique.mean, rarefied.unique.interval, 1)],
    ['Entropy, bits', ({ rarefied }) => around(rarefied.entropy, rarefied.intervals.entropy, 2)],
    ['Tables used', ({ rarefied }) => around(rarefied.tables, rarefied.intervals.tables, 1)],
    ['Columns used', ({ rarefied }) => around(rarefied.columns, rarefied.intervals.columns, 1)],
  ]
  return stageTable(lines, stages)
}

/** So many stages go side by side; further ones go below. */
const BESIDE = 3

function stageTable(lines: readonly Line[], stages: readonly StageMeasure[]): string {
  const blocks: string[] = []
  for (let from = 0; from < stages.length; from += BESIDE) {
    const shown = stages.slice(from, from + BESIDE)
    blocks.push(
      textTable(
        ['', ...shown.map(({ name, complete }) => `${shortened(name)}${complete ? '' : ' *'}`)],
        lines.map(([label, of]) => [label, ...shown.map(of)]),
      ),
    )
  }
  return blocks.join('\n\n')
}

function changeTable({ raw, rarefied }: StageChange): string {
  const figures = [
    ['Questions', raw.questions, undefined],
    ['Mean cosine', raw.cosine, undefined],
    ['Tables used', raw.tables, rarefied.tables],
    ['Columns used', raw.columns, rarefied.columns],
    ['Patterns', raw.patterns, rarefied.patterns],
    ['Entropy', raw.entropy, rarefied.entropy],
  ] as const
  const rows = figures.map(([label, own, atOneSize]) => [
    label,
    signed(own.percent),
    atOneSize ? signed(atOneSize.percent) : '',
    atOneSize?.interval ? `${signed(atOneSize.interval[0])} … ${signed(atOneSize.interval[1])}` : '',
    atOneSize?.interval ? verdict(atOneSize.interval) : '',
  ])
  return textTable(['', 'As is %', 'At one size %', '95 %', ''], rows)
}

function verdict([low, high]: readonly [number, number]): string {
  return low <= 0 && high >= 0 ? 'within noise' : ''
}

function notes(stages: readonly StageMeasure[]): string[] {
  const incomplete = stages.filter(({ complete }) => !complete).map(({ name }) => name)
  const unresolved = stages.flatMap(({ columns }) => columns.unresolved)
  const small = smallestOf(stages)
  const said = [
    incomplete.length > 0 &&
      `* Incomplete: fewer than 95 % of the questions have SQL (${incomplete.join(', ')}).\n  What is made from SQL is of that part only.`,
    stages.length > 1 &&
      'Patterns, entropy and coverage grow with the number of queries: compare stages\nat one size. Stages that share queries differ more surely than intervals say.',
    small > 0 &&
      small < 100 &&
      `Only ${small} queries in the smallest stage: small differences mean nothing.`,
    unresolved.length > 0 &&
      `Names that the databases lack, ${new Set(unresolved).size}: ${[...new Set(unresolved)].slice(0, 5).join(', ')}${unresolved.length > 5 ? ', …' : ''}`,
    `Embedding: ${stages[0]?.cosine.model}`,
  ]
  return said.filter((text) => text !== false)
}

function smallestOf(stages: readonly StageMeasure[]): number {
  return Math.min(...stages.map(({ rarefied }) => rarefied.n).filter((n) => n > 0), Number.MAX_SAFE_INTEGER)
}

function textTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = heads.map((name, i) => ({ name, type: i === 0 || i === 4 ? 'text' : 'real' }))
  return tableText({ columns, rows }, { colour: process.stdout.isTTY })
}

function coverage({ used, total, share }: { used: number; total: number; share: number }): string {
  return `${whole(used)} of ${whole(total)}, ${(100 * share).toFixed(0)} %`
}

function around(mean: number, [low, high]: readonly [number, number], digits: number): string {
  return `${mean.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`
}

function withError(mean: number | null, error: number | null): string {
  return error === null ? decimal(mean) : `${decimal(mean)} ± ${(1.96 * error).toFixed(3)}`
}

function decimal(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function signed(value: number | null): string {
  return value === null ? '–' : `${value > 0 ? '+' : value < 0 ? '−' : '±'}${Math.abs(value).toFixed(1)}`
}

function whole(value: number): string {
  return value.toLocaleString('en-US')
}

function shortened(name: string): string {
  return name.length > 17 ? `${name.slice(0, 16)}…` : name
}
