/** The errors a person can mend; everything else that is thrown is a bug, and what the data did is a value. */

/**
 * Something the user can mend: shown as a sentence without a stack, with a hint that says how.
 *
 * Wording: what could not be done, to which quoted thing, what was found and what was wanted; no full stop.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError'
  readonly hint: string | undefined

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options)
    this.hint = hint
  }
}

/** The command line was used wrongly (exit 2), as against a thing in the world to mend (exit 1). */
export class UsageError extends UserError {
  override readonly name = 'UsageError'
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** The known name nearest to a mistyped one by edit distance, for "did you mean"; undefined if none is near. */
export function nearest(wanted: string, known: readonly string[]): string | undefined {
  const ranked = known.map((name) => ({ name, distance: editDistance(wanted, name) }))
  const best = ranked.sort((a, b) => a.distance - b.distance)[0]
  return best && best.distance <= Math.max(2, wanted.length / 3) ? best.name : undefined
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, substituted))
    }
    previous = row
  }
  return previous[b.length]!
}
