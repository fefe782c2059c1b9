/** The guidelines in words: rules, versions, and what a version did. */
import type {
  GuidelineAddReport,
  GuidelineDiffReport,
  GuidelineEffect,
  GuidelineListReport,
  GuidelineMeasureReport,
} from '../../model/guideline-report.ts'
import { RECORDED } from './recorded.ts'
import { indented, shortened, wrapped } from './wrap.ts'

export function rulesText({ version, rules, versions }: GuidelineListReport): string {
  if (rules.length === 0) return 'No rules yet. Next: concord guideline add --text TEXT'
  const waiting = rules.filter((rule) => rule.status === 'unpublished' || rule.status === 'retiring').length
  const lines = rules.map(({ id, text, scope, status, since, cases }) => {
    const about = [
      scope,
      since === null ? 'new' : `since v${since}`,
      ...(status === 'in-force' ? [] : [status]),
    ]
    if (cases.length > 0) about.push(`${cases.length} ${cases.length === 1 ? 'case' : 'cases'}`)
    return `${id}  ${about.join(' · ')}\n${indented(wrapped(text, 76), 4)}`
  })
  const history = versions.map(
    ({ version, rules, by, note }) =>
      `v${version}  ${rules} ${rules === 1 ? 'rule' : 'rules'}  ${by}${note ? `  ${shortened(note, 50)}` : ''}`,
  )
  const next = waiting > 0 ? [`Next: concord guideline publish (${waiting} not in force yet)`] : []
  return [`Guidelines v${version}`, ...lines, '', ...history, ...next].join('\n')
}

export function addedText({ rule, added, text, near }: GuidelineAddReport): string {
  const lines = [added ? `Added ${rule}: ${text}` : `Has been here: ${rule}`].map((line) => wrapped(line))
  for (const one of near) {
    lines.push(wrapped(`Nearly the same (${Math.round(one.similarity * 100)} %): ${one.rule} ${one.text}`))
  }
  if (near.length > 0) lines.push(`If it says the same: concord guideline retire ${rule}`)
  return [...lines, 'Next: concord guideline publish'].join('\n')
}

export function diffText({ from, to, added, removed, kept }: GuidelineDiffReport): string {
  const lines = [
    ...removed.map((rule) => indented(wrapped(`- ${rule.text} (${rule.scope})`, 78), 0)),
    ...added.map((rule) => indented(wrapped(`+ ${rule.text} (${rule.scope})`, 78), 0)),
  ]
  return [`v${from} to v${to}: ${added.length} new, ${removed.length} gone, ${kept} kept`, ...lines].join(
    '\n',
  )
}

export function measuredText(report: GuidelineMeasureReport): string {
  const { from, to, n, causing, untouched, rules, cost, excluded } = report
  if (n === 0) {
    return [
      `No settled question was answered by an agent under both v${from} and v${to}`,
      'Next: concord round start --anchor N repeats questions under each version',
    ].join('\n')
  }
  const lines = [
    `Disagreement with gold, v${from} to v${to}, ${n} questions answered under both`,
    effectLine('questions that caused its rules', causing),
    effectLine('all others', untouched),
  ]
  for (const rule of rules) {
    const what = rule.enough ? effectWords(rule) : `not enough data (${rule.n} of 20 cases)`
    lines.push(`  ${shortened(rule.text, 76)}`, `      ${what}`)
  }
  const usd = cost.usd === null ? 'price not known' : `$${cost.usd.toFixed(4)}`
  lines.push(`Cost of the answers under v${to}: ${cost.calls} calls, ${usd}`)
  if (excluded > 0) lines.push(`${excluded} left out: their gold no longer runs`)
  if (report.recorded) lines.push(RECORDED)
  return lines.join('\n')
}

function effectLine(what: string, effect: GuidelineEffect): string {
  return `  ${`${what} (${effect.n})`.padEnd(37)}${effectWords(effect)}`
}

function effectWords({
  n,
  before,
  after,
  difference,
  interval,
  mcnemarP,
  withinNoise,
}: GuidelineEffect): string {
  if (n === 0) return '–'
  const points = (share: number) => `${share > 0 ? '+' : ''}${(share * 100).toFixed(0)}`
  const rates = `${percent(before!)} → ${percent(after!)}`
  const noise = withinNoise ? ', noise' : ''
  return `${rates}, ${points(difference!)} (${points(interval![0])}…${points(interval![1])}) p ${mcnemarP!.toFixed(2)}${noise}`
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
