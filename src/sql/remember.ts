/** A bounded memory of what a pure function gave: the least recently used answer goes first. */

/** In UTF-16 units; longer texts are computed each time, so that what is kept stays small. */
const LONGEST_KEPT = 50_000

/**
 * Wraps a pure function of one text so that its latest answers are kept, but for very long texts.
 *
 * @param limit how many answers are kept; at least 1
 * @param compute pure; its answers are shared, so callers must not change them
 */
export function remember<Answer>(limit: number, compute: (text: string) => Answer): (text: string) => Answer {
  const kept = new Map<string, { readonly answer: Answer }>()
  return (text) => {
    if (text.length > LONGEST_KEPT) return compute(text)
    const known = kept.get(text)
    if (known) kept.delete(text)
    const found = known ?? { answer: compute(text) }
    kept.set(text, found)
    if (kept.size > limit) kept.delete(kept.keys().next().value!)
    return found.answer
  }
}
