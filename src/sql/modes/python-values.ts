/** Values as the Python evaluators see them: when `==` holds, and what `str()` prints. */
import type { Cell } from '../../model/cell.ts'

/**
 * What a cell is equal by in Python: `1 == 1.0`, None only None, text and bytes never.
 *
 * Text that is not UTF-8 reaches us with U+FFFD for each bad byte; the evaluators that skip bad bytes see it without.
 */
export function pythonKey(cell: Cell): unknown {
  if (typeof cell === 'number') return Number.isInteger(cell) ? BigInt(cell) : cell
  if (typeof cell === 'string') return `s${cell.replaceAll('\uFFFD', '')}`
  if (cell instanceof Uint8Array) return `x${Buffer.from(cell).toString('hex')}`
  return cell
}

/** A text that two cells share exactly when they are equal in Python. */
export function pythonText(cell: Cell): string {
  const key = pythonKey(cell)
  return typeof key === 'string' ? key : `${typeof key} ${key}`
}

/** `str(x) + str(type(x))`, by which test-suite-sql-eval sorts the values of a row. */
export function pythonSortKey(cell: Cell): string {
  if (cell === null) return "None<class 'NoneType'>"
  if (typeof cell === 'bigint') return `${cell}<class 'int'>`
  if (typeof cell === 'number') return `${pythonFloat(cell)}<class 'float'>`
  if (typeof cell === 'boolean') return `${cell ? 'True' : 'False'}<class 'bool'>`
  if (typeof cell === 'string') return `${cell.replaceAll('\uFFFD', '')}<class 'str'>`
  return `${pythonBytes(cell)}<class 'bytes'>`
}

/** `repr` of a float: the shortest digits that read back, an exponent below 1e-4 and from 1e16. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0.0'
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  const power = Number(exponent)
  if (power < -4 || power >= 16) {
    return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  }
  return withPoint(mantissa, power)
}

function withPoint(mantissa: string, power: number): string {
  const sign = mantissa.startsWith('-') ? '-' : ''
  const digits = mantissa.replace(/[-.]/g, '')
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`
  return `${sign}${digits.slice(0, power + 1).padEnd(power + 1, '0')}.${digits.slice(power + 1) || '0'}`
}

const ESCAPES: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' }

function pythonBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'"
  const body = Array.from(bytes, (byte) => {
    if (byte === quote.charCodeAt(0)) return `\\${quote}`
    if (byte >= 32 && byte < 127 && byte !== 92) return String.fromCharCode(byte)
    return ESCAPES[byte] ?? `\\x${byte.toString(16).padStart(2, '0')}`
  })
  return `b${quote}${body.join('')}${quote}`
}

/** Order of texts by code point, as Python sorts; JavaScript's `<` goes by UTF-16 units. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1
  }
  return a.length - b.length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
