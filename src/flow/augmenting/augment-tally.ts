/** The report of a stage, from all that the store holds of its attempts. */
import { labelText } from '../../llm/label.ts'
import { readQuery } from '../../metrics/reading.ts'
import type { AugmentReport, PipelineName } from '../../model/augment.ts'
import type { Proof } from '../../model/proof.ts'
import { eachCall } from '../../store/calls.ts'
import { eachProof } from '../../store/proofs.ts'
import { getQuestions } from '../../store/questions.ts'
import { stageItemsOf } from '../../store/stages.ts'
import type { Db } from '../../store/tables.ts'
import type { Desks } from '../answering/desk.ts'
import { knownSql } from './known-sql.ts'
import type { NewStage } from './new-stage.ts'

export async function augmentTally(
  db: Db,
  { made: { stage, parents }, desks, done }: { made: NewStage; desks: Desks; done: boolean },
): Promise<AugmentReport> {
  const proofs: Proof[] = []
  for await (const proof of eachProof(db, { stage: stage.name })) proofs.push(proof)
  const settled = new Map(proofs.map((one) => [one.settles, one]))
  const attempts = proofs
    .filter((one) => one.settles === undefined)
    .map((one) => ({ ...one, last: settled.get(one.id) ?? one }))
  const byOutcome = (...outcomes: readonly Proof['outcome'][]) =>
    attempts.filter(({ last }) => outcomes.includes(last.outcome))
  const items = await stageItemsOf(db, stage.name)
  const replaced = items.filter((one) => one.replaces !== undefined).length
  // What both solvers wrote for a parent, where nobody else has said anything of it.
  const solved = new Map(proofs.map((one) => [one.parent, one.evidence.parentSql]))
  const recorded = proofs.some((one) => one.evidence.recorded === true)
  return {
    stage: stage.name,
    pipeline: stage.pipeline as PipelineName,
    parent: stage.parent,
    size: items.length,
    replaced,
    added: items.length - parents.length,
    tried: attempts.length,
    accepted: byOutcome('proven', 'accepted').length,
    undecided: byOutcome('undecided').length,
    rejected: counts(byOutcome('refuted', 'rejected').map(({ last }) => last.reason)),
    coverage: await coverageOf(db, { before: parents.map((one) => one.id), after: items, solved, desks }),
    byDifficulty: difficulties(attempts),
    done,
    cost: await costOfStage(db, stage.name),
    ...(recorded ? { recorded } : {}),
  }
}

function counts(words: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const word of [...words].sort()) found[word] = (found[word] ?? 0) + 1
  return found
}

function difficulties(
  attempts: readonly { readonly difficulty?: string | undefined; readonly last: Proof }[],
): AugmentReport['byDifficulty'] {
  const found: AugmentReport['byDifficulty'] = {}
  for (const { difficulty = 'unknown', last } of attempts) {
    found[difficulty] ??= { tried: 0, accepted: 0, undecided: 0 }
    const row = found[difficulty]
    row.tried++
    if (last.outcome === 'proven' || last.outcome === 'accepted') row.accepted++
    if (last.outcome === 'undecided') row.undecided++
  }
  return found
}

interface Sides {
  readonly before: readonly string[]
  readonly after: readonly { readonly question: string }[]
  /** SQL of a question, where none is known otherwise. */
  readonly solved: ReadonlyMap<string, unknown>
  readonly desks: Desks
}

async function coverageOf(
  db: Db,
  { before, after, solved, desks }: Sides,
): Promise<AugmentReport['coverage']> {
  const ids = [...new Set([...before, ...after.map((one) => one.question)])]
  const questions = await getQuestions(db, ids)
  const sql = await knownSql(db, ids, { drafts: true })
  const catalogs = new Map(
    await Promise.all(
      [...new Set([...questions.values()].map((one) => one.db))].map(
        async (name) => [name, (await desks.of(name)).catalog] as const,
      ),
    ),
  )
  const reach = (side: readonly string[]) => {
    const columns = new Set<string>()
    const tables = new Set<string>()
    for (const id of side) {
      const { db: name } = questions.get(id)!
      const text = sql.get(id) ?? solved.get(id)
      const read =
        typeof text === 'string' && readQuery(text, { db: name, catalog: catalogs.get(name)!, level: 'L0' })
      if (!read || read.kind === 'unparsed') continue
      for (const one of read.columns) columns.add(one)
      for (const one of read.tables) tables.add(one)
    }
    return { columns: columns.size, tables: tables.size }
  }
  const tables = [...catalogs.values()].flatMap((catalog) => catalog.tables)
  const total = { tables: tables.length, columns: tables.flatMap((table) => table.columns).length }
  const [first, last] = [reach(before), reach(after.map((one) => one.question))]
  const share = (n: number) => (total.columns === 0 ? 0 : n / total.columns)
  return {
    before: share(first.columns),
    after: share(last.columns),
    columns: { before: first.columns, after: last.columns, total: total.columns },
    tables: { before: first.tables, after: last.tables, total: total.tables },
  }
}

/** What all calls for the stage have cost so far. */
async function costOfStage(db: Db, stage: string): Promise<AugmentReport['cost']> {
  const any = { key: '', verb: '', strategy: '', model: '', guidelineVersion: 0, sample: 0 }
  const written = labelText({ ...any, stage }, 1).split('/')[2]
  const cost = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 }
  for await (const { label, reply, costUsd } of eachCall(db, { verb: 'augment' })) {
    if (label.split('/')[2] !== written) continue
    cost.calls++
    cost.inputTokens += reply.usage.inputTokens
    cost.outputTokens += reply.usage.outputTokens
    cost.usd += costUsd ?? 0
  }
  return cost
}
