/** How bytes that are no text travel to the item that holds them: as marks that no decoder makes by itself. */

/**
 * A lone surrogate, which valid UTF-8 never decodes to (Python's "surrogateescape" uses the same range). Who opens
 * a file writes it where bytes could not be decoded.
 */
export const UNDECODABLE = '\uDC80'

/** True if the text holds bytes that could not be decoded. */
export function holdsUndecodable(text: string): boolean {
  return /(?<![\uD800-\uDBFF])\uDC80/.test(text)
}
