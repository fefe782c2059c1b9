/** The release: what was frozen, who settled it, and how it was split. */
import { html } from '../html.ts'
import { empty, recordedMark, type Section } from '../section.ts'
import type { Study } from '../study.ts'
import { table } from '../table.ts'
import { count, counted, range } from '../words.ts'

export function releaseSection({ release }: Study): Section {
  const title = 'Release'
  if (!release) {
    return {
      id: 'release',
      title,
      body: empty('Nothing was released yet.', 'concord release create --name NAME'),
    }
  }
  const { name, hash, pairs, byPeople, byAgreement, byPolicy, audited, splits, leaks, licences } = release
  const error = ({ n, wrong, interval }: (typeof audited)['policy']) =>
    interval === null ? 'none audited' : `${wrong} of ${n} wrong, ${range(interval)}`
  const body = html`${recordedMark(release.recorded)}
<p><strong>${name}</strong>: ${counted(pairs, 'pair')} ${release.stage === null ? '' : `of the stage ${release.stage}`}, split ${Object.entries(
    splits,
  )
    .filter(([, n]) => n > 0)
    .map(([split, n]) => `${split} ${n}`)
    .join(
      ', ',
    )}. Kin stay on one side. ${leaks.findings.length === 0 ? 'No leaks into a benchmark or split.' : `${counted(leaks.findings.length, 'warning')} of words shared with a benchmark over another database; nothing that blocks.`}</p>
<p class="hash">Hash of the content: <code>${hash}</code></p>
${table({
  caption: 'Who settled the pairs',
  columns: [{ head: 'Settled' }, { head: 'Pairs', number: true }, { head: 'Audited error, 95 %' }],
  rows: [
    ['by a reviewer', count(byPeople - byAgreement), '–'],
    ['by agreement of a person and another answer', count(byAgreement), error(audited.agreement)],
    ['by policy, without a person', count(byPolicy), error(audited.policy)],
  ],
})}
<p>Licences: ${Object.entries(licences)
    .map(([dataset, licence]) => `${dataset}: ${licence ?? 'not stated'}`)
    .join(', ')}.</p>`
  return { id: 'release', title, body }
}
