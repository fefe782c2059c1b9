/** Each guideline version against the one before: its new rules, and what it did, computed from stored answers. */
import { mapInOrder } from '../../jobs/in-order.ts'
import type { GuidelineRule } from '../../model/guideline.ts'
import type { GuidelineMeasureReport } from '../../model/guideline-report.ts'
import type { Study } from '../../report/study.ts'
import { listRules, listVersions } from '../../store/guidelines.ts'
import type { Db } from '../../store/tables.ts'
import type { Desks } from '../answering/desk.ts'
import { answeredUnderBoth, effectOf, type JudgedUnderBoth, judgeUnderBoth } from '../guidelines/effect.ts'

export interface Reading {
  readonly db: Db
  readonly desks: Desks
  readonly seed: number
}

/** Questions judged at once. */
const AT_ONCE = 8

export async function guidelineEffects(reading: Reading): Promise<Pick<Study, 'guidelines' | 'rules'>> {
  const { db } = reading
  const byId = new Map((await listRules(db)).map((rule) => [rule.id, rule]))
  const versions = await listVersions(db)
  const guidelines: GuidelineMeasureReport[] = []
  const rules: Study['rules'][number][] = []
  for (const [i, { version, rules: ids }] of versions.entries()) {
    const before = versions[i - 1]
    const added = ids.flatMap((id) => (before?.rules.includes(id) ? [] : (byId.get(id) ?? [])))
    rules.push({ version, texts: added.map((rule) => rule.text) })
    guidelines.push(await effectFrom(before?.version ?? 0, { to: version, added }, reading))
  }
  return { guidelines, rules }
}

async function effectFrom(
  from: number,
  { to, added }: { to: number; added: readonly GuidelineRule[] },
  { db, desks, seed }: Reading,
): Promise<GuidelineMeasureReport> {
  const causes = new Set(added.flatMap((rule) => rule.cases))
  const all = await answeredUnderBoth(db, { from, to })
  const judged: JudgedUnderBoth[] = []
  for await (const one of mapInOrder(all, { width: AT_ONCE, work: (each) => judgeUnderBoth(each, desks) })) {
    if (one) judged.push(one)
  }
  const effect = (caused: boolean) =>
    effectOf(
      judged.filter((one) => causes.has(one.question.id) === caused),
      seed,
    )
  return {
    ...{ from, to, n: judged.length, causing: effect(true), untouched: effect(false), rules: [] },
    cost: { calls: 0, inputTokens: 0, outputTokens: 0, usd: null },
    excluded: all.length - judged.length,
    ...(judged.some((one) => one.recorded) ? { recorded: true as const } : {}),
  }
}
