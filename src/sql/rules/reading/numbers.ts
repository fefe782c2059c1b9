/** The numbers that a text speaks of, however it writes them: 1,000 · 5k · twenty-one · third · 1980s · 40 % · half. */

const UNITS: Readonly<Record<string, number>> = {
  zero: 0,
  no: 0,
  none: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
}
const SPOKEN: Readonly<Record<string, number>> = {
  once: 1,
  single: 1,
  a: 1,
  an: 1,
  any: 1,
  multiple: 2,
  twice: 2,
  both: 2,
  double: 2,
  couple: 2,
  pair: 2,
  thrice: 3,
  triple: 3,
  dozen: 12,
  half: 0.5,
  quarter: 0.25,
}
const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
  hundred: 100,
  hundreds: 100,
  thousands: 1e3,
}

/** Every number that the text speaks of; a percentage also as its share of one. */
export function numbersIn(text: string): ReadonlySet<number> {
  const found = new Set<number>()
  const lower = text.toLowerCase()
  for (const [, digits, scale] of lower.matchAll(/(-?\d[\d,]*(?:\.\d+)?)\s*([a-z]+|%)?/g))
    addDigits(digits!, scale)
  for (const [digits] of lower.matchAll(/\d+/g)) found.add(Number(digits))
  addWords(lower.match(/[a-z]+/g) ?? [], found)
  return found

  function addDigits(digits: string, scale: string | undefined): void {
    const value = Number(digits.replaceAll(',', ''))
    if (Number.isNaN(value)) return
    for (const each of [value, Math.abs(value)]) {
      found.add(each)
      if (scale === '%' || scale?.startsWith('percent') || scale === 'per') found.add(each / 100)
      if (scale !== undefined && SCALES[scale]) found.add(each * SCALES[scale])
      if (scale === 's' && each % 10 === 0) found.add(each + 9)
      if (/^(st|nd|rd|th)$/.test(scale ?? '')) addCentury(each)
    }
  }

  function addCentury(nth: number): void {
    for (const year of [(nth - 1) * 100, (nth - 1) * 100 + 1, nth * 100 - 1, nth * 100]) found.add(year)
  }
}

/** Runs of number words, "two hundred and fifty", and each word of them alone. */
function addWords(words: readonly string[], found: Set<number>): void {
  let total = 0
  let run = false
  for (const word of words) {
    const unit = UNITS[word] ?? ORDINALS[word]
    const scale = word.length > 2 ? SCALES[word] : undefined
    const spoken = SPOKEN[word]
    if (unit !== undefined) {
      found.add(unit)
      total += unit
      run = true
    } else if (run && scale !== undefined) total = (total % scale || 1) * scale + (total - (total % scale))
    else if (scale !== undefined) found.add(scale)
    else if (word !== 'and') {
      if (run) found.add(total)
      total = 0
      run = false
    }
    if (spoken !== undefined) found.add(spoken)
  }
  if (run) found.add(total)
}
