/** HTML in which everything that is not written here is escaped. */

/** A piece of HTML that is safe to put into a page. */
export interface Html {
  readonly html: string
}

type Value = Html | string | number | undefined | readonly Value[]

/** HTML with values in it: texts and numbers escaped, pieces as they are, lists one after the other, nothing for undefined. */
export function html(pieces: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: pieces.map((piece, i) => piece + (i < values.length ? shown(values[i]) : '')).join('') }
}

function shown(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  return 'html' in value ? value.html : value.map(shown).join('')
}

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What could turn or hide text around it is written out: control characters and marks of direction. */
const UNSEEN = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu

function escaped(text: string): string {
  return text
    .replace(UNSEEN, (character) =>
      character === '\n' || character === '\t' ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`,
    )
    .replace(/[&<>"']/g, (character) => NAMED[character]!)
}
