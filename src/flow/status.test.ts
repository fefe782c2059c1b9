/** The overview and the lineage over a real store: what waits for whom, and every way up and down. */
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AnsweredTwice, answeredTwice } from '../../test/answered-twice.ts'
import { rulesText } from '../cli/reports/guideline.ts'
import { lineageText } from '../cli/reports/lineage.ts'
import { disputeText, queueText } from '../cli/reports/review.ts'
import { statusText } from '../cli/reports/round.ts'
import { overviewText } from '../cli/reports/status.ts'
import { lineageReport } from '../model/lineage-report.ts'
import { statusReport } from '../model/status.ts'
import { add, list as listRules, publish } from './guideline.ts'
import { decide, list, show } from './review.ts'
import { start, status } from './round.ts'
import { lineageOf } from './show.ts'
import { overview } from './status.ts'

const program = new URL('../../dist/cli/main.js', import.meta.url).pathname
const NAMES = 'SELECT name FROM city'

let place: AnsweredTwice
beforeAll(async () => {
  place = await answeredTwice()
})
afterAll(() => place[Symbol.asyncDispose]())

function concord(...words: string[]): string {
  const workspace = ['--workspace', place.folder, '--as', 'rita']
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words, ...workspace], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return stdout
}

const waits = async () =>
  Object.fromEntries((await overview(place.bench)).waiting.map((one) => [one.verb, [one.for, one.n]]))

test('what waits follows what was done', async () => {
  expect(await overview(place.bench)).toMatchObject({ next: 'concord author next', rounds: [] })
  expect(await waits()).toEqual({ author: ['author', 1] })
  const ids = []
  for (const text of ['One?', 'Two?', 'Three?']) ids.push(await place.ask(text))
  expect(await waits()).toEqual({ draft: ['machine', 3] })
  await start(place.bench, { share: 1, annotators: 1 })
  expect(await waits()).toEqual({ draft: ['machine', 3], annotate: ['annotator', 3] })
  await place.twice(ids[0]!, NAMES, NAMES)
  await place.twice(ids[1]!, NAMES, 'SELECT name FROM shop')
  await place.answer(ids[2]!, { kind: 'annotator', sql: NAMES, recorded: true })
  expect(await waits()).toEqual({ draft: ['machine', 1], compare: ['machine', 2] })
  await place.compare(1)
  expect(await waits()).toEqual({ draft: ['machine', 1], review: ['reviewer', 2] })
  const report = statusReport.parse(await overview(place.bench))
  expect(report).toMatchObject({
    questions: { total: 3, byState: { agreed: 1, disputed: 1, drafted: 1 } },
    stages: [{ stage: 'seed', questions: 3 }],
    rounds: [{ round: 1, n: 3, compared: 2, disagreements: 1, rate: 0.5, guidelineVersion: 0 }],
    cost: { calls: 0, usd: 0, budgetUsd: null, forecast: null },
    next: 'concord draft',
    recorded: true,
  })
  for (const { item } of (await list(place.bench)).items)
    await decide(place.bench, item, { accept: 'neither', sql: NAMES, cause: 'guideline' })
  await add(place.bench, { text: 'Cities are in city', cases: [ids[1]!] })
  expect(await waits()).toEqual({ draft: ['machine', 1], guideline: ['reviewer', 1] })
})

test('everything leads to its parents and children, both ways', async () => {
  await publish(place.bench)
  const { id } = await place.bench.store.db
    .selectFrom('questions')
    .select('id')
    .where('text', '=', 'Two?')
    .executeTakeFirstOrThrow()
  const seen = new Set<string>()
  const left = [id]
  while (left.length > 0) {
    const next = left.pop()!
    if (seen.has(next)) continue
    seen.add(next)
    const report = lineageReport.parse(await lineageOf(place.bench, next))
    // Whoever is named as a parent names this one as a child, and the other way round.
    const known = /^[a-z]_[0-9a-f]{16}$/
    for (const [links, back] of [
      [report.parents, 'children'],
      [report.children, 'parents'],
    ] as const) {
      for (const one of links.filter((link) => known.test(link.id))) {
        const other = await lineageOf(place.bench, one.id)
        expect(other[back].map((link) => link.id)).toContain(report.id)
        left.push(one.id)
      }
    }
  }
  expect([...seen].map((one) => one[0]).sort()).toEqual(['a', 'c', 'c', 'd', 'g', 'q'])
  expect(await lineageOf(place.bench, 'shops')).toMatchObject({ noun: 'source', is: { questions: 3 } })
  await expect(lineageOf(place.bench, `${id.slice(0, -1)}x`)).rejects.toMatchObject({
    hint: `Did you mean "${id}"?`,
  })
})

test('on a terminal everything fits 80 columns and says what comes next', async () => {
  const more = await place.ask(`What is ${'the very long and winding question about shops '.repeat(5)}?`)
  await place.twice(more, 'SELECT id, name FROM city ORDER BY id', NAMES)
  await place.compare(1)
  const { id } = await place.bench.store.db
    .selectFrom('agreements')
    .select('id')
    .where('question', '=', more)
    .executeTakeFirstOrThrow()
  const { bench } = place
  const texts = [
    overviewText(await overview(bench)),
    statusText(await status(bench)),
    queueText(await list(bench)),
    disputeText(await show(bench, more), false),
    rulesText(await listRules(bench)),
    lineageText(await lineageOf(bench, more)),
    lineageText(await lineageOf(bench, id)),
  ]
  for (const text of texts) {
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([])
  }
  for (const text of texts.slice(0, 4)) expect(text).toContain('Next: concord ')
  expect(texts[0]).toContain('recorded example answers: they show the tool, not a model')
  const decided = concord('review', 'decide', more, '--accept', 'both', '--json')
  expect(JSON.parse(decided)).toMatchObject({ item: more, effect: 'settled', by: 'rita' })
})
