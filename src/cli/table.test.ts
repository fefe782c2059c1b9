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
