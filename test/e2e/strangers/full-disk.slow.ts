/** A full disk and one that cannot be written: each verb says so, loses nothing, and finishes once there is room. */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { addStage, addStageItems } from '../../../src/store/stages.ts'
import { type ModelServer, startModelServer } from '../../model-server/server.ts'
import { type TestBench, testBench } from '../../test-bench.ts'
import { known } from './answers.ts'
import { concord, type Ran, sentenceOf } from './concord.ts'
import { contentOf } from './content.ts'
import { canMount, type SmallDisk, smallDisk } from './small-disk.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const ANSWERS = Object.fromEntries(
  Array.from({ length: 4 }, (_, i) => [
    `How many cars over ${i}?`,
    `SELECT count(*) FROM car WHERE id > ${i}`,
  ]),
)

let bench: TestBench
let server: ModelServer
let disk: SmallDisk

/** A workspace in which two of four questions are settled. */
beforeAll(async () => {
  server = await startModelServer(known({ answers: ANSWERS }))
  const m = { provider: 'openai-compatible', baseUrl: server.baseUrl, model: 'm' }
  bench = await testBench({ models: { m }, policy: { audit: 0 } })
  const ids = await bench.ask('cars', Object.keys(ANSWERS))
  await bench.settle(ids[0]!, 'SELECT count(*) FROM car')
  await bench.settle(ids[1]!, 'SELECT count(*) FROM car WHERE id > 1')
  await addStage(bench.store.db, { name: 'seed', pipeline: 'seed', at: bench.at() })
  const items = ids.map((question, position) => ({ stage: 'seed', position, question }))
  await addStageItems(bench.store.db, items)
  const line = (i: number) =>
    JSON.stringify({ id: `n${i}`, db_id: 'cars', question: `New ${i} ${'x'.repeat(500)}?`, sql: 'SELECT 1' })
  writeFileSync(join(bench.folder, 'new.jsonl'), Array.from({ length: 200 }, (_, i) => line(i)).join('\n'))
  await bench.store.db
    .executeQuery({ sql: 'PRAGMA wal_checkpoint(TRUNCATE)' } as never)
    .catch(() => undefined)
})
afterAll(async () => {
  await bench[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

/** In an order in which each leaves room for the next to have something to do. */
const VERBS = [
  ['draft'],
  ['import', 'jsonl', 'new.jsonl', '--as', 'pairs'],
  ['release', 'create', '--name', 'r'],
  ['report', '--out', 'report.html'],
  ['export', 'jsonl', '--release', 'r', '--out', 'out'],
]

function onDisk(words: readonly string[]): Promise<Ran> {
  return concord(['--json', '--quiet', ...words], { folder: disk.folder, under: disk.under })
}

/** SQLite itself sees no further than the test's own mounts. */
function contentOnDisk(): ReturnType<typeof contentOf> {
  const copy = mkdtempSync(join(tmpdir(), 'concord-copy-'))
  try {
    cpSync(join(disk.seen, '.concord'), join(copy, '.concord'), { recursive: true })
    return contentOf(copy)
  } finally {
    rmSync(copy, { recursive: true })
  }
}

describe.skipIf(!canMount)('a small disk (needs the right to mount one)', () => {
  beforeEach(async () => {
    disk = await smallDisk(4_000)
    disk.copyIn(bench.folder)
    return () => disk[Symbol.asyncDispose]()
  })

  test.each([0, 12_000])(
    'with %i bytes left, each verb says that it is full, and finishes once there is room',
    async (left) => {
      for (const words of VERBS) {
        const before = contentOnDisk()
        disk.fill(left)
        const ran = await onDisk(words)
        if (ran.code !== 0) {
          expect(sentenceOf(ran), words[0]).toMatch(/the disk is full \| Free some space/)
          expect(contentOnDisk().candidates).toEqual(before.candidates)
          expect(contentOnDisk().releases).toEqual(before.releases)
        }
        disk.empty()
        const again = await onDisk(words)
        expect(again.code, `${words.join(' ')}: ${again.err}`).toBe(0)
      }
      const content = contentOnDisk()
      expect(content.candidates).toHaveLength(2 + 200)
      expect(content.questions).toHaveLength(204)
      expect(readdirSync(disk.seen).sort()).toEqual(
        ['.concord', 'concord.yaml', 'databases', 'new.jsonl', 'out', 'report.html'].sort(),
      )
    },
  )

  test('that is read-only is said as such by each verb', async () => {
    disk.readOnly(true)
    for (const words of VERBS.slice(0, 4)) {
      expect(sentenceOf(await onDisk(words)), words[0]).toMatch(/read-only.* \| .*wr/)
    }
    disk.readOnly(false)
    expect((await onDisk(['draft'])).json).toMatchObject({ drafted: 2, left: 0 })
  })

  test('takes outputs of a workspace elsewhere whole or not at all', async () => {
    const here = mkdtempSync(join(tmpdir(), 'concord-elsewhere-'))
    const run = (...words: string[]) =>
      concord(['--json', '--quiet', '--workspace', here, ...words], { folder: here, under: disk.under })
    cpSync(bench.folder, here, { recursive: true })
    await run('release', 'create', '--name', 'r')
    disk.fill(0)
    for (const words of [
      ['report', '--out', join(disk.folder, 'r.html')],
      ['export', 'jsonl', '--release', 'r', '--out', join(disk.folder, 'out')],
    ]) {
      expect(sentenceOf(await run(...words)), words[0]).toMatch(/the disk is full \| Free some space/)
    }
    expect(existsSync(join(disk.seen, 'r.html'))).toBe(false)
    disk.empty()
    expect((await run('report', '--out', join(disk.folder, 'r.html'))).code).toBe(0)
    expect(readdirSync(disk.seen).filter((name) => name.endsWith('.part'))).toEqual([])
    rmSync(here, { recursive: true, force: true })
  })
})
