/** A stored release as verbs tell of it: its manifest's members beside its own. */
import type { Release, ReleaseReport } from '../../model/release.ts'

/** What a release's manifest holds. */
export type Manifest = Omit<
  ReleaseReport,
  'name' | 'hash' | 'pairs' | 'byPeople' | 'byPolicy' | 'splits' | 'created' | 'by' | 'at'
>

/** @param created whether it was made just now */
export function reportOf({ manifest, ...release }: Release, created: boolean): ReleaseReport {
  return { ...release, ...(manifest as Manifest), created }
}
