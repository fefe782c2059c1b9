/** A result as an aligned table for a terminal; nothing in a cell can reach the terminal as a command. */
import type { Cell } from '../model/cell.ts'
import type { Rows } from '../model/execution.ts'
import { DIM, escaped, PLAIN } from './escape.ts'

const MAX_WIDTH = 60
/** Unlike any text: a text cell `NULL` is printed as it is. */
const NULL = '∅'

export interface TableOptions {
  /** Dim what is not data. */
  readonly colour: boolean
}

/** Columns in their order, numbers to the right, NULL as ∅, bytes as x'…', long cells cut with …. */
export function tableText(
  { columns, rows }: Pick<Rows, 'columns' | 'rows'>,
  { colour }: TableOptions,
): string {
  const heads = columns.map((column) => visible(column.name))
  const body = rows.map((row) => row.map(cellText))
  const widths = heads.map((head, i) => Math.max(width(head), ...body.map((row) => width(row[i]!))))
  const right = columns.map((column) => column.type === 'integer' || column.type === 'real')
  const dim = (text: string) => (colour ? DIM + text + PLAIN : text)
  const line = (texts: readonly string[], isNull: (i: number) => boolean = () => false) =>
    texts
      .map((text, i) => {
        const gap = ' '.repeat(widths[i]! - width(text))
        const shown = isNull(i) ? dim(text) : text
        return right[i] ? gap + shown : shown + (i === texts.length - 1 ? '' : gap)
      })
      .join('  ')
  const rule = dim(widths.map((columnWidth) => '─'.repeat(columnWidth)).join('  '))
  return [line(heads), rule, ...body.map((texts, r) => line(texts, (i) => rows[r]![i] === null))].join('\n')
}

function cellText(cell: Cell): string {
  if (cell === null) return NULL
  if (cell instanceof Uint8Array) return cut(`x'${Buffer.from(cell.subarray(0, MAX_WIDTH)).toString('hex')}'`)
  if (typeof cell === 'number') return realText(cell)
  return typeof cell === 'string' ? visible(cell) : String(cell)
}

/** A real is told from an integer by its point. */
function realText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value)
}

/** A text as a cell shows it: nothing in it can move the cursor or hide text, and a long one is cut. */
export function visible(text: string): string {
  return cut(escaped(text.slice(0, 4 * MAX_WIDTH)))
}

function cut(text: string): string {
  if (width(text) <= MAX_WIDTH) return text
  let kept = ''
  let taken = 0
  for (const character of text) {
    taken += width(character)
    if (taken >= MAX_WIDTH) break
    kept += character
  }
  return `${kept}…`
}

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u
const COMBINING = /\p{M}/u

/** Places that a text takes on a terminal. */
function width(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let places = 0
  for (const character of text) places += WIDE.test(character) ? 2 : COMBINING.test(character) ? 0 : 1
  return places
}
