/** Whatever lies where a SQLite database should lie gets a sentence that says what it is; odd paths and modes open. */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Scratch, scratch } from '../../../test/fixture-databases.ts'
import { UserError } from '../../model/errors.ts'
import { openSources, type Sources } from '../all.ts'

const SMALL = 'CREATE TABLE t (a); INSERT INTO t VALUES (1), (2);'

let place: Scratch
let sources: Sources
beforeAll(() => {
  place = scratch()
  sources = openSources({ children: 1 })
})
afterAll(async () => {
  await sources.close()
  place[Symbol.dispose]()
})

const encrypted = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919 + 13) % 256))
const damaged = Buffer.concat([Buffer.from('SQLite format 3\0'), encrypted])

test.each([
  ['missing', undefined, 'there is no file'],
  ['empty', '', 'the file is empty'],
  ['lfs', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n', 'Git LFS pointer'],
  ['page', '<!DOCTYPE html><html>', 'web page'],
  ['zip', 'PK\x03\x04rest', 'compressed archive'],
  ['script', 'CREATE TABLE t (a INT);\n', 'SQL text'],
  ['encrypted', encrypted, 'encrypted'],
  ['damaged', damaged, 'is not a database'],
])('%s', async (name, content, words) => {
  const path = join(place.folder, `${name}.sqlite`)
  if (content !== undefined) writeFileSync(path, content)
  const opening = sources.open(`sqlite:${path}`)
  await expect(opening).rejects.toThrow(UserError)
  await expect(opening).rejects.toThrow(words)
  await expect(opening).rejects.toMatchObject({ hint: /\S/.test(words) ? expect.stringMatching(/\S/) : '' })
})

test('a folder', async () => {
  await expect(sources.open(`sqlite:${place.folder}`)).rejects.toThrow('it is a folder')
})

test.each(['with space', 'ümläut', 'what?', 'a#b', '100%25', "it's", 'x&mode=rwc', '数据 😀'])(
  'a file called %s opens',
  async (name) => {
    const path = place.database(`${name}.sqlite`, SMALL)
    const database = await sources.open(`sqlite:${path}`)
    expect(await database.run('SELECT count(*) FROM t')).toMatchObject({ rows: [[2n]] })
  },
)

test('a database in WAL mode opens where nothing may be created beside it, and nothing is', async () => {
  const folder = join(place.folder, 'wal')
  mkdirSync(folder)
  place.database('wal/w.sqlite', `PRAGMA journal_mode = WAL; ${SMALL}`)
  chmodSync(folder, 0o555)
  try {
    const database = await sources.open(`sqlite:${join(folder, 'w.sqlite')}`)
    expect(await database.run('SELECT count(*) FROM t')).toMatchObject({ rows: [[2n]] })
    expect(readdirSync(folder)).toEqual(['w.sqlite'])
  } finally {
    chmodSync(folder, 0o755)
  }
})

test('what another process has committed to the log is seen', async () => {
  const path = place.database('live.sqlite', `PRAGMA journal_mode = WAL; ${SMALL}`)
  const database = await sources.open(`sqlite:${path}`)
  const writer = new DatabaseSync(path)
  try {
    await database.run('SELECT 1')
    writer.exec('INSERT INTO t VALUES (3)')
    await new Promise((done) => setTimeout(done, 40))
    expect(await database.run('SELECT count(*) FROM t')).toMatchObject({ rows: [[3n]] })
  } finally {
    writer.close()
  }
})

test('a file that vanishes is an error of the source, and works again when it is back', async () => {
  const path = place.database('vanishing.sqlite', SMALL)
  const database = await sources.open(`sqlite:${path}`)
  renameSync(path, `${path}.away`)
  await new Promise((done) => setTimeout(done, 40))
  await expect(database.run('SELECT 1')).rejects.toThrow('the file is gone')
  await expect(database.fingerprint()).rejects.toThrow(UserError)
  renameSync(`${path}.away`, path)
  expect(await database.run('SELECT count(*) FROM t')).toMatchObject({ rows: [[2n]] })
})

test('a file that is replaced or changed is read anew, and its fingerprint tells', async () => {
  const path = place.database('changing.sqlite', SMALL)
  const database = await sources.open(`sqlite:${path}`)
  const before = await database.fingerprint()
  unlinkSync(path)
  place.database('changing.sqlite', `${SMALL} CREATE TABLE u (b); INSERT INTO u VALUES ('new');`)
  await new Promise((done) => setTimeout(done, 40))
  expect(await database.run('SELECT b FROM u')).toMatchObject({ rows: [['new']] })
  expect((await database.fingerprint()).hash).not.toBe(before.hash)
})

test('a database that another program holds is an error of the source, said after a short wait', async () => {
  const path = place.database('held.sqlite', SMALL)
  const database = await sources.open(`sqlite:${path}`)
  const holder = new DatabaseSync(path)
  holder.exec('BEGIN EXCLUSIVE')
  await expect(database.run('SELECT count(*) FROM t')).rejects.toThrow('database is locked')
  holder.exec('COMMIT')
  holder.close()
  expect(await database.run('SELECT count(*) FROM t')).toMatchObject({ rows: [[2n]] })
})

test('a journal that an interrupted program has left is an error of the source with a way out', async () => {
  const path = place.database('crashed.sqlite', SMALL)
  const holder = new DatabaseSync(path)
  holder.exec('PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE t SET a = randomblob(9000)')
  const [left, journal] = [`${path}-left.sqlite`, `${path}-left.sqlite-journal`]
  copyFileSync(path, left)
  copyFileSync(`${path}-journal`, journal)
  holder.exec('ROLLBACK')
  holder.close()
  const opening = sources.open(`sqlite:${left}`)
  await expect(opening).rejects.toThrow(UserError)
  await expect(opening).rejects.toMatchObject({ hint: expect.stringContaining('interrupted') })
})
