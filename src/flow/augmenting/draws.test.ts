/** The draws: uniform by chi-square test, the same for the same seed, each by its number alone. */
import { expect, test } from 'vitest'
import type { Catalog } from '../../model/catalog.ts'
import { uniformityP } from '../../stats/chi-square.ts'
import { askable, columnDraws, parentDraws } from './draws.ts'
import { nextTasks, standingOf, type Task } from './task.ts'

function catalogOf(tables: Readonly<Record<string, readonly string[]>>, joins: Record<string, string> = {}) {
  const named = Object.entries(tables).map(([name, columns]) => ({
    name,
    columns: columns.map((column) => ({ name: column, primaryKey: column === 'id' ? 1 : 0 })),
    foreignKeys: joins[name] ? [{ columns: [`${joins[name]}_id`], table: joins[name] }] : [],
  }))
  return { engine: 'sqlite', tables: named } as unknown as Catalog
}

const shop = catalogOf(
  { book: ['id', 'title', 'price', 'author_id'], author: ['id', 'name'], shelf: ['id', 'place', 'floor'] },
  { book: 'author' },
)
const zoo = catalogOf({ animal: ['id', 'name', 'kind', 'weight', 'born'] })
const databases = [
  { name: 'shop', catalog: shop },
  { name: 'zoo', catalog: zoo },
]
const styles = ['q1', 'q2', 'q3', 'q4'].map((id) => ({ id, db: 'shop' }))
const draws = [...columnDraws({ seed: 1, stage: 'semantic', most: 4000, databases, styles })]

function countsOf(words: readonly string[]): number[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts.values()]
}

test('databases, first columns and styles are drawn uniformly', () => {
  const ofShop = draws.filter((one) => one.db === 'shop')
  expect(uniformityP(countsOf(draws.map((one) => one.db)))).toBeGreaterThan(0.001)
  expect(uniformityP(countsOf(draws.map((one) => one.parent)))).toBeGreaterThan(0.001)
  const columns = countsOf(ofShop.map(({ required: [first] }) => `${first!.table}.${first!.column}`))
  expect(columns).toHaveLength(5)
  expect(uniformityP(columns)).toBeGreaterThan(0.001)
})

test('the second column is another one, in the same table or one that a key joins, uniformly', () => {
  const seconds = draws
    .filter(({ required: [first] }) => first!.column === 'title')
    .map(({ required: [, second] }) => `${second!.table}.${second!.column}`)
  expect(new Set(seconds)).toEqual(new Set(['book.price', 'author.name']))
  expect(uniformityP(countsOf(seconds))).toBeGreaterThan(0.001)
})

test('keys are not asked about, unless there is nothing else', () => {
  expect(askable(shop.tables).map((one) => one.column)).toEqual(['title', 'price', 'name', 'place', 'floor'])
  expect(askable(catalogOf({ link: ['id'] }).tables)).toEqual([{ table: 'link', column: 'id' }])
})

test('a draw depends on seed, stage and number alone', () => {
  const again = [...columnDraws({ seed: 1, stage: 'semantic', most: 10, databases, styles })]
  expect(again).toEqual(draws.slice(0, 10))
  const other = [...columnDraws({ seed: 2, stage: 'semantic', most: 10, databases, styles })]
  expect(other).not.toEqual(again)
})

test('each parent is as likely as any other to come first', () => {
  const first = Array.from({ length: 2000 }, (_, seed) => {
    const [task] = parentDraws(styles, { seed, stage: 'complexity', attempts: 1 })
    return task!.parent
  })
  expect(uniformityP(countsOf(first))).toBeGreaterThan(0.001)
})

test('no more attempts are begun than questions are wanted, and a parent gives one at most', () => {
  const order: Task[] = ['p1', 'p2', 'p3', 'p1', 'p2'].map((parent, i) => ({
    parent,
    attempt: i < 3 ? 0 : 1,
    db: 'shop',
    required: [],
  }))
  const keys = (tasks: readonly Task[]) => tasks.map((one) => `${one.parent}/${one.attempt}`)
  const next = (marks: Parameters<typeof standingOf>[0], count: number) =>
    keys(nextTasks(order, standingOf(marks), { count, once: true }))
  const made = (parent: string, outcome: 'proven' | 'refuted' | 'undecided') => ({
    id: `${parent} ${outcome}`,
    parent,
    attempt: 0,
    outcome,
  })
  expect(next([], 2)).toEqual(['p1/0', 'p2/0'])
  expect(next([made('p1', 'refuted')], 2)).toEqual(['p2/0', 'p3/0'])
  expect(next([made('p1', 'refuted'), made('p2', 'proven')], 3)).toEqual(['p3/0', 'p1/1'])
  expect(next([made('p1', 'undecided'), made('p2', 'proven')], 2)).toEqual([])
  const rejected = { ...made('p1', 'refuted'), outcome: 'rejected' as const, settles: 'p1 undecided' }
  expect(next([made('p1', 'undecided'), { ...rejected, id: 'x' }], 1)).toEqual(['p2/0'])
})
