/** What an import did so far: what came in, what was there, and what could not come in. */

export interface Tally {
  imported: number
  skipped: number
  readonly failed: { item: string; reason: string }[]
}

export function newTally(): Tally {
  return { imported: 0, skipped: 0, failed: [] }
}

/** Items looked at, whatever became of them. */
export function looked({ imported, skipped, failed }: Tally): number {
  return imported + skipped + failed.length
}
