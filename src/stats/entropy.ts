/** How evenly counts are spread. */

export interface Spread {
  /** Shannon entropy H = −Σ p log₂ p in bits. */
  readonly entropy: number
  /** 2^H: as many equally frequent kinds would have the same entropy. */
  readonly perplexity: number
  /** H / log₂ K over the K kinds seen, in [0, 1]; 1 for a single kind, 0 for none. */
  readonly evenness: number
}

/**
 * The spread of counts. It grows with the number of items even where nothing else changes: compare it only
 * between samples of equal size (see `metrics/rarefaction.ts`).
 *
 * @param counts how often each kind occurs; zeros are left out
 * @source Shannon (1948), https://doi.org/10.1002/j.1538-7305.1948.tb01338.x
 */
export function spreadOf(counts: Iterable<number>): Spread {
  let total = 0
  let kinds = 0
  let weighted = 0
  for (const count of counts) {
    if (count === 0) continue
    total += count
    kinds += 1
    weighted += count * Math.log2(count)
  }
  if (kinds === 0) return { entropy: 0, perplexity: 0, evenness: 0 }
  const entropy = kinds === 1 ? 0 : Math.log2(total) - weighted / total
  return { entropy, perplexity: 2 ** entropy, evenness: kinds === 1 ? 1 : entropy / Math.log2(kinds) }
}
