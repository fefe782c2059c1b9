/** The example's own random draws: seeded by a text, the same on every machine, never the clock. */

/**
 * @typedef {object} Random
 * @property {(low: number, high: number) => number} int a whole number from low to high, both included
 * @property {(share: number) => boolean} chance true for that share of calls
 * @property {<T>(list: readonly T[]) => T} pick one of the list, each as likely
 * @property {<T>(choices: readonly (readonly [T, number])[]) => T} weighted one of the choices by its weight
 * @property {(from: string, to: string) => string} day a date from `from` to `to`, both included, as YYYY-MM-DD
 * @property {<T>(share: number, value: T) => T | null} maybe null for that share of calls, else the value
 * @property {(list: readonly unknown[]) => number} skewed an index, the front of the list more often than its end
 */

const DAY_MS = 86_400_000

/**
 * Draws from the generator mulberry32, seeded by the FNV-1a hash of a text.
 *
 * @param {string} seed
 * @returns {Random}
 */
export function randomFrom(seed) {
  let state = hash(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (low, high) => low + Math.floor(next() * (high - low + 1))
  return {
    int,
    chance: (share) => next() < share,
    pick: (list) => list[int(0, list.length - 1)],
    weighted: (choices) => weighted(choices, next()),
    day: (from, to) => addDays(from, int(0, daysBetween(from, to))),
    maybe: (share, value) => (next() < share ? null : value),
    skewed: (list) => Math.floor(next() * next() * list.length),
  }
}

/** The date `days` after a date, both as YYYY-MM-DD. @param {string} date @param {number} days */
export function addDays(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

function daysBetween(from, to) {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

function weighted(choices, drawn) {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
  let left = drawn * total
  for (const [value, weight] of choices) {
    left -= weight
    if (left < 0) return value
  }
  return choices[choices.length - 1][0]
}

function hash(text) {
  let value = 0x811c9dc5
  for (const char of text) value = Math.imul(value ^ char.codePointAt(0), 0x01000193)
  return value >>> 0
}
