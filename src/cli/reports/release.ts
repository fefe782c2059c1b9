/** A release as text for a terminal of 80 columns: what is in it, who settled it, and what to do next. */
import type { AuditedError, ReleaseDiff, ReleaseReport, ReleaseVerification } from '../../model/release.ts'
import { RECORDED } from './recorded.ts'

export function releaseLine({ name, pairs, hash, at, recorded }: ReleaseReport): string {
  const mark = recorded ? ', recorded example answers' : ''
  return `${name}: ${count(pairs, 'pair')}, ${hash.slice(0, 12)}, ${at.slice(0, 10)}${mark}`
}

export function releaseText(report: ReleaseReport): string {
  const { name, hash, pairs, byPeople, byAgreement, byPolicy, splits, stage, unsettled } = report
  const sides = Object.entries(splits).filter(([, n]) => n > 0)
  const warned = report.leaks.findings.length
  const lines = [
    `Release ${name}: ${count(pairs, 'pair')}${stage === null ? '' : ` of the stage ${stage}`}`,
    `  hash          ${hash}`,
    `  splits        ${sides.map(([split, n]) => `${split} ${n}`).join(', ')}`,
    `  by people     ${byPeople}, ${byAgreement} of them by agreement${audit(report.audited.agreement)}`,
    `  by policy     ${byPolicy}${byPolicy > 0 ? audit(report.audited.policy) : ''}`,
    `  guidelines    ${report.guidelineVersions.map((version) => `v${version}`).join(', ')}`,
    `  leaks         none that block${warned > 0 ? `, ${count(warned, 'warning')}` : ''}`,
    `  licences      ${licences(report)}`,
    ...(unsettled > 0 ? [`${count(unsettled, 'question')} not settled: left out`] : []),
    ...(report.recorded ? [`! ${RECORDED}`] : []),
    `Next: concord export chat --release ${name} --out DIR`,
  ]
  return lines.join('\n')
}

function audit({ n, wrong, interval }: AuditedError): string {
  if (interval === null) return ' (none audited)'
  const [low, high] = interval.map((share) => (100 * share).toFixed(0))
  return ` (audited: ${wrong} of ${n} wrong, ${low} … ${high} %)`
}

function licences({ licences }: ReleaseReport): string {
  const stated = Object.entries(licences).filter(([, licence]) => licence !== null)
  if (stated.length === 0) return 'not stated'
  return stated.map(([dataset, licence]) => `${dataset}: ${licence}`).join(', ')
}

export function diffText({ from, to, added, removed, changed, same }: ReleaseDiff): string {
  const list = (head: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : [`${head} ${ids.length}:`, ...ids.slice(0, 20).map((id) => `  ${id}`)]
  return [
    `${from} → ${to}: ${added.length} added, ${removed.length} removed, ${changed.length} changed, ${same} the same`,
    ...list('Added', added),
    ...list('Removed', removed),
    ...list(
      'Changed',
      changed.map(({ id, members }) => `${id} (${members.join(', ')})`),
    ),
  ].join('\n')
}

export function verificationText({ name, ok, hash, computed, pairs }: ReleaseVerification): string {
  if (ok) return `${name} is as it was frozen: ${count(pairs, 'pair')}, ${hash}`
  return `${name} is NOT as it was frozen: ${hash} was written down, its pairs give ${computed}`
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`
}
