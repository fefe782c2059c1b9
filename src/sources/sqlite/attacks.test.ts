/** No attack changes a file, leaves one, outlives its limit or harms the next query; each write would succeed without the sandbox. */
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ATTACKED, type Scratch, scratch } from '../../../test/fixture-databases.ts'
import type { Limits } from '../../model/execution.ts'
import { openSources, type Sources } from '../all.ts'

interface Attack {
  readonly name: string
  readonly sql: string
  readonly expect: readonly string[]
  readonly limits?: Partial<Limits>
  /** It changes the file or leaves one where nothing stops it. */
  readonly writes?: true
}

const attacks = JSON.parse(
  readFileSync(new URL('../../../test/golden/attacks/sqlite/attacks.json', import.meta.url), 'utf8'),
) as Attack[]

const LIMITS: Partial<Limits> = { timeoutMs: 400, maxRows: 100, memoryMb: 96 }
/** What a query may take beyond its limit on a machine that is its own. */
const GRACE_MS = 300
/** On a machine that others use, CPU time is shared and the clock runs on. */
const BUSY_FACTOR = 6

let place: Scratch
let sources: Sources
let path: string
beforeAll(() => {
  place = scratch()
  mkdirSync(join(place.folder, 'under-attack'))
  path = place.database('under-attack/shop.sqlite', ATTACKED)
  sources = openSources()
})
afterAll(async () => {
  await sources.close()
  place[Symbol.dispose]()
})

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
const stateOf = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((file) => [file, hashOf(join(folder, file))])

test('there are at least forty attacks, and every name is its own', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(40)
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length)
})

describe('in the sandbox', () => {
  test.each(attacks)('$name', async ({ sql, expect: kinds, limits }) => {
    const folder = join(place.folder, 'under-attack')
    const before = stateOf(folder)
    const database = await sources.open(`sqlite:${path}`)
    const started = performance.now()
    const execution = await database.run(sql.replaceAll('{folder}', folder), { ...LIMITS, ...limits })
    const tookMs = performance.now() - started
    expect(kinds, inspect(execution).slice(0, 300)).toContain(execution.kind)
    const limitMs = { ...LIMITS, ...limits }.timeoutMs!
    expect(tookMs).toBeLessThan(BUSY_FACTOR * (limitMs + GRACE_MS))
    expect(stateOf(folder)).toEqual(before)
    const next = await database.run('SELECT name FROM people ORDER BY id')
    expect(next).toMatchObject({ kind: 'rows', rows: [['Ada'], ['Grace'], ['Edsger']] })
  })
})

describe('without the sandbox it writes', () => {
  test.each(attacks.filter(({ writes }) => writes))('$name', ({ name, sql }) => {
    const folder = join(place.folder, `without ${name.replaceAll(/\W/g, ' ')}`)
    mkdirSync(folder)
    const copy = join(folder, 'shop.sqlite')
    copyFileSync(path, copy)
    const before = stateOf(folder)
    const database = new DatabaseSync(copy, { enableForeignKeyConstraints: false })
    try {
      database.exec(sql.replaceAll('{folder}', folder))
    } finally {
      database.close()
    }
    expect(stateOf(folder)).not.toEqual(before)
  })
})
