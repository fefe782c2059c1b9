/** The end of the demo for a person: what happened, where it lies, and what to do with a database of one's own. */
import { join, relative } from 'node:path'
import type { DemoReport, DemoRound } from '../../model/demo.ts'
import { RECORDED } from './recorded.ts'

/** Ten lines of at most 80 columns, where the folder's path is short. */
export function demoText({ workspace, release, rounds, stages, report }: DemoReport): string {
  const { pairs, byPeople, byAgreement, byPolicy } = release
  const [first, last] = [rounds[0]!, rounds.at(-1)!]
  const settled = `${byPeople - byAgreement} by review, ${byAgreement} by agreement, ${byPolicy} by policy`
  const same = `On the same ${last.anchor?.n ?? 0} questions agent and people disagreed`
  return [
    `! ${RECORDED}`,
    `${pairs} of ${stages.at(-1)!.size} questions are settled: ${settled}.`,
    `${same} in ${anchorText(first)}`,
    `under guidelines ${first.guidelineVersion}, in ${anchorText(last)} under ${last.guidelineVersion} (95 % intervals).`,
    `Report   ${fromHere(report)} (one file, needs no network)`,
    `Release  ${release.name} in ${fromHere(join(workspace, 'exports'))}, with the hash`,
    `         ${release.hash}`,
    `Look in  cd ${fromHere(workspace)}, then concord status or concord augment undecided`,
    'Your own databases: concord init DIR, name a model in DIR/concord.yaml, then in',
    'DIR concord source add NAME sqlite:FILE, concord author next, concord status.',
  ].join('\n')
}

function anchorText({ anchor }: DemoRound): string {
  if (!anchor || anchor.rate === null) return 'none'
  const [low, high] = anchor.interval.map((one) => (100 * one).toFixed(0))
  return `${(100 * anchor.rate).toFixed(0)} % (${low}–${high})`
}

/** A path as one would type it here. */
function fromHere(path: string): string {
  const short = relative(process.cwd(), path)
  return short.startsWith('..') || short === '' ? path : short
}
