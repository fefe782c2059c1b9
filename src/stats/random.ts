/** Seeded draws: the same seed and label give the same numbers on any machine, and other labels give independent ones. */

/** A stream of random numbers. */
export interface Random {
  /** A real in [0, 1) with 32 bits. */
  next(): number
  /** A whole number in 0 … below − 1, for 1 ≤ `below` ≤ 2^21. */
  integer(below: number): number
}

/**
 * A stream for one use of a seed.
 *
 * @param seed any whole number; what `--seed` says
 * @param label what the draws are for, such as `bootstrap`: streams of other labels are independent
 * @source sfc32 of PractRand, C. Doty-Humphrey, https://pracrand.sourceforge.net
 */
export function seededRandom(seed: number, label: string): Random {
  let [a, b, c, counter] = spread(`${seed}\u0000${label}`)
  const next32 = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 20; i++) next32()
  return {
    next: () => next32() / 4294967296,
    integer: (below) => Math.floor((next32() * below) / 4294967296),
  }
}

/** A new array with the items in random order (Fisher and Yates). */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  return sample(items, { count: items.length, random })
}

/**
 * Draws without replacement, every subset and order equally likely.
 *
 * @returns min(count, items.length) items, in random order
 */
export function sample<T>(
  items: readonly T[],
  { count, random }: { readonly count: number; readonly random: Random },
): T[] {
  const rest = [...items]
  const wanted = Math.min(count, rest.length)
  for (let i = 0; i < wanted; i++) {
    const j = i + random.integer(rest.length - i)
    const drawn = rest[j]!
    rest[j] = rest[i]!
    rest[i] = drawn
  }
  return rest.slice(0, wanted)
}

/**
 * One item, each equally likely.
 *
 * @throws {RangeError} if there is none
 */
export function choice<T>(items: readonly T[], random: Random): T {
  if (items.length === 0) throw new RangeError('Cannot choose from an empty list')
  return items[random.integer(items.length)]!
}

/** Four well-mixed 32-bit words of a text: FNV-1a from four starts, each finished as in MurmurHash3. */
function spread(text: string): [number, number, number, number] {
  const word = (start: number) => {
    let hash = start
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return (hash ^ (hash >>> 16)) | 0
  }
  return [word(0x811c9dc5), word(0x9e3779b9), word(0x7f4a7c15), word(0x94d049bb)]
}
