/** The verb that keeps the rules for writing SQL: adds and retires them, publishes versions, and measures what one did. */
import { mapInOrder } from '../jobs/in-order.ts'
import { nearest, UserError } from '../model/errors.ts'
import { evaluationId } from '../model/evaluation.ts'
import type { Flow } from '../model/event.ts'
import {
  type GuidelineRule,
  type GuidelineVersion,
  guidelineHash,
  guidelineRuleId,
} from '../model/guideline.ts'
import {
  GUIDELINE_MEASURE_KIND,
  type GuidelineAddReport,
  type GuidelineDiffReport,
  type GuidelineListReport,
  type GuidelineMeasureReport,
  type GuidelinePublishReport,
  type ListedRule,
} from '../model/guideline-report.ts'
import { addEvaluation } from '../store/evaluations.ts'
import {
  addRule,
  addVersion,
  type Guidelines,
  getGuidelines,
  listRetirements,
  listRules,
  listVersions,
  retireRule,
  unpublishedRules,
} from '../store/guidelines.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { type DeskBench, openDesks } from './answering/desk.ts'
import { costUnder } from './guidelines/cost.ts'
import { answeredUnderBoth, effectOf, type JudgedUnderBoth, judgeUnderBoth } from './guidelines/effect.ts'
import { likeness, NEAR } from './guidelines/likeness.ts'
import { refuseUnknownScope } from './guidelines/scope.ts'
import { questionNamed } from './lineage/question-named.ts'

type Bench = Pick<Workbench, 'store' | 'clock' | 'person'>

/** Every rule that was ever written, and every version. */
export async function list({ store }: Pick<Workbench, 'store'>): Promise<GuidelineListReport> {
  const versions = await listVersions(store.db)
  const retired = new Set((await listRetirements(store.db)).map((one) => one.rule))
  const last = versions.at(-1)
  const status = (id: string, since: number | null): ListedRule['status'] => {
    if (last?.rules.includes(id)) return retired.has(id) ? 'retiring' : 'in-force'
    return retired.has(id) || since !== null ? 'retired' : 'unpublished'
  }
  return {
    version: last?.version ?? 0,
    rules: (await listRules(store.db)).map((rule) => {
      const since = versions.find((one) => one.rules.includes(rule.id))?.version ?? null
      return { ...rule, since, status: status(rule.id, since) }
    }),
    versions: versions.map(({ version, rules, note, by, at }) => ({
      version,
      rules: rules.length,
      ...(note === undefined ? {} : { note }),
      by,
      at,
    })),
  }
}

export interface RuleSpec {
  readonly text: string
  /** `all`, `dataset:D` or `database:DB`. */
  readonly scope?: string | undefined
  readonly good?: readonly string[] | undefined
  readonly bad?: readonly string[] | undefined
  /** The questions whose disputes caused it, by id or by what others call them. */
  readonly cases?: readonly string[] | undefined
}

/** Writes a rule down; it holds from the next version on. */
export async function add({ store, clock, person }: Bench, spec: RuleSpec): Promise<GuidelineAddReport> {
  const { db } = store
  const text = spec.text.trim()
  const scope = spec.scope ?? 'all'
  if (text === '') throw new UserError('Cannot add a rule without words', 'concord guideline add --text TEXT')
  await refuseUnknownScope(db, scope)
  const cases = await Promise.all((spec.cases ?? []).map((name) => questionNamed(db, name)))
  const id = guidelineRuleId({ text, scope })
  if ((await listRetirements(db)).some((one) => one.rule === id)) {
    throw new UserError(`Cannot add "${text}": it was retired`, 'Say it in other words')
  }
  const near = (await listRules(db))
    .filter((rule) => rule.id !== id)
    .map((rule) => ({ rule: rule.id, text: rule.text, similarity: likeness(rule.text, text) }))
    .filter((one) => one.similarity >= NEAR)
    .sort((one, other) => other.similarity - one.similarity)
  const { good = [], bad = [] } = spec
  const rule = { id, text, scope, good: [...good], bad: [...bad], cases }
  const added = await addRule(db, { ...rule, by: person, at: clock().toISOString() })
  return { rule: id, added, text, scope, cases, near }
}

