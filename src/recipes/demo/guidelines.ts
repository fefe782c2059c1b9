/** The demo's guidelines: versions that are published as its rounds go on, and what each of them did. */
import { draft } from '../../flow/draft.ts'
import { add, list, measure, publish, retire } from '../../flow/guideline.ts'
import type { Flow } from '../../model/event.ts'
import type { GuidelineMeasureReport } from '../../model/guideline-report.ts'
import type { Example } from './example.ts'
import { idOf, keyedQuestions } from './keys.ts'
import { actingAs, type Bench, working } from './step.ts'

/** The reviewer, who settles disputes and writes the rules that would have prevented them. */
export const REVIEWER = 'ines'

/** Publishes every version up to one, as far as that is not done. */
export async function publishUpTo(bench: Bench, example: Example, wanted: number): Promise<void> {
  const reviewer = actingAs(bench, REVIEWER)
  const { rules, versions } = example.guidelines
  const published = (await list(bench)).version
  for (const one of versions.filter(({ version }) => version > published && version <= wanted)) {
    const before = versions.find(({ version }) => version === one.version - 1)?.rules ?? []
    const ids = await addRules(reviewer, example, [...before, ...one.rules])
    for (const rule of before.filter((id) => !one.rules.includes(id))) {
      await retire(reviewer, ids.get(rule)!, `Gives way to another rule in version ${one.version}`)
    }
    const fresh = rules.filter(({ id }) => one.rules.includes(id) && !before.includes(id))
    if (fresh.length > 0) await publish(reviewer, { note: one.note })
  }
}

/** Writes rules down; those that are there stay as they are. */
async function addRules(
  reviewer: Bench,
  example: Example,
  wanted: readonly string[],
): Promise<Map<string, string>> {
  const questions = keyedQuestions(example)
  const ids = new Map<string, string>()
  for (const { id, cases, ...rule } of example.guidelines.rules.filter((one) => wanted.includes(one.id))) {
    const added = await add(reviewer, { ...rule, cases: cases.map((key) => idOf(questions, key)) })
    ids.set(id, added.rule)
  }
  return ids
}

/**
 * Has the questions of earlier rounds answered under a later version too, so that what it did can be told.
 *
 * @param rounds whose questions are asked
 */
export async function* answerUnder(bench: Bench, version: number, rounds: readonly number[]): Flow<number> {
  let drafted = 0
  for (const round of rounds) {
    const report = yield* working(draft(bench, { strategy: 'agent', round, guidelines: version }))
    drafted += report.drafted
  }
  return drafted
}

/** What each version did against the one before it. */
export async function* effects(bench: Bench, { guidelines }: Example): Flow<GuidelineMeasureReport[]> {
  const reports: GuidelineMeasureReport[] = []
  for (const { version } of guidelines.versions.slice(1)) {
    reports.push(yield* working(measure(bench, { from: version - 1, to: version })))
  }
  return reports
}
