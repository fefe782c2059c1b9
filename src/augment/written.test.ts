/** What is taken for a question in an answer, and what is not. */
import { expect, test } from 'vitest'
import { readWritten } from './written.ts'

test.each([
  ['{"question": "Who?", "change": "shorter"}', { question: 'Who?', change: 'shorter' }],
  ['Here:\n```json\n{"question": "Who?"}\n```\nGood luck!', { question: 'Who?', change: '' }],
  [
    '<think>{"question": "No"}</think>{"question": "Who {really}?"}',
    { question: 'Who {really}?', change: '' },
  ],
  ['{"question": "First?"}\n{"question": "Second?"}', { question: 'Second?', change: '' }],
])('%s', (answer, wanted) => {
  expect(readWritten(answer)).toEqual(wanted)
})

test.each([
  'Who knows Java?',
  '{"question": ""}',
  '{"question": 3}',
  '{"question": "half',
  '{"text": "Who?"}',
  '{"question": "SELECT name FROM patient;"}',
  `{"question": "${'why '.repeat(300)}"}`,
])('no question in %s', (answer) => {
  expect(readWritten(answer)).toBeUndefined()
})
