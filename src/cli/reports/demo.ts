/** The end of the demo for a person: what happened, where it lies, and what to do with a database of one's own. */
import { join, relative } from 'node:path'
import type { DemoReport } from '../../model/demo.ts'
import { RECORDED } from './recorded.ts'

/** Ten lines of at most 80 columns, where the folder's path is short. */
export function demoText({ workspace, release, rounds, guidelines, stages, report }: DemoReport): string {
  const { pairs, byPeople, byAgreement, byPolicy } = release
  const settled = `${byPeople - byAgreement} by review, ${byAgreement} by agreement, ${byPolicy} by policy`
  return [
    `! ${RECORDED}`,
    `${pairs} of ${stages.at(-1)!.size} questions are settled: ${settled}.`,
    `It took ${rounds.length} rounds and ${guidelines.length + 1} versions of guidelines; what each version did, or did`,
    'not, stands in the report with its interval.',
    `Report   ${fromHere(report)} (one file, needs no network)`,
    `Release  ${release.name} in ${fromHere(join(workspace, 'exports'))}, with the hash`,
    `         ${release.hash}`,
    `Look in  cd ${fromHere(workspace)}, then concord status or concord augment undecided`,
    'Your own databases: concord init DIR, name a model in DIR/concord.yaml, then in',
    'DIR concord source add NAME sqlite:FILE, concord author next, concord status.',
  ].join('\n')
}

/** A path as one would type it here. */
function fromHere(path: string): string {
  const short = relative(process.cwd(), path)
  return short.startsWith('..') || short === '' ? path : short
}