/** Makes the next version of the rules in force, without the retired ones, and the new ones. */
export async function publish(
  { store, clock, person }: Bench,
  { note }: { readonly note?: string | undefined } = {},
): Promise<GuidelinePublishReport> {
  return store.transaction(async (db) => {
    const before = (await getGuidelines(db))!
    const retired = new Set((await listRetirements(db)).map((one) => one.rule))
    const kept = before.rules.filter((rule) => !retired.has(rule.id))
    const fresh = await unpublishedRules(db)
    const rules = [...kept, ...fresh]
    if (fresh.length === 0 && kept.length === before.rules.length) {
      throw new UserError(
        'Cannot publish: no rule was added or retired since the last version',
        'concord guideline add --text TEXT',
      )
    }
    const one: GuidelineVersion = {
      version: before.version + 1,
      rules: rules.map((rule) => rule.id),
      hash: guidelineHash(rules),
      ...(note === undefined ? {} : { note }),
      by: person,
      at: clock().toISOString(),
    }
    if (!(await addVersion(db, one)))
      throw new UserError(`Cannot publish version ${one.version}: somebody else did meanwhile`)
    const gone = before.rules.filter((rule) => retired.has(rule.id)).map((rule) => rule.id)
    const added = fresh.map((rule) => rule.id)
    return { version: one.version, rules: rules.length, added, retired: gone, hash: one.hash }
  })
}

/** Says that the next version leaves a rule out. */
export async function retire(
  { store, clock, person }: Bench,
  id: string,
  reason: string,
): Promise<{ rule: string; retired: boolean }> {
  const rules = await listRules(store.db)
  const known = rules.map((rule) => rule.id)
  if (!known.includes(id)) {
    const near = nearest(id, known)
    const hint = near ? `Did you mean ${near}?` : 'concord guideline list names them'
    throw new UserError(`Cannot find the rule "${id}"`, hint)
  }
  const at = clock().toISOString()
  return { rule: id, retired: await retireRule(store.db, { rule: id, reason, by: person, at }) }
}

/** What one version says that another does not. */
export async function diff(
  { store }: Pick<Workbench, 'store'>,
  from: number,
  to: number,
): Promise<GuidelineDiffReport> {
  const [old, fresh] = [await versionOf(store.db, from), await versionOf(store.db, to)]
  const without = (all: Guidelines, other: Guidelines) =>
    all.rules.filter((rule) => !other.rules.some((one) => one.id === rule.id))
  const added = without(fresh, old)
  return { from, to, added, removed: without(old, fresh), kept: fresh.rules.length - added.length }
}

export interface MeasureOptions {
  readonly from: number
  readonly to: number
}

/** Questions judged at once. */
const AT_ONCE = 8

/** Cases that a rule needs for a rate of its own. */
const ENOUGH = 20

/** Holds an agent's answers under two versions against the gold: computed from what was answered, never authored. */
export async function* measure(
  bench: DeskBench & Pick<Workbench, 'seed' | 'clock'>,
  { from, to }: MeasureOptions,
): Flow<GuidelineMeasureReport> {
  const { db } = bench.store
  // The rules that the later version adds, and the questions that caused them.
  const { added } = await diff(bench, from, to)
  const causes = new Set(added.flatMap((rule) => rule.cases))
  // Every settled question that an agent answered under both.
  const all = await answeredUnderBoth(db, { from, to })
  const desks = openDesks(bench)
  const judged: JudgedUnderBoth[] = []
  let done = 0
  for await (const one of mapInOrder(all, { width: AT_ONCE, work: (each) => judgeUnderBoth(each, desks) })) {
    if (one) judged.push(one)
    done++
    yield { type: 'progress', label: 'Judging', done, total: all.length }
  }
  // Those that caused the rules apart from those that did not.
  const among = (cases: ReadonlySet<string>) => judged.filter((one) => cases.has(one.question.id))
  const effect = (of: readonly JudgedUnderBoth[]) => effectOf(of, bench.seed)
  const report: GuidelineMeasureReport = {
    from,
    to,
    n: judged.length,
    causing: effect(among(causes)),
    untouched: effect(judged.filter((one) => !causes.has(one.question.id))),
    rules: added.map((rule) => ruleEffect(rule, effect(among(new Set(rule.cases))))),
    cost: await costUnder(db, to, new Set(judged.map((one) => one.question.id))),
    excluded: all.length - judged.length,
    ...(judged.some((one) => one.recorded) ? { recorded: true as const } : {}),
  }
  // The result is kept for the report.
  const asked = { from, to, seed: bench.seed }
  const at = bench.clock().toISOString()
  const kept = { kind: GUIDELINE_MEASURE_KIND, asked, result: report }
  await addEvaluation(db, { id: evaluationId(kept), ...kept, at })
  return report
}

function ruleEffect(rule: GuidelineRule, effect: ReturnType<typeof effectOf>) {
  return { rule: rule.id, text: rule.text, ...effect, enough: effect.n >= ENOUGH }
}

/** @throws {UserError} if there is no such version */
async function versionOf(db: Db, version: number): Promise<Guidelines> {
  const found = await getGuidelines(db, version)
  if (found) return found
  const last = (await listVersions(db)).at(-1)?.version ?? 0
  throw new UserError(
    `Cannot find guideline version ${version}`,
    last === 0 ? 'None was published yet: concord guideline publish' : `The last one is ${last}`,
  )
}
