/** The guidelines that whoever answers a question is told: one version, the rules that apply, without the question's own answers. */
import { UserError } from '../../model/errors.ts'
import { type GuidelineRule, ruleApplies } from '../../model/guideline.ts'
import type { Question } from '../../model/question.ts'
import { getGuidelines } from '../../store/guidelines.ts'
import type { Db } from '../../store/tables.ts'

/** A rule as people and models are told it. */
export type ToldRule = Pick<GuidelineRule, 'id' | 'text' | 'scope' | 'good' | 'bad'>

export interface GuidelinesInForce {
  readonly version: number
  /** In the version's order. */
  rulesFor(question: Pick<Question, 'id' | 'dataset' | 'db'>): ToldRule[]
}

/**
 * The rules of a version, the last one if none is named.
 *
 * @throws {UserError} if there is no such version
 */
export async function guidelinesInForce(db: Db, version?: number): Promise<GuidelinesInForce> {
  const guidelines = await getGuidelines(db, version)
  if (!guidelines) {
    throw new UserError(
      `Cannot find guideline version ${version}`,
      'concord guideline list shows what was published',
    )
  }
  return {
    version: guidelines.version,
    rulesFor: (question) =>
      guidelines.rules
        .filter((rule) => ruleApplies(rule, question))
        .map((rule) => toldRule(rule, question.id)),
  }
}

/** A rule's examples may be the very answers of the question that caused it, so there they are left out. */
function toldRule({ id, text, scope, good, bad, cases }: GuidelineRule, question: string): ToldRule {
  return cases.includes(question)
    ? { id, text, scope, good: [], bad: [] }
    : { id, text, scope, good: [...good], bad: [...bad] }
}

/** Rules as a text for a model; '' for none. */
export function guidelinesText(rules: readonly ToldRule[]): string {
  return rules
    .map(({ text, good, bad }, i) =>
      [
        `${i + 1}. ${text.trim()}`,
        ...good.map((sql) => `   Good: ${sql}`),
        ...bad.map((sql) => `   Bad: ${sql}`),
      ].join('\n'),
    )
    .join('\n')
}
