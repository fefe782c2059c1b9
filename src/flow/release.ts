/** The verb that freezes settled pairs: split without leaks, hashed by content, and never edited. */
import { nearest, UserError } from '../model/errors.ts'
import type { Flow } from '../model/event.ts'
import { leaksReportOf } from '../model/leak.ts'
import {
  contentLine,
  type FrozenPair,
  type Release,
  type ReleaseDiff,
  type ReleaseReport,
  type ReleaseVerification,
  releaseHash,
} from '../model/release.ts'
import { addRelease, getRelease, listReleases } from '../store/releases.ts'
import { listStages } from '../store/stages.ts'
import type { Db } from '../store/tables.ts'
import type { Workbench } from '../workbench.ts'
import { auditedAgreements, auditedPolicy } from './releasing/audited-error.ts'
import { drawSplits } from './releasing/draw-splits.ts'
import { checkLeaks } from './releasing/leak-check.ts'
import { pairsOf, releaseNamed } from './releasing/release-named.ts'
import { type Manifest, reportOf } from './releasing/release-report.ts'
import { catalogsOf, type SettledPairs, settledPairs } from './releasing/settled-pairs.ts'

export interface CreateReleaseOptions {
  readonly name: string
  /** Shares of the pairs, in [0, 1). */
  readonly val: number
  readonly test: number
  /** Default: the last stage; without any stage, all train questions. */
  readonly stage?: string | undefined
  /** Of every data set in it; null in the release where it is not said. */
  readonly licence?: string | undefined
}

type Bench = Pick<Workbench, 'store' | 'workspace' | 'openDatabase' | 'config' | 'clock' | 'person' | 'seed'>

/**
 * Freezes the settled pairs of a stage; the same content under the same name again is no new release.
 *
 * @throws {UserError} if nothing is settled, something leaks, or the name is taken by other content
 */
export async function* createRelease(bench: Bench, options: CreateReleaseOptions): Flow<ReleaseReport> {
  const { db } = bench.store
  const stage = await stageOf(db, options.stage)
  yield { type: 'progress', label: 'Reading settled pairs', done: 0 }
  const isRecorded = (model: string) => bench.config.models[model]?.provider === 'recorded'
  const settled = await settledPairs(db, { stage, isRecorded })
  if (settled.pairs.length === 0) throw nothingSettled(stage)
  // The draw keeps together what would leak; the check sees that it did, and looks at the benchmarks.
  const frozen = drawSplits(settled.pairs, { ...options, seed: bench.seed })
  yield { type: 'progress', label: 'Looking for leaks', done: 0 }
  const leaks = await checkLeaks(db, frozen, catalogsOf(db))
  const audited = { agreement: await auditedAgreements(db), policy: await auditedPolicy(bench, frozen) }
  const made = releaseOf(bench, { ...options, stage, settled, frozen, leaks, audited })
  const added = await bench.store.transaction((tx) => addRelease(tx, made, placed(made.name, frozen)))
  if (added) return reportOf(made, true)
  const there = (await getRelease(db, made.name))!
  if (there.hash === made.hash) return reportOf(there, false)
  throw new UserError(
    `Cannot make the release "${made.name}": one of this name holds other content`,
    'A release is never changed: choose another name',
  )
}

/** Oldest first. */
export async function allReleases({ store }: Pick<Workbench, 'store'>): Promise<ReleaseReport[]> {
  return (await listReleases(store.db)).map((one) => reportOf(one, false))
}

export async function showRelease({ store }: Pick<Workbench, 'store'>, name: string): Promise<ReleaseReport> {
  return reportOf(await releaseNamed(store.db, name), false)
}

/** Computes the hash of the stored pairs anew. */
export async function verifyRelease(
  { store }: Pick<Workbench, 'store'>,
  name: string,
): Promise<ReleaseVerification> {
  const { hash } = await releaseNamed(store.db, name)
  const pairs = await pairsOf(store.db, name)
  const computed = releaseHash(pairs)
  return { name, ok: computed === hash, hash, computed, pairs: pairs.length }
}

