/** The stages: how big each is, what was replaced and added, and why attempts were rejected. */
import { html } from '../html.ts'
import { empty, recordedMark, type Section } from '../section.ts'
import type { StageRow, Study } from '../study.ts'
import { table } from '../table.ts'
import { count } from '../words.ts'

export function stagesSection({ stages, recorded }: Study): Section {
  const title = 'Stages'
  if (stages.length === 0) return { id: 'stages', title, body: empty('No stage yet.', 'concord author next') }
  const widened = stages.filter((stage) => stage.tried > 0)
  const body = html`<p>Each stage is whole: it holds what it took over unchanged, what stands in for a question of the stage before, and what was added. An attempt counts only if its claim was proven by running queries, or a person accepted it.</p>
${recordedMark(recorded)}${sizes(stages)}${widened.length > 0 ? rejections(widened) : undefined}`
  return { id: 'stages', title, body }
}

function sizes(stages: readonly StageRow[]) {
  return table({
    caption: 'Questions in each stage, and what became of the attempts that made it',
    columns: [
      { head: 'Stage' },
      ...['Questions', 'Replaced', 'Added', 'Tried', 'Accepted', 'Undecided', 'Rejected'].map((head) => ({
        head,
        number: true,
      })),
    ],
    rows: stages.map((stage) => {
      const seeds = stage.pipeline === 'seed'
      const rejected = Object.values(stage.rejected).reduce((sum, n) => sum + n, 0)
      const figures = [stage.replaced, stage.added, stage.tried, stage.accepted, stage.undecided, rejected]
      return [stage.stage, count(stage.size), ...figures.map((n) => (seeds ? '–' : count(n)))]
    }),
  })
}

function rejections(stages: readonly StageRow[]) {
  const reasons = [...new Set(stages.flatMap((stage) => Object.keys(stage.rejected)))].sort()
  if (reasons.length === 0) return undefined
  return table({
    caption: 'Why attempts were rejected',
    columns: [{ head: 'Reason' }, ...stages.map(({ stage }) => ({ head: stage, number: true }))],
    rows: reasons.map((reason) => [reason, ...stages.map(({ rejected }) => count(rejected[reason] ?? 0))]),
  })
}
