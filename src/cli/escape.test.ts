/** Nothing that is printed commands the terminal; lines, tabs, joined emoji and our own colours stay. */
import { expect, test } from 'vitest'
import { DIM, escaped, escapedLines, jsonLine, PLAIN } from './escape.ts'

test('on one line everything is written out', () => {
  expect(escaped('a\nb\t\x1b[2J\u009b\u202e\u007f')).toBe('a\\nb\\t\\u{1b}[2J\\u{9b}\\u{202e}\\u{7f}')
})

test('in lines our own line ends stay, and so does what joins letters', () => {
  expect(escapedLines('a\r\nb\tc\rd\x1b]0;title\x07')).toBe('a\nb\tc\\rd\\u{1b}]0;title\\u{7}')
  expect(escapedLines('👩‍🔬 می‌خواهم')).toBe('👩‍🔬 می‌خواهم')
})

test('our own colours stay where there are colours, and no others', () => {
  const text = `${DIM}∅${PLAIN} \x1b[31m`
  expect(escapedLines(text, { colour: true })).toBe(`${DIM}∅${PLAIN} \\u{1b}[31m`)
  expect(escapedLines(text)).toBe('\\u{1b}[2m∅\\u{1b}[0m \\u{1b}[31m')
})

test('a JSON line says the same and is harmless', () => {
  const document = { text: '\x1b\u009b31m\u202e\u007f "é" 😀' }
  expect(escaped(jsonLine(document))).toBe(jsonLine(document))
  expect(JSON.parse(jsonLine(document))).toEqual(document)
})
