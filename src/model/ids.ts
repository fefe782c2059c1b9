/** Identities made from content, so that the same thing has the same id on any machine and storing it twice is storing it once. */
import { createHash } from 'node:crypto'

/** SHA-256 of a text (UTF-8) or bytes, in hex (64 characters). */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/**
 * An id such as `q_3f9a…` made from what identifies a thing.
 *
 * @param prefix one or two letters that tell the noun (`q` question, `c` candidate, …)
 * @param parts what identifies the thing; anything JSON can carry
 * @returns the prefix, an underscore and 16 hex characters (64 bits)
 */
export function contentId(prefix: string, ...parts: readonly unknown[]): string {
  return `${prefix}_${sha256(canonicalJson(parts)).slice(0, 16)}`
}

/** JSON with the keys of every object sorted, so that equal content has equal text; `undefined` members are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member) => {
    if (member === null || typeof member !== 'object' || Array.isArray(member)) return member
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  })
}
