/** Writes control characters out, so that no text from elsewhere reaches the terminal as a command. */

/** Control, direction and line-breaking characters, and halves of characters. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
/** Of those, the ones that text for people may hold: our own lines and tabs, and what joins letters and emoji. */
const HARMLESS: ReadonlySet<string> = new Set(['\n', '\t', '\u200c', '\u200d'])
/** Control characters that JSON lets through as they are. */
const BEYOND_JSON = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Our own colours, which are put around text after it was escaped. */
export const DIM = '\x1b[2m'
export const PLAIN = '\x1b[0m'

/** A text on one line, with every control character written out. */
export function escaped(text: string): string {
  return text.replace(CONTROL, written)
}

/** A text of several lines; with `colour` our own colours stay. */
export function escapedLines(text: string, { colour = false }: { colour?: boolean } = {}): string {
  const lines = text.replaceAll('\r\n', '\n')
  if (!colour)
    return lines.replace(CONTROL, (character) => (HARMLESS.has(character) ? character : written(character)))
  const between = lines.split(PLAIN).map((part) => part.split(DIM).map((one) => escapedLines(one)))
  return between.map((part) => part.join(DIM)).join(PLAIN)
}

/** One JSON document on one line, the same to who parses it, and harmless on a terminal. */
export function jsonLine(document: unknown): string {
  const text = JSON.stringify(document)
  return text.replace(
    BEYOND_JSON,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function written(character: string): string {
  return NAMED[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`
}
