/** A frozen, hashed set of gold pairs with where each came from. Only ever added. */
import { z } from 'zod'
import { canonicalJson, sha256 } from './ids.ts'
import { leaksReport } from './leak.ts'
import { pair } from './pair.ts'
import { origin } from './question.ts'

/** Where a pair of a release came from. */
export const pairLineage = z.object({
  question: z.string(),
  decision: z.string(),
  /** Who settled it: people, or a policy. */
  settledBy: z.enum(['people', 'agreement', 'policy']),
  candidates: z.array(z.string()),
  guidelineVersion: z.number().int(),
  /** True if any of it comes from recorded example answers. */
  recorded: z.boolean(),
  origin,
  /** Of the question that it descends from, by its words and database: the same on any machine. */
  root: z.string(),
  /** The database's fingerprint. */
  database: z.string(),
})
export type PairLineage = z.infer<typeof pairLineage>

export const release = z.object({
  name: z.string().min(1),
  /** The same for the same content on any machine. */
  hash: z.string(),
  pairs: z.number().int(),
  byPeople: z.number().int(),
  byPolicy: z.number().int(),
  /** Pairs a split. */
  splits: z.record(z.string(), z.number().int()),
  /** Everything else that was true when it was made: settings, guideline version, leaks, licences. */
  manifest: z.record(z.string(), z.unknown()),
  by: z.string(),
  at: z.string(),
})
export type Release = z.infer<typeof release>

export const releasePair = z.object({
  release: z.string(),
  /** 0-based. */
  position: z.number().int(),
  /** The pair's id, for looking it up. */
  id: z.string(),
  split: z.enum(['train', 'val', 'test']),
  pair,
  lineage: pairLineage,
})
export type ReleasePair = z.infer<typeof releasePair>

/** A pair as it is frozen, before it belongs to a release. */
export type FrozenPair = Pick<ReleasePair, 'pair' | 'split' | 'lineage'>

/**
 * The content of a pair as one line: what it says, over which database, on which side, from which root. No time, path,
 * person or name of a candidate is in it.
 */
export function contentLine({ pair, split, lineage }: FrozenPair): string {
  const { question, sql, sql_alternatives = [], evidence, dataset, db_id } = pair
  const { origin, root, database } = lineage
  const alternatives = [...sql_alternatives].sort()
  return canonicalJson({
    question,
    sql,
    alternatives,
    evidence,
    dataset,
    db_id,
    split,
    origin,
    root,
    database,
  })
}

/** The hash of a release's content: the same for the same pairs in any order. */
export function releaseHash(pairs: readonly FrozenPair[]): string {
  return sha256(['concord-release-1', ...pairs.map(contentLine).sort()].join('\n'))
}

const interval = z.tuple([z.number(), z.number()])

/** Of pairs settled one way and looked at again by a person: how many were wrong. */
export const auditedError = z.object({
  n: z.number().int(),
  wrong: z.number().int(),
  /** Null while none was audited. */
  rate: z.number().nullable(),
  interval: interval.nullable(),
})
export type AuditedError = z.infer<typeof auditedError>

/** What `concord release create --json` and `show` print. */
export const releaseReport = z.object({
  name: z.string(),
  hash: z.string(),
  pairs: z.number().int(),
  /** Settled with a person in it: by a reviewer, or by a person and the agent who agree. */
  byPeople: z.number().int(),
  /** Of those by people: an annotator and another answer agreed, and no reviewer chose. */
  byAgreement: z.number().int(),
  byPolicy: z.number().int(),
  audited: z.object({ agreement: auditedError, policy: auditedError }),
  splits: z.record(z.string(), z.number().int()),
  /** Against the workspace's benchmarks, and between the splits. */
  leaks: leaksReport,
  /** By data set; null where it was not said. */
  licences: z.record(z.string(), z.string().nullable()),
  stage: z.string().nullable(),
  /** Questions of the stage that are not settled and stay out. */
  unsettled: z.number().int(),
  guidelineVersions: z.array(z.number().int()),
  seed: z.number().int(),
  /** False if the same content was released under this name before. */
  created: z.boolean(),
  recorded: z.boolean(),
  by: z.string(),
  at: z.string(),
})
export type ReleaseReport = z.infer<typeof releaseReport>

/** What `concord release diff --json` prints; pairs are told by their questions' ids. */
export const releaseDiff = z.object({
  from: z.string(),
  to: z.string(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.object({ id: z.string(), members: z.array(z.string()) })),
  same: z.number().int(),
})
export type ReleaseDiff = z.infer<typeof releaseDiff>

/** What `concord release verify --json` prints. */
export const releaseVerification = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** As it was written down, and as the pairs give it now. */
  hash: z.string(),
  computed: z.string(),
  pairs: z.number().int(),
})
export type ReleaseVerification = z.infer<typeof releaseVerification>

/** What `concord export --json` prints. */
export const exportReport = z.object({
  format: z.string(),
  release: z.string(),
  written: z.number().int(),
  files: z.array(z.object({ path: z.string(), pairs: z.number().int() })),
  /** Members that some pair has and the format has no place for, in alphabetical order. */
  notCarried: z.array(z.string()),
  /** Prompts in which the schema had to be shortened. */
  shortened: z.number().int(),
  recorded: z.boolean(),
})
export type ExportReport = z.infer<typeof exportReport>
