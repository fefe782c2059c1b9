/** Guideline rules and versions in the store. */
import {
  type GuidelineRetirement,
  type GuidelineRule,
  type GuidelineVersion,
  guidelineRetirement,
  guidelineRule,
  guidelineVersion,
} from '../model/guideline.ts'
import { addRow } from './add.ts'
import { codecOf } from './codec.ts'
import type { Db } from './tables.ts'

const rules = codecOf(guidelineRule)
const retirements = codecOf(guidelineRetirement)
const versions = codecOf(guidelineVersion)

/** False if a rule of the same words and scope is there. */
export function addRule(db: Db, one: GuidelineRule): Promise<boolean> {
  return addRow(db, 'guidelineRules', rules.toRow(one))
}

/** False if it was retired before. */
export function retireRule(db: Db, one: GuidelineRetirement): Promise<boolean> {
  return addRow(db, 'guidelineRetirements', retirements.toRow(one))
}

/** Every rule that was ever written, in the order of arrival. */
export async function listRules(db: Db): Promise<GuidelineRule[]> {
  const rows = await db.selectFrom('guidelineRules').selectAll().orderBy('seq').execute()
  return rows.map(rules.fromRow)
}

export async function listRetirements(db: Db): Promise<GuidelineRetirement[]> {
  const rows = await db.selectFrom('guidelineRetirements').selectAll().orderBy('rule').execute()
  return rows.map(retirements.fromRow)
}

/** False if somebody else published this version meanwhile. */
export function addVersion(db: Db, one: GuidelineVersion): Promise<boolean> {
  return addRow(db, 'guidelineVersions', versions.toRow(one))
}

/** Oldest first. */
export async function listVersions(db: Db): Promise<GuidelineVersion[]> {
  const rows = await db.selectFrom('guidelineVersions').selectAll().orderBy('version').execute()
  return rows.map(versions.fromRow)
}

/** What a version says, its rules in order. */
export interface Guidelines {
  readonly version: number
  readonly rules: readonly GuidelineRule[]
}

/** A published version, the last one if none is named; version 0 says nothing. Undefined if there is no such version. */
export async function getGuidelines(db: Db, version?: number): Promise<Guidelines | undefined> {
  const all = await listVersions(db)
  const wanted = version === undefined ? all.at(-1) : all.find((one) => one.version === version)
  if (!wanted) return version === undefined || version === 0 ? { version: 0, rules: [] } : undefined
  const byId = new Map((await listRules(db)).map((rule) => [rule.id, rule]))
  return { version: wanted.version, rules: wanted.rules.flatMap((id) => byId.get(id) ?? []) }
}

/** Rules that the next version would take up: in no version yet, and not retired. */
export async function unpublishedRules(db: Db): Promise<GuidelineRule[]> {
  const published = new Set((await listVersions(db)).flatMap((one) => one.rules))
  const retired = new Set((await listRetirements(db)).map((one) => one.rule))
  return (await listRules(db)).filter((rule) => !published.has(rule.id) && !retired.has(rule.id))
}
