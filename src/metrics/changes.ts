/** What changed from one stage to another, as the figures are and at one size. */
import type { StageChange, StageMeasure } from '../model/measure.ts'
import { percentiles } from '../stats/cluster-bootstrap.ts'
import type { Rarefied, RarefiedFigure } from './rarefaction.ts'

interface Row {
  readonly stage: StageMeasure
  readonly rarefied: Rarefied
}

/** Each stage against the one before, and of three or more the last against the first. */
export function changesOf(rows: readonly Row[]): StageChange[] {
  const steps = rows.slice(1).map((to, i) => changeOf(rows[i]!, to))
  return rows.length > 2 ? [...steps, changeOf(rows[0]!, rows.at(-1)!)] : steps
}

function changeOf(a: Row, b: Row): StageChange {
  const raw = (figure: (stage: StageMeasure) => number | null) => percentOf(figure(a.stage), figure(b.stage))
  const rarefied = (figure: RarefiedFigure) => rarefiedChange(a.rarefied, b.rarefied, figure)
  return {
    from: a.stage.name,
    to: b.stage.name,
    raw: {
      questions: raw((stage) => stage.n),
      cosine: raw((stage) => stage.cosine.mean),
      tables: raw((stage) => stage.tables.used),
      columns: raw((stage) => stage.columns.used),
      patterns: raw((stage) => stage.patterns.unique),
      entropy: raw((stage) => stage.patterns.entropy),
    },
    rarefied: {
      patterns: rarefied('unique'),
      entropy: rarefied('entropy'),
      tables: rarefied('tables'),
      columns: rarefied('columns'),
    },
  }
}

/**
 * The change at one size, with the 95 % interval of its percentage. The two stages are drawn independently; where
 * they share queries the interval is wider than it need be.
 */
function rarefiedChange(
  a: Rarefied,
  b: Rarefied,
  figure: RarefiedFigure,
): StageChange['rarefied']['patterns'] {
  const change = percentOf(a.expected[figure], b.expected[figure])
  const [before, after] = [a.resampled[figure], b.resampled[figure]]
  const drawn = before
    .slice(0, after.length)
    .map((value, r) => 100 * (after[r]! / value - 1))
    .filter(Number.isFinite)
  if (change.percent === null || drawn.length === 0) return { ...change, interval: null }
  const [low, high] = percentiles(drawn)
  return { ...change, interval: [low, high] }
}

function percentOf(from: number | null, to: number | null): StageChange['raw']['cosine'] {
  const known = from !== null && to !== null && from !== 0
  return { from, to, percent: known ? 100 * (to / from - 1) : null }
}
