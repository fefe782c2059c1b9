/** Finds texts that are almost the same, exactly and without comparing each with each. */

/** Texts with this share of their four-letter pieces in common are near. */
export const NEAR_TEXT = 0.8

const PIECE = 4

/** A question's words alone: case, accents' encoding, punctuation and spaces do not count. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}<>=%+-]+/gu, ' ')
    .trim()
}

export interface NearText {
  /** The place among the texts that were searched. */
  readonly index: number
  /** Jaccard similarity of the pieces, in [NEAR_TEXT, 1]. */
  readonly similarity: number
}

/**
 * Searches plain texts by their pieces. Two near texts share one of their rarest pieces, so only texts that do are
 * compared; none is overlooked.
 *
 * @source Bayardo, Ma, Srikant (2007), https://doi.org/10.1145/1242572.1242591
 */
export function nearTextSearch(texts: readonly string[]): (text: string) => NearText[] {
  const sets = texts.map(piecesOf)
  const frequency = new Map<string, number>()
  for (const set of sets) for (const piece of set) frequency.set(piece, (frequency.get(piece) ?? 0) + 1)
  const rarest = (set: ReadonlySet<string>) => {
    const sorted = [...set].sort(
      (a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1),
    )
    return sorted.slice(0, set.size - Math.ceil(NEAR_TEXT * set.size) + 1)
  }
  const byPiece = new Map<string, number[]>()
  sets.forEach((set, index) => {
    for (const piece of rarest(set)) {
      const held = byPiece.get(piece)
      if (held) held.push(index)
      else byPiece.set(piece, [index])
    }
  })
  return (text) => {
    const own = piecesOf(text)
    const candidates = new Set(rarest(own).flatMap((piece) => byPiece.get(piece) ?? []))
    const near = [...candidates].map((index) => ({ index, similarity: jaccard(own, sets[index]!) }))
    return near
      .filter((one) => one.similarity >= NEAR_TEXT)
      .sort((a, b) => b.similarity - a.similarity || a.index - b.index)
  }
}

/** Every run of four characters; a shorter text is its own piece. */
function piecesOf(text: string): ReadonlySet<string> {
  const pieces = new Set<string>()
  for (let at = 0; at + PIECE <= text.length; at++) pieces.add(text.slice(at, at + PIECE))
  if (pieces.size === 0) pieces.add(text)
  return pieces
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size < NEAR_TEXT * large.size) return 0
  let shared = 0
  for (const piece of small) if (large.has(piece)) shared++
  return shared / (a.size + b.size - shared)
}
