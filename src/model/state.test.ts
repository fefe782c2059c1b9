/** The states that a question goes through, one said thing after another. */
import { expect, test } from 'vitest'
import type { Decision } from './decision.ts'
import { type QuestionRecord, questionState } from './state.ts'

const nothing: QuestionRecord = { withdrawn: false, candidates: [], agreements: [], decisions: [], flags: [] }
const answers = [
  { id: 'c1', round: 1, outcome: 'answered' },
  { id: 'c2', round: 1, outcome: 'answered' },
] as const
const agreed = { round: 1, a: 'c1', b: 'c2', counted: 'agreement', at: '2024-01-01T00:00:00.000Z' } as const
const disputed = { ...agreed, counted: 'disagreement' } as const

function decide(n: number, what: Partial<Decision>): Decision {
  return {
    id: `d${n}`,
    question: 'q1',
    n,
    round: 1,
    accept: 'a',
    effect: 'settled',
    guidelineVersion: 0,
    by: 'mara',
    at: agreed.at,
    ...what,
  }
}

test('a question is open until somebody answers it', () => {
  expect(questionState(nothing)).toBe('open')
  expect(questionState({ ...nothing, candidates: [{ ...answers[0], outcome: 'no-answer' }] })).toBe('open')
  expect(questionState({ ...nothing, candidates: [answers[0]] })).toBe('drafted')
})

test('answers that agree make it agreed, one disagreement disputes it', () => {
  const both = { ...nothing, candidates: answers }
  expect(questionState({ ...both, agreements: [agreed] })).toBe('agreed')
  const third = { id: 'c3', round: 1, outcome: 'answered' } as const
  const more = { ...both, candidates: [...answers, third], agreements: [agreed, { ...disputed, b: 'c3' }] }
  expect(questionState(more)).toBe('disputed')
  expect(questionState({ ...both, agreements: [{ ...agreed, counted: 'not-counted' }] })).toBe('disputed')
})

test('a later judge of the same two answers overrules the earlier one', () => {
  const later = { ...agreed, at: '2024-01-02T00:00:00.000Z' }
  expect(questionState({ ...nothing, candidates: answers, agreements: [later, disputed] })).toBe('agreed')
})

test('an agreement counts only while both its candidates stand', () => {
  expect(questionState({ ...nothing, candidates: [answers[0]], agreements: [disputed] })).toBe('drafted')
})

test('the latest round decides', () => {
  const again = [
    { id: 'c3', round: 2, outcome: 'answered' },
    { id: 'c4', round: 2, outcome: 'answered' },
  ] as const
  const record = { ...nothing, candidates: [...answers, ...again] }
  expect(
    questionState({ ...record, agreements: [disputed, { ...agreed, round: 2, a: 'c3', b: 'c4' }] }),
  ).toBe('agreed')
})

test('a flag sends it to review, a skip does not', () => {
  expect(questionState({ ...nothing, flags: [{ kind: 'skip', round: 1 }] })).toBe('open')
  expect(questionState({ ...nothing, flags: [{ kind: 'flag', round: 1 }] })).toBe('disputed')
})

test('the last standing decision holds, and an undo takes it back', () => {
  const record = { ...nothing, candidates: answers, agreements: [disputed] }
  expect(questionState({ ...record, decisions: [decide(1, {})] })).toBe('settled')
  const undone = decide(2, { accept: 'undo', effect: 'undone', undoes: 'd1' })
  expect(questionState({ ...record, decisions: [decide(1, {}), undone] })).toBe('disputed')
  const dropped = decide(3, { accept: 'neither', effect: 'dropped' })
  expect(questionState({ ...record, decisions: [dropped, undone, decide(1, {})] })).toBe('dropped')
})

test('after "again" only what came in later rounds counts', () => {
  const again = decide(1, { accept: 'neither', effect: 'again' })
  const record = {
    ...nothing,
    candidates: answers,
    agreements: [disputed],
    decisions: [again],
    flags: [{ kind: 'flag' as const, round: 1 }],
  }
  expect(questionState(record)).toBe('open')
  expect(
    questionState({ ...record, candidates: [...answers, { id: 'c3', round: 2, outcome: 'answered' }] }),
  ).toBe('drafted')
})

test('a withdrawn question is dropped whatever was decided', () => {
  expect(questionState({ ...nothing, withdrawn: true, decisions: [decide(1, {})] })).toBe('dropped')
})
