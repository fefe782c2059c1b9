/** Every command without a workspace and in an empty one: a sentence each, in JSON too, and no stack. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FLOW } from '../../../src/model/flow.ts'
import { concord, type Ran, sentenceOf } from './concord.ts'
import { EVERY_COMMAND } from './every-command.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-every-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Works through all of them, three at once. */
async function onAll(at: string, check: (ran: Ran, name: string) => void): Promise<void> {
  const left = [...EVERY_COMMAND]
  const worker = async () => {
    for (let words = left.shift(); words; words = left.shift()) {
      check(await concord(['--json', ...words], { folder: at }), words.join(' '))
    }
  }
  await Promise.all([worker(), worker(), worker()])
}

test('every verb of the method is among them', () => {
  const verbs = new Set(EVERY_COMMAND.map(([verb]) => verb))
  expect(FLOW.map(({ verb }) => verb).filter((verb) => verb !== 'init' && !verbs.has(verb))).toEqual([])
})

test('without a workspace each says where it looked and how to make one', async () => {
  const nowhere = join(folder, 'nowhere')
  mkdirSync(nowhere)
  await onAll(nowhere, (ran, name) => {
    const said = sentenceOf(ran)
    expect(said, name).toContain(`Cannot find a workspace: neither "${nowhere}" nor`)
    expect(said, name).toContain('concord init')
  })
})

test('in an empty workspace each tells what there is, or what comes first', async () => {
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  writeFileSync(join(empty, 'concord.yaml'), 'version: 1\n')
  await onAll(empty, (ran, name) => {
    expect(ran.err, name).not.toMatch(/^\s+at /m)
    if (ran.code !== 0) expect(sentenceOf(ran), name).toMatch(/^Cannot .*( \| .*|no such file)/)
  })
})
