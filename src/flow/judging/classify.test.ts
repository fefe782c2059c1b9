/** Two queries on a real database with further instances beside it, and with instances made for the occasion. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scratch } from '../../../test/fixture-databases.ts'
import { openSources } from '../../sources/all.ts'
import { classify, judgeVersion, type MoreInstances } from './classify.ts'
import { type Instances, openInstances } from './instances.ts'

const folder = scratch()
const sources = openSources({ children: 1, spare: false })
const bench = { workspace: folder.folder, openDatabase: (url: string) => sources.open(whole(url)) }
const whole = (url: string) => url.replace(/^sqlite:(?!\/)/, `sqlite:${folder.folder}/`)
const LIMITS = { timeoutMs: 2_000, maxRows: 1_000, memoryMb: 256 }
const TABLE = 'CREATE TABLE car (id INTEGER PRIMARY KEY, doors INTEGER, maker TEXT);'

let instances: Instances
beforeAll(async () => {
  mkdirSync(join(folder.folder, 'cars'))
  folder.database(
    'cars/cars.sqlite',
    `${TABLE} INSERT INTO car VALUES (1, 2, 'Opel'), (2, 4, 'Fiat'), (3, 4, 'Saab')`,
  )
  folder.database('cars/other.sqlite', `${TABLE} INSERT INTO car VALUES (1, 5, 'Opel'), (2, 4, 'Fiat')`)
  folder.database('alone.sqlite', TABLE)
  instances = await openInstances(bench, { name: 'cars', url: 'sqlite:cars/cars.sqlite' }, LIMITS)
})
afterAll(async () => {
  await sources.close()
  folder[Symbol.dispose]()
})

const MORE_THAN_THREE = 'SELECT maker FROM car WHERE doors > 3'
const FOUR = 'SELECT maker FROM car WHERE doors = 4'

describe('the instances of a source', () => {
  test('are the files beside <name>/<name>.sqlite, and the one alone elsewhere', async () => {
    expect([instances.shipped, ...instances.others].map((one) => one.name)).toEqual([
      'cars.sqlite',
      'other.sqlite',
    ])
    const alone = await openInstances(bench, { name: 'alone', url: 'sqlite:alone.sqlite' }, LIMITS)
    expect(alone.others).toEqual([])
    expect(judgeVersion(alone)).not.toBe(judgeVersion(instances))
  })
})

describe('two queries', () => {
  test('that tie on the shipped data alone come with the rows that separate them', async () => {
    const found = await classify({ a: MORE_THAN_THREE, b: FOUR }, instances)
    expect(found).toMatchObject({
      class: 'same-on-shipped-only',
      counted: 'disagreement',
      shipped: { match: true },
      instances: { tried: 1, separated: 1 },
      counterExample: { instance: 'other.sqlite', a: [['Opel'], ['Fiat']], b: [['Fiat']] },
    })
  })

  test('that tie everywhere agree, and that differ on the shipped data are not tried elsewhere', async () => {
    const twice = 'SELECT maker FROM car WHERE doors * 2 = 8'
    expect(await classify({ a: FOUR, b: twice }, instances)).toMatchObject({
      class: 'same-on-all-instances',
      counted: 'agreement',
      instances: { tried: 1, separated: 0 },
    })
    const other = await classify({ a: FOUR, b: 'SELECT maker FROM car WHERE doors = 2' }, instances)
    expect(other).toMatchObject({ class: 'differ', instances: { tried: 0, separated: 0 } })
  })

  test('of which one fails disagree, with the side and the message', async () => {
    const found = await classify({ a: FOUR, b: 'SELECT owner FROM car' }, instances)
    expect(found).toMatchObject({ class: 'error', side: 'b', counted: 'disagreement' })
    expect(found.shipped.message).toContain('no such column: owner')
    const both = await classify({ a: 'SELECT owner FROM car', b: 'SELECT owner FROM car' }, instances)
    expect(both).toMatchObject({ class: 'error', side: 'both', counted: 'not-counted' })
  })

  test('are tried on made instances until one separates them', async () => {
    const asked: number[] = []
    let files = 0
    const more: MoreInstances = {
      version: 'made1',
      async *make() {
        for (const seed of [1, 2, 3]) {
          asked.push(seed)
          const url = `sqlite:${folder.database(`made-${files++}.sqlite`, `${TABLE} INSERT INTO car VALUES (1, ${2 + seed}, 'Made')`)}`
          const database = await sources.open(url)
          yield {
            name: `made-${seed}`,
            run: (sql: string) => database.run(sql, LIMITS),
            made: { seed, tables: { car: [[1, 2 + seed, 'Made']] }, sql: 'INSERT …' },
          }
        }
      },
    }
    const five = 'SELECT maker FROM car WHERE doors BETWEEN 4 AND 4.5'
    const alike = await classify({ a: FOUR, b: five }, instances, more)
    expect(alike).toMatchObject({ class: 'same-on-all-instances', instances: { tried: 4, separated: 0 } })
    asked.length = 0
    const bare = { ...instances, others: [] }
    const found = await classify({ a: 'SELECT maker FROM car WHERE doors >= 4', b: FOUR }, bare, more)
    expect(asked).toEqual([1, 2, 3])
    expect(found).toMatchObject({
      class: 'same-on-shipped-only',
      counterExample: { seed: 3, tables: { car: [[1, 5, 'Made']] }, a: [['Made']], b: [] },
    })
    expect(judgeVersion(instances, more)).not.toBe(judgeVersion(instances))
  })
})
