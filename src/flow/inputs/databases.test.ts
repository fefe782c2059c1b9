/** Reading DATABASES: a name leads to a file and its other instances, or to the reason why there is none. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabases } from './databases.ts'

const folder = mkdtempSync(join(tmpdir(), 'concord-databases-'))
afterAll(() => rmSync(folder, { recursive: true }))

function database(path: string, content = 'SQLite format 3\0…'): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), content)
}

database('shop/shop.sqlite')
database('shop/shop_b.sqlite')
database('shop/a.sqlite')
database('shop/schema.sql')
database('Cre_Docs/Cre_Docs.sqlite')
database('pointer/pointer.sqlite', 'version https://git-lfs.github.com/spec/v1\n')
database('empty/empty.sqlite', '')
database('other/text.sqlite')
database('page/page.sqlite', '<html>')

test('the shipped database first, further instances by name', async () => {
  const found = await (await openDatabases({ folder })).find('shop')
  const url = (name: string) => `sqlite:${join(folder, 'shop', name)}`
  expect(found).toEqual({
    kind: 'found',
    name: 'shop',
    shipped: url('shop.sqlite'),
    instances: ['shop.sqlite', 'a.sqlite', 'shop_b.sqlite'].map((name) => ({ name, url: url(name) })),
  })
})

test('a name that differs in case only is found', async () => {
  expect(await (await openDatabases({ folder })).find('cre_docs')).toMatchObject({
    kind: 'found',
    name: 'Cre_Docs',
  })
})

test('what is not there, or no database, is a value with its reason', async () => {
  const databases = await openDatabases({ folder })
  const reason = async (name: string) => {
    const answer = await databases.find(name)
    return answer.kind === 'missing' ? answer.reason : answer.kind
  }
  expect(await reason('nowhere')).toContain('There is no folder "nowhere"')
  expect(await reason('../shop')).toContain('There is no folder "../shop"')
  expect(await reason('other')).toContain('There is no "other.sqlite"')
  expect(await reason('pointer')).toContain('is a Git LFS pointer')
  expect(await reason('empty')).toContain('is an empty file')
  expect(await reason('page')).toContain('is no SQLite database')
})

test('one source stands for every name', async () => {
  const databases = await openDatabases({ source: 'sqlite:/data/shop.sqlite' })
  expect(await databases.find('anything')).toMatchObject({
    shipped: 'sqlite:/data/shop.sqlite',
    instances: [{ name: 'shop.sqlite' }],
  })
  await expect(openDatabases({ source: 'oracle:x' })).rejects.toThrow('it names no engine')
})

test('a folder that cannot be one is refused', async () => {
  await expect(openDatabases({ folder: join(folder, 'none') })).rejects.toThrow('there is no such folder')
  await expect(openDatabases({ folder: join(folder, 'shop') })).rejects.toThrow('it has no folder <db_id>')
  const file = join(folder, 'shop/shop.sqlite')
  await expect(openDatabases({ folder: file })).rejects.toThrow('it is a file, not a folder')
})
