/** A table of two gigabytes: looked at, queried and asked about within seconds, without holding it in memory. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ModelServer, startModelServer } from '../../model-server/server.ts'
import { known } from './answers.ts'
import { concord, type Ran } from './concord.ts'

const GIGABYTE = 2 ** 30
const { bavail, bsize } = statfsSync(tmpdir())
const hasRoom = bavail * bsize > 5 * GIGABYTE
/** GNU time says how much memory the largest of a command's processes took. */
const hasTime = spawnSync('/usr/bin/time', ['-f', '%M', 'true']).status === 0

const QUESTION = 'How much came in with kind 3?'
const ANSWER = "SELECT sum(amount) FROM event WHERE kind = 'kind 3'"

let folder: string
let server: ModelServer

function makeLarge(file: string): void {
  using database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE event (id INTEGER PRIMARY KEY, kind TEXT, amount REAL, payload BLOB);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000)
      INSERT INTO event SELECT i, 'kind ' || (i % 17), i * 0.5, zeroblob(1050) FROM n`)
}

interface Figures extends Ran {
  readonly seconds: number
  readonly megabytes: number
}

async function run(...words: string[]): Promise<Figures> {
  const started = Date.now()
  const ran = await concord(['--json', '--quiet', ...words], {
    folder,
    under: ['/usr/bin/time', '-f', 'peak %M'],
  })
  const seconds = (Date.now() - started) / 1000
  const megabytes = Number(/peak (\d+)/.exec(ran.err)?.[1]) / 1024
  console.log(`${words.slice(0, 2).join(' ')}: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`)
  expect(ran.code, ran.err).toBe(0)
  return { ...ran, seconds, megabytes }
}

describe.skipIf(!hasRoom || !hasTime)('a table of 2 GB (needs 5 GB of disk and GNU time)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concord-large-'))
    mkdirSync(join(folder, 'databases'))
    makeLarge(join(folder, 'databases', 'large.sqlite'))
    server = await startModelServer(known({ answers: { [QUESTION]: ANSWER } }))
    const m = { provider: 'openai-compatible', baseUrl: server.baseUrl, model: 'm' }
    writeFileSync(join(folder, 'concord.yaml'), JSON.stringify({ version: 1, models: { m } }))
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  test('is taken in, described, queried and drafted over', async () => {
    const added = await run('source', 'add', 'large', 'sqlite:databases/large.sqlite')
    expect(added.json).toMatchObject({ rows: 2_000_000, fingerprint: { of: 'sample' } })
    const described = await run('source', 'describe', 'large')
    expect(described.json).toMatchObject({ changed: false })
    const all = await run('query', 'sqlite:databases/large.sqlite', '--sql', 'SELECT * FROM event')
    expect(all.json).toMatchObject({ rowCount: 1000, truncated: true })
    const asked = ['--db', 'large', '--question', QUESTION]
    const submitted = await run('author', 'submit', ...asked)
    const drafted = await run('draft')
    expect(drafted.json).toMatchObject({ drafted: 1, byOutcome: { answered: 1 } })
    const figures = [added, described, all, submitted, drafted]
    expect(Math.max(...figures.map(({ seconds }) => seconds))).toBeLessThan(60)
    expect(Math.max(...figures.map(({ megabytes }) => megabytes))).toBeLessThan(700)
  })

  test('is told to people as known by a sample', async () => {
    const { out } = await concord(['source', 'describe', 'large'], { folder })
    expect(out).toMatch(/fingerprint [0-9a-f]{12}, of schema, sizes and a sample of rows/)
    expect(out).toContain('values as in the first 200,000 rows')
  })
})
