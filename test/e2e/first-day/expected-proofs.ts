/** What has to be proven of each attempt of a pipeline, told from the table of answers. */
import type { Answered } from './day-server.ts'
import { counted } from './expected.ts'
import type { Knowledge, Required } from './knowledge.ts'
import type { Known } from './known.ts'
import type { OwnJudge } from './own-judge.ts'
import { SEEDS } from './seeds.ts'

/** `undecided`, `proven`, or the reason for which an attempt is refuted. */
export type Verdict = string

export interface ExpectedProofs {
  readonly tried: number
  readonly byVerdict: Readonly<Record<Verdict, number>>
}

export type PipelineRole = 'complexity' | 'semantic' | 'syntactic'

/** @param answers of the server: they tell which attempts were drawn */
export function expectedProofs(
  role: PipelineRole,
  answers: readonly Answered[],
  tools: { readonly knowledge: Knowledge; readonly judge: OwnJudge },
): ExpectedProofs {
  // One answer an attempt: the same columns may be drawn twice, with another style.
  const attempts = new Map(answers.filter((one) => one.role === role).map((one) => [one.key, one.about]))
  const verdicts = [...attempts.values()].map((about) => RULES[role](about, tools))
  return { tried: attempts.size, byVerdict: counted(verdicts) }
}

type Rule = (about: string, tools: { knowledge: Knowledge; judge: OwnJudge }) => Verdict

const RULES: Readonly<Record<PipelineRole, Rule>> = {
  complexity(about, { knowledge, judge }) {
    const [parent, child] = [knowledge.of(about), knowledge.harder(about)]
    if (child.analyst !== undefined || isUnclear(parent)) return 'undecided'
    return judge.isRight(parent.db, parent.right, child.right, false) ? 'same-result' : 'proven'
  },
  semantic(about, { knowledge }) {
    const known = knowledge.about(JSON.parse(about) as Required[])
    if (known.analyst !== undefined) return 'undecided'
    return known.right.startsWith('SELECT COUNT(*)') ? 'column-not-used' : 'proven'
  },
  syntactic(about, { knowledge }) {
    const [parent, child] = [knowledge.of(about), knowledge.reworded(about)]
    if (child.text.startsWith(parent.text)) return 'near-copy'
    if (child.analyst !== undefined || isUnclear(parent)) return 'undecided'
    return child.right === parent.right ? 'proven' : 'meaning-changed'
  },
}

/** Nobody gave the parent's query, and those who are asked for it differ. */
function isUnclear({ text, analyst }: Known): boolean {
  const given = SEEDS.some((seed) => seed.text === text && seed.withSql === true)
  return analyst !== undefined && !given
}
