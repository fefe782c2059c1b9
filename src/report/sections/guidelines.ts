/** What each guideline version did: the same agent on the same questions before and after, held against the gold. */
import type { GuidelineEffect } from '../../model/guideline-report.ts'
import { html } from '../html.ts'
import { empty, recordedMark, type Section } from '../section.ts'
import type { Study } from '../study.ts'
import { groupedTable, type TableRow } from '../table.ts'
import { count, percent, points, pointsRange, pValue } from '../words.ts'

export function guidelinesSection({ guidelines, rules }: Study): Section {
  const title = 'What guidelines did'
  if (rules.length === 0) {
    return { id: 'guidelines', title, body: empty('No guideline yet.', 'concord guideline add --text TEXT') }
  }
  const measured = guidelines.filter((one) => one.n > 0)
  const body = html`${recordedMark(measured.some((one) => one.recorded))}
<p>Disagreement with the gold, of questions that the same agent answered under both versions. Below zero helps. Within noise: the interval holds zero, or so few questions cannot show a change of this size; then the version is not shown to do anything.</p>
${measured.length > 0 ? effectsTable(measured) : empty('No question was answered under two versions yet.', 'concord draft --guidelines N')}
<h3>The rules</h3>${rules.map(({ version, texts }) => html`<h4>Version ${version}</h4>${texts.length > 0 ? html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>` : html`<p>No new rule.</p>`}`)}`
  return { id: 'guidelines', title, body }
}

function effectsTable(measured: Study['guidelines']) {
  return groupedTable({
    caption: 'Disagreement with the gold before and after each version; changes in points',
    columns: [
      { head: 'Questions' },
      ...['n', 'Before', 'After', 'Change', '95 %', 'McNemar p'].map((head) => ({ head, number: true })),
      { head: '' },
    ],
    groups: measured.map(({ from, to, causing, untouched }) => ({
      head: `Version ${from} → ${to}`,
      rows: [effectRow('that caused its rules', causing), effectRow('untouched by them', untouched)],
    })),
  })
}

function effectRow(which: string, effect: GuidelineEffect): TableRow {
  const { n, before, after, difference, interval, mcnemarP, withinNoise } = effect
  const change = difference === null ? null : 100 * difference
  const figures = [percent(before), percent(after), points(change), pointsRange(interval), pValue(mcnemarP)]
  return [which, count(n), ...figures, withinNoise ? 'within noise' : '']
}
