/** Waivers need a rule and a reason. */
import { expect, test } from 'vitest'
import type { Finding } from '../../model/finding.ts'
import { blocks, countFindings } from '../../model/finding.ts'
import { applyWaivers, waiversIn } from './waiver.ts'

const FINDING: Finding = { rule: 'key-literal', severity: 'block', span: [0, 1], message: 'm', hint: 'h' }

test('a comment waives with a rule and a reason only', () => {
  expect(
    waiversIn([
      'concord-waive key-literal: the id is public',
      'concord-waive key-literal:',
      'concord-waive: x',
      'other',
    ]),
  ).toEqual([{ rule: 'key-literal', reason: 'the id is public' }])
})

test('a waived finding is still told, and does not block', () => {
  const [waived, other] = applyWaivers(
    [FINDING, { ...FINDING, rule: 'offset' }],
    [{ rule: 'key-literal', reason: 'public' }],
  )
  expect([waived!.waived, blocks(waived!), blocks(other!)]).toEqual(['public', false, true])
})

test('a report counts items, not findings, and keeps the waived apart', () => {
  const report = countFindings([
    { id: 'a', findings: [FINDING, FINDING] },
    { id: 'b', findings: [{ ...FINDING, waived: 'r' }] },
    { id: 'c', findings: [] },
    { id: 'd', findings: [], skipped: 'no SQL' },
  ])
  expect(report).toEqual({
    n: 3,
    skipped: 1,
    blocked: 1,
    rules: [{ rule: 'key-literal', severity: 'block', items: 2, waived: 1 }],
  })
})
