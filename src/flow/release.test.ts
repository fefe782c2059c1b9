/** A release holds what is settled, splits it without leaks, has one hash anywhere, and is never changed. */
import { expect, test } from 'vitest'
import { collect } from '../../test/collect.ts'
import { type Settled, settledWorkspace } from '../../test/settled-workspace.ts'
import { UserError } from '../model/errors.ts'
import { releaseReport } from '../model/release.ts'
import { createRelease, diffReleases, verifyRelease } from './release.ts'

/** Twenty families: a seed, and a paraphrase of it with the same SQL. */
const FAMILIES: readonly Settled[] = Array.from({ length: 20 }, (_, i) => {
  const sql = `SELECT count(*) ${'+ 1 '.repeat(i)}FROM book`
  const text = `${'bcdfghjklmnpqrstvwxz'[i]!.repeat(9)} asks about the books`
  return [
    { text, sql, accept: i % 2 ? ('agreement' as const) : ('a' as const) },
    { text: `In other words: ${i} ${text.slice(0, 9).toUpperCase()}`, sql, parent: text },
  ]
}).flat()

test('kin stay on one side, the shares are met, and the hash is of the content', async () => {
  const hashes: string[] = []
  for (const questions of [FAMILIES, FAMILIES]) {
    await using one = await settledWorkspace({ questions })
    const report = releaseReport.parse(
      await collect(createRelease(one.bench, { name: 'gold', val: 0.2, test: 0.1 })),
    )
    expect(report).toMatchObject({ pairs: 40, byPeople: 40, byAgreement: 10, byPolicy: 0, created: true })
    expect(report.splits).toEqual({ train: 28, val: 8, test: 4 })
    expect(report.leaks.findings).toEqual([])
    hashes.push(report.hash)
  }
  expect(hashes[0]).toBe(hashes[1])
})

test('the same again is no new release, other content under the name is refused', async () => {
  await using one = await settledWorkspace({ questions: FAMILIES.slice(0, 6) })
  const options = { name: 'gold', val: 0.2, test: 0 }
  const first = await collect(createRelease(one.bench, options))
  const again = await collect(createRelease(one.bench, options))
  expect(again).toMatchObject({ hash: first.hash, created: false })
  await expect(collect(createRelease(one.bench, { ...options, val: 0.5 }))).rejects.toThrow(
    'Cannot make the release "gold": one of this name holds other content',
  )
})

test('what is not settled stays out and is counted; nothing settled is said', async () => {
  const open = { ...FAMILIES[0]!, settled: false }
  await using one = await settledWorkspace({ questions: [open, FAMILIES[2]!] })
  const report = await collect(createRelease(one.bench, { name: 'gold', val: 0, test: 0 }))
  expect(report).toMatchObject({ pairs: 1, unsettled: 1 })
  await using none = await settledWorkspace({ questions: [open] })
  await expect(collect(createRelease(none.bench, { name: 'gold', val: 0, test: 0 }))).rejects.toThrow(
    'no question of the stage "seed" is settled',
  )
})

test('the words of a benchmark over another database are a warning', async () => {
  const benchmark = [{ question: FAMILIES[0]!.text, sql: 'SELECT name FROM animal' }]
  await using one = await settledWorkspace({ questions: FAMILIES.slice(0, 2), benchmark })
  const { leaks } = await collect(createRelease(one.bench, { name: 'gold', val: 0, test: 0 }))
  expect(leaks.findings).toMatchObject([{ kind: 'exact', blocking: false, test: 'exam/exam-1' }])
})

test('a benchmark over a training database stops the release with the list', async () => {
  await using one = await settledWorkspace({
    questions: FAMILIES.slice(0, 2),
    benchmark: [{ question: 'How many?', sql: 'SELECT count(id) FROM book', db_id: 'library' }],
  })
  const made = collect(createRelease(one.bench, { name: 'gold', val: 0, test: 0 }))
  await expect(made).rejects.toThrow(UserError)
  await expect(made).rejects.toThrow(
    'Cannot release: 1 leak into a benchmark or split\n  database: library | library',
  )
})

test('verify finds the pairs as they were frozen; diff names what changed', async () => {
  await using one = await settledWorkspace({ questions: FAMILIES.slice(0, 6) })
  const { hash } = await collect(createRelease(one.bench, { name: 'one', val: 0, test: 0 }))
  expect(await verifyRelease(one.bench, 'one')).toEqual({
    ...{ name: 'one', ok: true, hash, computed: hash, pairs: 6 },
  })
  await collect(createRelease(one.bench, { name: 'two', val: 0.4, test: 0 }))
  const diff = await diffReleases(one.bench, { from: 'one', to: 'two' })
  expect(diff).toMatchObject({ added: [], removed: [], same: 4 })
  expect(diff.changed.map(({ members }) => members)).toEqual([['split'], ['split']])
  await expect(verifyRelease(one.bench, 'tow')).rejects.toMatchObject({ hint: 'Did you mean "two"?' })
})
