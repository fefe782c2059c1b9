/** What every metric has to do: measure nothing, be the same again, and not hang on the order of the questions. */
import { describe, expect, test } from 'vitest'
import { METRICS } from '../../src/metrics/all.ts'
import { hashText } from '../../src/metrics/embedding-hashed.ts'
import type { MeasureContext, MeasuredItem, Metric } from '../../src/metrics/metric.ts'
import { readQuery } from '../../src/metrics/reading.ts'
import type { Catalog } from '../../src/model/catalog.ts'

const column = (name: string) => ({ name, type: 'TEXT', nullable: true, primaryKey: 0 })
const catalog: Catalog = {
  engine: 'sqlite',
  tables: [
    {
      name: 'river',
      kind: 'table',
      columns: [column('name'), column('length')],
      primaryKey: [],
      uniqueKeys: [],
      foreignKeys: [],
      rowCount: 0,
      sampleRows: [],
    },
  ],
  fingerprint: { hash: '', of: 'content' },
}
const context: MeasureContext = { catalogs: new Map([['geo', catalog]]), level: 'L2', model: 'hashed-v1' }
const asked: readonly (readonly [string, string | undefined])[] = [
  ['Which rivers are there?', 'SELECT name FROM river'],
  ['Name the rivers', 'SELECT name FROM river'],
  ['How long is the longest?', 'SELECT max(length) FROM river'],
  ['Is it broken?', 'SELECT ('],
  ['Nobody knows', undefined],
]
const items = asked.map(
  ([question, sql]): MeasuredItem => ({
    db: 'geo',
    vector: hashText(question),
    query: sql === undefined ? undefined : readQuery(sql, { db: 'geo', catalog, level: 'L2' }),
  }),
)

describe.each(Object.entries<Metric<unknown>>(METRICS))('the metric %s', (name, metric) => {
  test('has the name it is found by, and says what it says', () => {
    expect(metric.name).toBe(name)
    expect(metric.summary).not.toBe('')
  })

  test('measures a stage without questions', () => {
    expect(JSON.stringify(metric.measure([], context))).not.toMatch(/NaN|Infinity/)
  })

  test('is the same again and in any order', () => {
    const found = metric.measure(items, context)
    expect(metric.measure(items, context)).toEqual(found)
    expect(rounded(metric.measure([...items].reverse(), context))).toBe(rounded(found))
  })
})

function rounded(value: unknown): string {
  return JSON.stringify(value, (_, member) =>
    typeof member === 'number' ? Number(member.toFixed(9)) : member,
  )
}
