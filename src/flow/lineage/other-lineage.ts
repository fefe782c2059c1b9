/** Where proofs, rules, sources, releases, benchmarks and calls come from and what was made of them. */
import type { LineageReport } from '../../model/lineage-report.ts'
import { benchmarkSize, getBenchmark } from '../../store/benchmarks.ts'
import { listRetirements, listRules, listVersions } from '../../store/guidelines.ts'
import { candidatesOfCall, getCall } from '../../store/lineage.ts'
import { eachProof, getProof } from '../../store/proofs.ts'
import { countBy, getQuestion } from '../../store/questions.ts'
import { eachReleasePair, getRelease } from '../../store/releases.ts'
import { getSource, latestCatalog, sourcesOfFingerprint } from '../../store/sources.ts'
import type { Db } from '../../store/tables.ts'
import { link, linkIf } from './links.ts'

export async function proofLineage(db: Db, id: string): Promise<LineageReport | undefined> {
  const proof = await getProof(db, id)
  if (!proof) return undefined
  const later = []
  for await (const one of eachProof(db, { parent: proof.parent })) {
    if (one.settles === id) later.push(link('proof', one.id, `${one.outcome} by ${one.by}`))
  }
  return {
    id,
    noun: 'proof',
    is: { ...proof },
    parents: [
      link('question', proof.parent, 'starts from'),
      link('stage', proof.stage, 'made for'),
      ...linkIf('proof', proof.settles, 'settles'),
      link('person', proof.by, 'by'),
    ],
    children: [...linkIf('question', proof.question, 'made'), ...later],
  }
}

export async function ruleLineage(db: Db, id: string): Promise<LineageReport | undefined> {
  const rule = (await listRules(db)).find((one) => one.id === id)
  if (!rule) return undefined
  const retired = (await listRetirements(db)).find((one) => one.rule === id)
  const versions = (await listVersions(db)).filter((one) => one.rules.includes(id))
  return {
    id,
    noun: 'rule',
    is: { ...rule, ...(retired ? { retired: retired.reason, retiredBy: retired.by } : {}) },
    parents: [
      ...rule.cases.map((one) => link('question', one, 'a case that caused it')),
      link('person', rule.by, 'written by'),
    ],
    children: versions.map((one) => link('guideline', `v${one.version}`, 'said in')),
  }
}

export async function sourceLineage(db: Db, name: string): Promise<LineageReport | undefined> {
  const source = await getSource(db, name)
  if (!source) return undefined
  const seen = await latestCatalog(db, name)
  const hash = seen?.catalog.fingerprint.hash
  const twins = hash === undefined ? [] : await sourcesOfFingerprint(db, hash)
  const questions = (await countBy(db, 'db', { withdrawn: true })).get(name) ?? 0
  return {
    id: name,
    noun: 'source',
    is: { ...source, tables: seen?.catalog.tables.map((table) => table.name) ?? [], questions },
    parents: linkIf('fingerprint', hash, `what it held when it was seen${seen ? ` on ${seen.at}` : ''}`),
    children: [
      link('questions', String(questions), 'asked over it'),
      ...twins.filter((one) => one.name !== name).map((one) => link('source', one.name, 'the same content')),
    ],
  }
}

export async function releaseLineage(db: Db, name: string): Promise<LineageReport | undefined> {
  const release = await getRelease(db, name)
  if (!release) return undefined
  const versions = new Set<number>()
  const decisions = []
  let recorded = false
  for await (const { lineage, position } of eachReleasePair(db, name)) {
    versions.add(lineage.guidelineVersion)
    recorded ||= lineage.recorded
    decisions.push(link('decision', lineage.decision, `pair ${position}, settled by ${lineage.settledBy}`))
  }
  return {
    id: name,
    noun: 'release',
    is: { ...release },
    parents: [
      ...[...versions]
        .sort()
        .map((version) => link('guideline', `v${version}`, 'told for some of its pairs')),
      ...decisions,
      link('person', release.by, 'made by'),
    ],
    children: [],
    ...(recorded ? { recorded } : {}),
  }
}

export async function benchmarkLineage(db: Db, name: string): Promise<LineageReport | undefined> {
  const benchmark = await getBenchmark(db, name)
  if (!benchmark) return undefined
  return {
    id: name,
    noun: 'benchmark',
    is: { ...benchmark, items: await benchmarkSize(db, name) },
    parents: [link('person', benchmark.by, 'made by')],
    children: [],
  }
}

export async function callLineage(db: Db, name: string): Promise<LineageReport | undefined> {
  const call = await getCall(db, name)
  if (!call) return undefined
  const about = call.label.split('/')[0]!
  const question = await getQuestion(db, about)
  const { recorded } = call
  return {
    id: call.id,
    noun: 'call',
    is: { ...call },
    parents: [
      ...linkIf('question', question?.id, 'about'),
      link('model', call.model, 'asked of'),
      link('prompt', call.promptHash, 'hash of the prompt'),
    ],
    children: (await candidatesOfCall(db, call.label)).map((one) => link('candidate', one, 'a step of')),
    ...(recorded ? { recorded } : {}),
  }
}
