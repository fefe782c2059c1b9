/** Tables line up, tell NULL from text, and let nothing through to the terminal. */
import { expect, test } from 'vitest'
import { tableText, visible } from './table.ts'

test('numbers stand to the right, text to the left, NULL is no text', () => {
  const columns = [
    { name: 'name', type: 'text' },
    { name: 'n', type: 'integer' },
    { name: 'share', type: 'real' },
  ]
  const rows = [
    ['Ada', 1n, 1],
    ['数据', 1_000n, 0.25],
    [null, null, null],
  ]
  expect(tableText({ columns, rows }, { colour: false }).split('\n')).toEqual([
    'name     n  share',
    '────  ────  ─────',
    'Ada      1    1.0',
    '数据  1000   0.25',
    '∅        ∅      ∅',
  ])
})

test('a hostile cell or column name stays in its place', () => {
  const columns = [
    { name: 'a\nb', type: 'text' },
    { name: '\x1b[8m', type: 'text' },
  ]
  const table = tableText({ columns, rows: [['\x1b[2J\r\n\u009b31m', 'x\u202ey']] }, { colour: false })
  expect(table.split('\n')).toEqual([
    'a\\nb                    \\u{1b}[8m',
    '──────────────────────  ──────────',
    '\\u{1b}[2J\\r\\n\\u{9b}31m  x\\u{202e}y',
  ])
})

test.each([
  ['\x1b[2J\x1b[31mred', '\\u{1b}[2J\\u{1b}[31mred'],
  ['a\r\nb\tc\0', 'a\\r\\nb\\tc\\u{0}'],
  ['\u009b31m', '\\u{9b}31m'],
  ['abc\u202Edcba', 'abc\\u{202e}dcba'],
  ['ümläut 😀', 'ümläut 😀'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown)
})

test('long cells are cut', () => {
  expect(visible('x'.repeat(1_000_000))).toBe(`${'x'.repeat(59)}…`)
})
