/** Progress off a terminal is a plain line at most every five seconds, and the last; on one it is rewritten. */
import { expect, test } from 'vitest'
import { openProgress } from './progress.ts'

function shown(columns: number | undefined) {
  const written: string[] = []
  const time = { now: 0 }
  const write = (text: string) => void written.push(text)
  return { written, time, progress: openProgress({ write, columns, clock: () => time.now }) }
}

test('off a terminal: every five seconds, and the last of each thing', () => {
  const { written, time, progress } = shown(undefined)
  for (let second = 0; second <= 12; second++) {
    time.now = second * 1000
    progress.show({ type: 'progress', label: 'Judging', done: second * 10, total: 1000 })
  }
  progress.show({ type: 'progress', label: 'Classing', done: 1 })
  progress.end()
  expect(written).toEqual([
    'Judging 50 of 1,000 (5 %) · 10/s · 2 min left\n',
    'Judging 100 of 1,000 (10 %) · 10/s · 2 min left\n',
    'Judging 120 of 1,000 (12 %) · 10/s · 88 s left\n',
    'Classing 1\n',
  ])
})

test('on a terminal: one line, cut to its width, with nothing in it that commands', () => {
  const { written, progress } = shown(20)
  progress.show({ type: 'progress', label: 'Reading \x1b[2J', done: 1, total: 1 })
  progress.clear()
  expect(written).toEqual(['\r\x1b[2KReading \\u{1b}[2J 1', '\r\x1b[2K'])
})
