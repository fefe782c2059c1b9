/** The policy over real answers: what it takes, what it leaves, and how its error is audited. */
import { afterEach, describe, expect, test } from 'vitest'
import { collect, type TestBench, type TestBenchOptions, testBench } from '../../test/test-bench.ts'
import { policyReport } from '../model/policy-report.ts'
import { rateUpperBound } from '../stats/intervals.ts'
import { decisionsOf } from '../store/decisions.ts'
import { addRound } from '../store/rounds.ts'
import { statesOf } from '../store/states.ts'
import { policy } from './policy.ts'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]()
})

async function bench(options: TestBenchOptions['policy'] = {}): Promise<TestBench> {
  const made = await testBench({ policy: { samples: 2, maxError: 0.5, minAudited: 4, ...options } })
  open.push(made)
  return made
}

const TWO = 'SELECT maker FROM car WHERE doors = 2'
const FOUR = 'SELECT maker FROM car WHERE doors = 4'
const ABOVE_THREE = 'SELECT maker FROM car WHERE doors > 3'

/** A question with the agent's answer and its samples, outside any round. */
async function answered(b: TestBench, text: string, sqls: readonly (string | undefined)[]): Promise<string> {
  const [question] = (await b.ask('cars', [text])) as [string]
  for (const [sample, sql] of sqls.entries()) {
    await b.answer({
      question,
      kind: sample === 0 ? 'agent' : 'policy-sample',
      name: 'm',
      strategy: 'agent',
      round: 0,
      sample,
      ...(sql === undefined ? { outcome: 'no-answer', reason: 'gave-up' } : { sql }),
    })
  }
  return question
}

/** Questions that people have settled: of `n` eligible answers so many are wrong. */
async function audited(b: TestBench, n: number, wrong: number): Promise<void> {
  for (let i = 0; i < n; i++) {
    const id = await answered(b, `Which maker has two doors, case ${i} of those?`, [TWO, TWO])
    await b.settle(id, i < wrong ? FOUR : 'SELECT maker FROM car WHERE doors < 3')
  }
}

describe('policy', () => {
  test('takes clean answers whose samples agree on every instance, and says why not the others', async () => {
    const b = await bench()
    await audited(b, 8, 1)
    const text = 'Which makers have cars with two doors?'
    const good = await answered(b, text, [TWO, 'SELECT maker FROM car WHERE doors < 3'])
    await answered(b, 'Which makers have cars with four doors?', [FOUR, ABOVE_THREE])
    await answered(b, 'Which makers have two doors, one sample?', [TWO])
    await answered(b, 'Which ones have what is not there?', [undefined])
    await answered(b, 'Which cars are by a maker?', ["SELECT id FROM car WHERE maker = 'Opel'", TWO])
    const authored = await answered(b, 'How many have two doors?', [TWO, TWO])
    await b.answer({ question: authored, kind: 'author', name: 'ann', sql: FOUR, round: 0 })
    const person = await answered(b, 'Whose car has two doors?', [TWO, TWO])
    await b.answer({ question: person, kind: 'annotator', name: 'ann', sql: TWO, round: 0 })
    const shown = await collect(policy(b, { show: true }))
    expect(policyReport.parse(shown.report)).toEqual(shown.report)
    const refused = {
      'samples-differ': 1,
      'too-few-samples': 1,
      'no-answer': 1,
      'rule-findings': 1,
      'differs-from-author': 1,
    }
    expect(shown.report).toMatchObject({ agent: 'm', settled: 0, eligible: 1, refused })
    expect(shown.report.auditedError).toMatchObject({ n: 8, errors: 1, rate: 1 / 8 })
    expect(shown.report.auditedError.upperBound).toBeCloseTo(rateUpperBound(1, 8), 12)
    const { report } = await collect(policy(b))
    expect(report).toMatchObject({ settled: 1, eligible: 1, refused })
    const [decision] = await decisionsOf(b.store.db, [good])
    expect(decision).toMatchObject({ accept: 'policy', effect: 'settled', sql: TWO, by: 'concord' })
    const again = await collect(policy(b))
    expect(again.report).toMatchObject({ settled: 0, eligible: 0 })
    expect(again.report.auditedError.n).toBe(8)
  })

  test('settles nothing while too few are audited or the error may be too high', async () => {
    const b = await bench({ minAudited: 4, maxError: 0.4 })
    const id = await answered(b, 'Which makers have cars with two doors?', [TWO, TWO])
    await audited(b, 3, 0)
    expect((await collect(policy(b))).report).toMatchObject({ settled: 0, refused: { 'too-few-audited': 1 } })
    const second = await bench({ minAudited: 4, maxError: 0.4 })
    await answered(second, 'Which makers have cars with two doors?', [TWO, TWO])
    await audited(second, 6, 3)
    expect((await collect(policy(second))).report).toMatchObject({
      settled: 0,
      refused: { 'audited-error': 1 },
    })
    expect((await statesOf(b.store.db, [id])).get(id)).toBe('drafted')
  })

  test('leaves questions of the open round and over test databases to people', async () => {
    const b = await bench()
    await audited(b, 8, 0)
    const drawn = await answered(b, 'Which makers have cars with two doors?', [TWO, TWO])
    const [test] = (await b.ask('cars', ['Which maker makes two doors?'], { split: 'test' })) as [string]
    await b.answer({ question: test, kind: 'agent', name: 'm', sql: TWO, round: 0 })
    await addRound(b.store.db, b.round(1), [{ round: 1, question: drawn, part: 'main', position: 0 }])
    expect((await collect(policy(b))).report).toMatchObject({
      settled: 0,
      eligible: 0,
      refused: { 'in-open-round': 1 },
    })
  })

  test('has to be told whose answers are meant where several agents answered', async () => {
    const b = await bench()
    await expect(collect(policy(b))).rejects.toThrow('no agent has answered anything')
    const id = await answered(b, 'Which makers have two doors?', [TWO, TWO])
    await b.answer({ question: id, kind: 'agent', name: 'other', sql: TWO, round: 0 })
    await expect(collect(policy(b))).rejects.toThrow('several agents have answered')
    expect((await collect(policy(b, { agent: 'm', show: true }))).report.agent).toBe('m')
  })
})
