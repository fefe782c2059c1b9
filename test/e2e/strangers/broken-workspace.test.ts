/** A workspace that is not there or is broken gets a sentence, and no stack; every command is tried in `every-command.slow.ts`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { concord, type Ran, sentenceOf } from './concord.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-broken-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(words: readonly string[], at: string): Promise<Ran> {
  return concord(['--json', ...words], { folder: at })
}

/** A folder of its own with this `concord.yaml`. */
function workspace(name: string, config = 'version: 1\n'): string {
  const at = join(folder, name)
  mkdirSync(at)
  writeFileSync(join(at, 'concord.yaml'), config)
  return at
}

/** One of each kind: those that read, that write, that ask a model, that make files. */
const SOME = [['status'], ['compare'], ['draft'], ['report'], ['measure'], ['annotate', 'next']]

test('without a workspace a command says where it looked and how to make one', async () => {
  const nowhere = join(folder, 'nowhere')
  mkdirSync(nowhere)
  for (const words of SOME) {
    const said = sentenceOf(await run(words, nowhere))
    expect(said, words.join(' ')).toContain(`Cannot find a workspace: neither "${nowhere}" nor`)
    expect(said).toContain('concord init')
  }
})

/** A store of an earlier day, made by the tool itself. */
async function madeStore(name: string): Promise<{ at: string; file: string }> {
  const at = workspace(name)
  await run(['status'], at)
  return { at, file: join(at, '.concord', 'store.sqlite') }
}

test('a store of a newer Concord is left alone', async () => {
  const { at, file } = await madeStore('newer')
  using store = new DatabaseSync(file)
  store.exec("INSERT INTO concord_migrations VALUES ('999-later', 'x', '2099-01-01')")
  const said = sentenceOf(await run(['status'], at))
  expect(said).toContain(`Cannot use the store "${file}": it was made by a newer Concord`)
  expect(said).toContain('Use that version of Concord')
})

test('a store that is no store, or has a folder or a file in its place, is said as what it is', async () => {
  const { at, file } = await madeStore('garbage')
  writeFileSync(file, 'hello '.repeat(1000))
  expect(sentenceOf(await run(['draft'], at))).toMatch(/is not a database|cannot ask a model/i)
  rmSync(join(at, '.concord'), { recursive: true })
  writeFileSync(join(at, '.concord'), 'a file')
  expect(sentenceOf(await run(['compare'], at))).toContain('a file lies where its folder should be')
  rmSync(join(at, '.concord'))
  mkdirSync(file, { recursive: true })
  expect(sentenceOf(await run(['status'], at))).toContain(`Cannot use the store "${file}"`)
})

test.each([
  ['version: 1\nmodls: {}\n', 'line 2 has an unknown key "modls" | Did you mean "models"?'],
  ['version: 1\nuse: { draft: fast }\n', 'line 2 uses the model "fast", which "models" does not name'],
  ['version: 1\nuse: [\n', 'is no YAML'],
  ['version: 7\n', '"version": expected 1'],
  ['<html></html>', 'it holds no settings'],
])('a broken concord.yaml is said with its place: %j', async (config, words) => {
  const at = workspace(`config-${Buffer.from(config).toString('hex').slice(0, 40)}`, config)
  for (const command of [['status'], ['source', 'list']]) {
    const said = sentenceOf(await run(command, at))
    expect(said).toContain(`Cannot read "${join(at, 'concord.yaml')}"`)
    expect(said).toContain(words)
  }
})

test('a folder in place of concord.yaml is said as such', async () => {
  const at = join(folder, 'yaml-folder')
  mkdirSync(join(at, 'concord.yaml'), { recursive: true })
  expect(sentenceOf(await run(['status'], at))).toContain('it is a folder')
})