/** What one release has that the other has not, by question. */
export async function diffReleases(
  { store }: Pick<Workbench, 'store'>,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ReleaseDiff> {
  const [before, after] = await Promise.all(
    [from, to].map(async (name) => {
      await releaseNamed(store.db, name)
      return new Map((await pairsOf(store.db, name)).map((pair) => [pair.id, pair]))
    }),
  )
  const both = [...after!].flatMap(([id, pair]) => {
    const held = before!.get(id)
    return held ? [{ id, members: changedMembers(held, pair) }] : []
  })
  return {
    ...{ from, to },
    added: [...after!.keys()].filter((id) => !before!.has(id)),
    removed: [...before!.keys()].filter((id) => !after!.has(id)),
    changed: both.filter(({ members }) => members.length > 0),
    same: both.filter(({ members }) => members.length === 0).length,
  }
}

function changedMembers(before: FrozenPair, after: FrozenPair): string[] {
  const [a, b] = [before, after].map((one) => JSON.parse(contentLine(one)) as Record<string, unknown>)
  const members = [...new Set([...Object.keys(a!), ...Object.keys(b!)])].sort()
  return members.filter((member) => JSON.stringify(a![member]) !== JSON.stringify(b![member]))
}

async function stageOf(db: Db, asked: string | undefined): Promise<string | undefined> {
  const names = (await listStages(db)).map((one) => one.name)
  if (asked === undefined) return names.at(-1)
  if (names.includes(asked)) return asked
  const near = nearest(asked, names)
  throw new UserError(
    `Cannot find the stage "${asked}"`,
    near ? `Did you mean "${near}"?` : `There ${names.length === 0 ? 'is none' : `are ${names.join(', ')}`}`,
  )
}

function nothingSettled(stage: string | undefined): UserError {
  const where =
    stage === undefined ? 'no question over a train database' : `no question of the stage "${stage}"`
  return new UserError(`Cannot release: ${where} is settled`, 'concord status says what waits for whom')
}

interface Made extends CreateReleaseOptions {
  readonly stage: string | undefined
  readonly settled: SettledPairs
  readonly frozen: readonly FrozenPair[]
  readonly leaks: Awaited<ReturnType<typeof checkLeaks>>
  readonly audited: ReleaseReport['audited']
}

function releaseOf(bench: Bench, { name, stage, settled, frozen, leaks, audited, licence }: Made): Release {
  const by = (word: string) => frozen.filter(({ lineage }) => lineage.settledBy === word).length
  const datasets = [...new Set(frozen.map(({ pair }) => pair.dataset ?? 'all'))].sort()
  const versions = [...new Set(frozen.map(({ lineage }) => lineage.guidelineVersion))]
  const manifest: Manifest = {
    byAgreement: by('agreement'),
    audited,
    leaks: leaksReportOf(leaks),
    licences: Object.fromEntries(datasets.map((dataset) => [dataset, licence ?? null])),
    stage: stage ?? null,
    unsettled: settled.unsettled,
    guidelineVersions: versions.sort((a, b) => a - b),
    seed: bench.seed,
    recorded: frozen.some(({ lineage }) => lineage.recorded),
  }
  const splits = (['train', 'val', 'test'] as const).map((split) => {
    return [split, frozen.filter((one) => one.split === split).length] as const
  })
  return {
    name,
    hash: releaseHash(frozen),
    pairs: frozen.length,
    byPeople: frozen.length - by('policy'),
    byPolicy: by('policy'),
    splits: Object.fromEntries(splits),
    manifest: { ...manifest },
    by: bench.person,
    at: bench.clock().toISOString(),
  }
}

function placed(release: string, frozen: readonly FrozenPair[]) {
  return frozen.map((one, position) => ({ release, position, id: one.pair.id, ...one }))
}
