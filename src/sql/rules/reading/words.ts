/** The text that belongs to a question — the question, its evidence, the guidelines — and whether it mentions a value. */
import { numbersIn } from './numbers.ts'

/** All that people wrote about one question. */
export interface Text {
  readonly question: string
  /** What was said before in a conversation. */
  readonly history?: readonly string[] | undefined
  readonly evidence?: string | undefined
  readonly guidelines?: string | undefined
}

export interface Words {
  /** Everything in one string, as written. */
  readonly text: string
  /** True if the pattern is met anywhere in the text. */
  says(pattern: RegExp): boolean
  /** True if the text mentions these words, whatever their case, ending, accents or `%` signs. */
  mentions(value: string): boolean
  /** True if the text speaks of the number, as a figure, a word or a percentage. */
  mentionsNumber(value: number): boolean
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

export function readText({ question, history = [], evidence, guidelines }: Text): Words {
  const text = [...history, question, evidence, guidelines].filter(Boolean).join('\n')
  const tokens = tokensOf(text)
  const stems = new Set(tokens.map(stem))
  const numbers = numbersIn(text)
  const initials = initialsIn(text)
  const mentionsNumber = (value: number) => numbers.has(value)
  return { text, says: (pattern) => pattern.test(text), mentions, mentionsNumber }

  function mentions(value: string): boolean {
    const wanted = tokensOf(value.replace(/%/g, ' '))
    if (wanted.length === 0) return text.includes(value.replace(/%/g, ''))
    const together = wanted.join('')
    if (together.length >= 3 && standsInARow(together, tokens)) return true
    if (wanted.every(mentionsToken)) return true
    if (mentionsDate(value)) return true
    return /^[a-z]{2,5}$/.test(together) && isAbbreviation(together)
  }

  function mentionsToken(token: string): boolean {
    if (/^\d+$/.test(token)) return mentionsNumber(Number(token))
    if (tokens.includes(token) || stems.has(stem(token))) return true
    return token.length >= 4 && tokens.some((each) => kin(token, each))
  }

  /** A date is mentioned if its year is, and its month and day wherever they are not the first or last. */
  function mentionsDate(value: string): boolean {
    const [, year, month, day] = /^(\d{4})-(\d\d?)(?:-(\d\d?))?/.exec(value.trim()) ?? []
    if (year === undefined || !mentionsNumber(Number(year))) return false
    const named = tokens.some((token) => token.startsWith(MONTHS[Number(month) - 1] ?? '?'))
    const monthSaid = named || mentionsNumber(Number(month)) || /^(0?1|12)$/.test(month!)
    const daySaid = day === undefined || mentionsNumber(Number(day)) || /^(0?1|28|29|30|31)$/.test(day)
    return monthSaid && daySaid
  }

  /** `usa` for "United States (of America)": the initials of a name, or all but the last letter. */
  function isAbbreviation(letters: string): boolean {
    return initials.has(letters) || (letters.length >= 3 && initials.has(letters.slice(0, -1)))
  }
}

/** True if words that follow each other give the letters when written together; long ones may go on. */
function standsInARow(letters: string, tokens: readonly string[]): boolean {
  return tokens.some((_, i) => {
    let row = ''
    for (let at = i; at < tokens.length && row.length < letters.length; at++) row += tokens[at]
    return row === letters || (letters.length >= 5 && row.startsWith(letters))
  })
}

/** The initials, in small letters, of names of several words that begin with capitals. */
function initialsIn(text: string): ReadonlySet<string> {
  const names = text.match(/\p{Lu}\p{L}*(?:\s+(?:of\s+|the\s+|and\s+)*\p{Lu}\p{L}*)+/gu) ?? []
  return new Set(
    names.map((name) =>
      (name.match(/\p{Lu}\p{L}*/gu) ?? [])
        .map((word) => word[0])
        .join('')
        .toLowerCase(),
    ),
  )
}

/** Lower-case runs of letters or digits, without accents. */
export function tokensOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
  return plain.match(/\p{L}+|\p{N}+/gu) ?? []
}

/** A word without the endings that English puts on words. */
export function stem(word: string): string {
  if (word.length <= 3) return word
  const short = word
    .replace(/(ies|ied)$/, 'y')
    .replace(/(sses)$/, 'ss')
    .replace(/([^s])s$/, '$1')
  const bare = short.replace(/(ing|ed|ly|er|or|e)$/, '')
  return bare.length >= 3 ? bare.replace(/([^aeiou])\1$/, '$1') : short
}

/** Words of one family: "Italian" and "Italy", "approved" and "approval". */
function kin(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length)
  let shared = 0
  while (shared < shorter && a[shared] === b[shared]) shared += 1
  return shared >= 4 && shared >= 0.7 * shorter && Math.max(a.length, b.length) - shared <= 4
}
