/** How alike two rules are in their words, so that the same rule is not written twice. */

/** Rules at least this alike are shown to whoever adds one. */
export const NEAR = 0.6

/** The share of three-letter pieces that two texts have in common (Jaccard), in 0..1; case and punctuation do not count. */
export function likeness(a: string, b: string): number {
  const [x, y] = [pieces(a), pieces(b)]
  const common = [...x].filter((piece) => y.has(piece)).length
  const all = x.size + y.size - common
  return all === 0 ? 1 : common / all
}

function pieces(text: string): Set<string> {
  const plain = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  return new Set(Array.from({ length: Math.max(plain.length - 2, 0) }, (_, at) => plain.slice(at, at + 3)))
}
