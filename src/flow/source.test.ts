/** Naming databases: what is refused, what is said of them, and when they have changed. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FARM, openTestWorkspace, SHOP, type TestWorkspace } from '../../test/contracts/workspace.ts'
import { sourceDescription } from '../model/source-report.ts'
import { addNamed, describeSource, describeTable, listAll, remove } from './source.ts'

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await openTestWorkspace()
})
afterEach(() => workspace[Symbol.asyncDispose]())

const spec = { dataset: 'trade', split: 'train', egress: 'schema' } as const

test('a source is opened, looked at and kept relative to the workspace', async () => {
  const file = workspace.database('shop.sqlite', SHOP)
  const added = await addNamed(workspace.bench, { ...spec, name: 'shop', url: `sqlite:${file}` })
  expect(added).toMatchObject({ added: true, url: 'sqlite:shop.sqlite', tables: 2, columns: 6, rows: 6 })
  const again = await addNamed(workspace.bench, { ...spec, name: 'shop', url: `sqlite:${file}` })
  expect(again.added).toBe(false)
  expect(await listAll(workspace.bench)).toHaveLength(1)
})

test('added again after its content has changed, it is read again', async () => {
  const url = `sqlite:${workspace.database('shop.sqlite', SHOP)}`
  const first = await addNamed(workspace.bench, { ...spec, name: 'shop', url })
  expect(first.changed).toBe(false)
  workspace.database('shop.sqlite', "INSERT INTO customer VALUES (4, 'Di', 'Ystad')")
  const again = await addNamed(workspace.bench, { ...spec, name: 'shop', url })
  expect(again).toMatchObject({ added: false, changed: true, rows: 7 })
  expect(await listAll(workspace.bench)).toMatchObject([{ rows: 7, fingerprint: again.fingerprint }])
  expect(await describeSource(workspace.bench, 'shop')).toMatchObject({ changed: false })
  expect((await addNamed(workspace.bench, { ...spec, name: 'shop', url })).changed).toBe(false)
})

test('a name is no path, not empty, and can be seen; people may call it what they like', async () => {
  const url = `sqlite:${workspace.database('shop.sqlite', SHOP)}`
  for (const name of [
    '',
    '  ',
    ' shop',
    'a\nb',
    'a\x1b[2J',
    '../shop',
    'a/b',
    'a\\b',
    '..',
    'x'.repeat(201),
  ]) {
    await expect(addNamed(workspace.bench, { ...spec, name, url })).rejects.toThrow(/^Cannot add the source/)
  }
  for (const name of ['Läden "1" 🛒', 'e_learning', 'v1.2']) {
    expect((await addNamed(workspace.bench, { ...spec, name, url })).added).toBe(true)
  }
})

test('one database is never on both sides of the split, whatever it is called', async () => {
  const file = workspace.database('shop.sqlite', SHOP)
  const copy = workspace.database('copy.sqlite', SHOP)
  await addNamed(workspace.bench, { ...spec, name: 'shop', url: `sqlite:${file}` })
  const twin = { ...spec, name: 'twin', url: `sqlite:${copy}` }
  await expect(addNamed(workspace.bench, { ...twin, split: 'test' })).rejects.toThrow(
    'Cannot add the source "twin" to the test side: it holds the same as "shop", which is on the train side',
  )
  expect((await addNamed(workspace.bench, twin)).added).toBe(true)
})

test('a name that is taken, a file that is not there and a password are refused', async () => {
  const shop = `sqlite:${workspace.database('shop.sqlite', SHOP)}`
  const farm = `sqlite:${workspace.database('farm.sqlite', FARM)}`
  await addNamed(workspace.bench, { ...spec, name: 'shop', url: shop })
  await expect(addNamed(workspace.bench, { ...spec, name: 'shop', url: farm })).rejects.toThrow(
    /there is one of this name with url "sqlite:shop.sqlite", not "sqlite:farm.sqlite"/,
  )
  await expect(addNamed(workspace.bench, { ...spec, name: 'no', url: 'sqlite:no.sqlite' })).rejects.toThrow(
    /no\.sqlite/,
  )
  const secret = addNamed(workspace.bench, { ...spec, name: 'pw', url: 'postgres://bob:hunter2@host/db' })
  await expect(secret).rejects.toThrow(/passwords are never stored/)
  await expect(secret).rejects.not.toThrow(/hunter2/)
})

test('describing shows keys, values and words, and whether the database has changed', async () => {
  const file = workspace.database('shop.sqlite', SHOP)
  await addNamed(workspace.bench, { ...spec, name: 'shop', url: `sqlite:${file}` })
  const city = { source: 'shop', table: 'customer', column: 'city' }
  await describeTable(workspace.bench, { ...city, text: 'Where they live' })
  const second = await describeTable(workspace.bench, { ...city, text: 'Where they were born' })
  expect(second.version).toBe(2)
  await describeTable(workspace.bench, { source: 'shop', table: 'order', text: 'What they bought' })
  const before = sourceDescription.parse(await describeSource(workspace.bench, 'shop'))
  expect(before.changed).toBe(false)
  const [customer, order] = before.tables
  expect(customer!.columns[2]).toMatchObject({
    description: 'Where they were born',
    profile: { rows: 3, nulls: 1, distinct: 1 },
  })
  expect(order).toMatchObject({ description: 'What they bought', foreignKeys: [{ table: 'customer' }] })
  workspace.database('shop.sqlite', "INSERT INTO customer VALUES (4, 'Di', 'Ystad')")
  expect((await describeSource(workspace.bench, 'shop')).changed).toBe(true)
  const after = await describeSource(workspace.bench, 'shop', { refresh: true })
  expect(after).toMatchObject({ changed: false, tables: [{ rowCount: 4 }, { rowCount: 3 }] })
})

test('a mistyped name is answered with the nearest one', async () => {
  const file = workspace.database('shop.sqlite', SHOP)
  await addNamed(workspace.bench, { ...spec, name: 'shop', url: `sqlite:${file}` })
  await expect(describeSource(workspace.bench, 'shpo')).rejects.toMatchObject({
    hint: 'Did you mean "shop"?',
  })
  const said = { source: 'shop', table: 'customr', text: 'x' }
  await expect(describeTable(workspace.bench, said)).rejects.toMatchObject({
    hint: 'Did you mean "customer"?',
  })
})

test('a source over which nothing was asked can go again', async () => {
  const file = workspace.database('shop.sqlite', SHOP)
  await addNamed(workspace.bench, { ...spec, name: 'shop', url: `sqlite:${file}` })
  expect(await remove(workspace.bench, 'shop')).toEqual({ removed: 'shop' })
  expect(await listAll(workspace.bench)).toEqual([])
})
